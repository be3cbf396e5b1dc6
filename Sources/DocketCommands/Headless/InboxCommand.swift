import ArgumentParser
import DocketModel
import DocketNotation
import DocketWorkflow

struct InboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inbox",
        abstract: "List what came back to you.",
        discussion: """
            What leads sent back to you and you have not looked at again, oldest first. docket next serves it. With \
            --json also your own decision, what changed in the guideline since (line by line), and a lead's ruling where \
            one stands.

            Examples:
              docket inbox replies --as ann1
              docket inbox replies --as ann1 --json
            """)

    @Argument(help: "The queue.")
    var queue: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        let entries = try await common.withQueue(queue, .reading) { session, queue in
            try await session.inboxEntries(in: queue)
        }
        if common.json {
            console.json(.array(entries.map { .object($0.json) }))
            return
        }
        var table = TextTable(["item", "at", "from", "reason", "note", "changed since"])
        for entry in entries {
            let sendBack = entry.sendBack
            let changes = [entry.guideline == nil ? nil : "guideline", entry.ruling == nil ? nil : "ruling"]
            table.add([
                sendBack.item.rawValue, sendBack.at.description, sendBack.adjudicator.rawValue,
                sendBack.reasonCode ?? "", sendBack.note?.string ?? "",
                changes.compactMap(\.self).joined(separator: " "),
            ])
        }
        if entries.isEmpty { console.note("nothing came back to you in \(queue)") } else { table.print(to: console) }
    }
}
