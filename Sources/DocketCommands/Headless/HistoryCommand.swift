import ArgumentParser
import DocketModel
import DocketNotation
import DocketWorkflow

struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Show everything that was done with an item, as far as you may see it.",
        discussion: """
            Leads see all of it; annotators what they did themselves, what was sent back to them, and what is assigned \
            to them. Of what was redacted it says who redacted it and why, and nothing else.

            Examples:
              docket history replies 7
              docket history replies 7 --json
            """)

    @Argument(help: "The queue.")
    var queue: String

    @Argument(help: "The item's id.")
    var item: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        let entries = try await common.withQueue(queue, .reading) { session, queue in
            try await session.history(of: ItemID(item), in: queue)
        }
        if common.json {
            console.json([
                "queue": JSONValue(queue), "item": JSONValue(item), "events": .array(entries.map { .object($0.json) }),
            ])
            return
        }
        var table = TextTable(["position", "at", "who", "what", "stands", "id", "record"], figures: [0])
        for entry in entries {
            table.add([
                String(entry.event.position), entry.event.serverTime.description, entry.event.actor.rawValue,
                entry.event.kind.rawValue, entry.stands ? "stands" : "", entry.event.id.rawValue,
                entry.record.map { Self.essence($0, of: entry.event.kind) } ?? "redacted",
            ])
        }
        if entries.isEmpty { console.note("nothing was done with item \(item) that you may see") }
        table.print(to: console)
    }

    /// What was said, without who and when, which have columns of their own.
    private static func essence(_ record: JSONObject, of kind: JournalEvent.Kind) -> String {
        func text(_ key: String) -> String { record[key]?.string ?? "" }
        switch kind {
        case .assignment:
            return (record["assigned"]?.bool == true ? "to " : "no longer to ") + text("annotator")
        case .promotion: return "\(text("target")) counts"
        case .redaction: return "\(text("target")): \(text("reason"))"
        case .question, .answer: return text("text")
        case .decision, .undo, .resolution, .sendBack, .importing, .configuration, .growth:
            let shown = record.without([
                "v", "type", "id", "queue", "item", "annotator", "adjudicator", "at", "guideline", "shown", "occasion",
                "reading_ms", "inputs",
            ])
            return JSONValue.object(shown).serializedString
        }
    }
}
