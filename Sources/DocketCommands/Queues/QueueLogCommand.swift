import ArgumentParser
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

struct QueueLogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Show who changed a queue's configuration and guideline, when, and how.",
        discussion: """
            One line for each key that changed. --show prints the guideline's text as it was in a version.

            Examples:
              docket queue log replies
              docket queue log replies --json
              docket queue log replies --show 1 > first-guideline.md
            """)

    @Argument(help: "The queue.")
    var queue: String

    @Option(help: ArgumentHelp("Print the guideline of that version instead.", valueName: "version"))
    var show: Int?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await common.withQueue(queue, .reading) { session, queue in
            if let show {
                let guideline = try await session.guideline(inVersion: show, of: queue)
                printGuideline(guideline, version: show, of: queue.id)
                return
            }
            let changes = try await session.changes(of: queue)
            if common.json {
                console.json([
                    "queue": JSONValue(queue.id.rawValue), "versions": .array(changes.map { .object($0.json) }),
                ])
            } else {
                Self.table(of: changes).print(to: console)
            }
        }
    }

    private func printGuideline(_ guideline: (digest: Digest, text: SourceText)?, version: Int, of queue: QueueID) {
        let console = common.console
        if common.json {
            var answer: JSONObject = ["queue": JSONValue(queue.rawValue), "version": JSONValue(version)]
            answer["guideline_sha256"] = guideline.map { JSONValue($0.digest.hexadecimal) } ?? .null
            answer["guideline"] = guideline.map { .string($0.text) } ?? .null
            console.json(answer)
        } else if let guideline {
            console.outsideText(guideline.text, indent: "")
        } else {
            console.note("version \(version) of queue \(queue) has no guideline")
        }
    }

    private static func table(of changes: [QueueChange]) -> TextTable {
        var table = TextTable(["version", "position", "at", "who", "key", "from", "to"], figures: [0, 1])
        for change in changes {
            let start = [
                String(change.version), String(change.position), change.at.description, change.person.rawValue,
            ]
            if change.differences.isEmpty { table.add(start + ["made", "", ""]) }
            for difference in change.differences {
                table.add(start + [difference.key, text(difference.before), text(difference.after)])
            }
        }
        return table
    }

    private static func text(_ value: JSONValue?) -> String {
        value?.string ?? value?.serializedString ?? ""
    }
}
