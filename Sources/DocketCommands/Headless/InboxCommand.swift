import ArgumentParser
import DocketModel
import DocketNotation
import DocketWorkflow

struct InboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inbox",
        abstract: "List what came back to you.",
        discussion: """
            What leads sent back to you and you have not looked at again, oldest first. docket next serves it.

            Examples:
              docket inbox replies --as ann1
              docket inbox replies --as ann1 --json
            """)

    @Argument(help: "The queue.")
    var queue: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        let sendBacks = try await common.withQueue(queue, .reading) { session, queue in
            try await session.inbox(in: queue)
        }
        if common.json {
            console.json(.array(sendBacks.map { .object(Self.json($0)) }))
            return
        }
        var table = TextTable(["item", "at", "from", "reason", "note"])
        for sendBack in sendBacks {
            table.add([
                sendBack.item.rawValue, sendBack.at.description, sendBack.adjudicator.rawValue,
                sendBack.reasonCode ?? "", sendBack.note?.string ?? "",
            ])
        }
        if sendBacks.isEmpty { console.note("nothing came back to you in \(queue)") } else { table.print(to: console) }
    }

    private static func json(_ sendBack: SendBack) -> JSONObject {
        var record: JSONObject = ["item": JSONValue(sendBack.item.rawValue), "id": JSONValue(sendBack.id.rawValue)]
        record["adjudicator"] = JSONValue(sendBack.adjudicator.rawValue)
        record["reason_code"] = sendBack.reasonCode.map { JSONValue($0) } ?? .null
        record["note"] = sendBack.note.map { .string($0) } ?? .null
        record["at"] = JSONValue(sendBack.at.description)
        return record
    }
}
