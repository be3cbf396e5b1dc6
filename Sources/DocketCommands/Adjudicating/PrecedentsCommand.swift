import ArgumentParser
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

struct PrecedentsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "precedents",
        abstract: "List resolved items that are like one.",
        discussion: """
            Of the items with a resolution that stands, those that share most words with this one, the nearest first: how \
            they were decided, by whom, when and why. The similarity is the share of the words of both that both \
            have. Takes a lead.

            Examples:
              docket precedents replies 7
              docket precedents replies 7 --limit 20 --json
            """)

    @Argument(help: "The queue.")
    var queue: String

    @Argument(help: "The item's id.")
    var item: String

    @Option(help: ArgumentHelp("How many at most.", valueName: "n"))
    var limit = 5

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (1...1000).contains(limit) else { throw ValidationError("--limit is 1 to 1000, not \(limit).") }
    }

    func run() async throws {
        let console = common.console
        let precedents = try await common.withQueue(queue, .reading) { session, queue in
            try await session.precedents(for: ItemID(item), in: queue, limit: limit)
        }
        if common.json {
            console.json(.array(precedents.map { .object($0.json) }))
            return
        }
        var table = TextTable(["item", "similarity", "who", "at", "outcome", "reason"], figures: [1])
        for precedent in precedents {
            let resolution = precedent.resolution
            table.add([
                precedent.item.id.rawValue, "\((precedent.similarity * 100).rounded() / 100)",
                resolution.adjudicator.rawValue, resolution.at.description,
                JSONValue.object(resolution.outcome.json).serializedString, resolution.reason?.string ?? "",
            ])
        }
        if precedents.isEmpty {
            console.note("nothing that was resolved in \(queue) is like item \(item)")
        } else {
            table.print(to: console)
        }
    }
}

extension Precedent {
    /// One element of `docket precedents --json`.
    var json: JSONObject {
        var record: JSONObject = ["item": JSONValue(item.id.rawValue)]
        record["similarity"] = JSONValue((similarity * 1000).rounded() / 1000)
        record["outcome"] = .object(resolution.outcome.json)
        record["reason"] = resolution.reason.map { .string($0) } ?? .null
        record["reason_code"] = resolution.reasonCode.map { JSONValue($0) } ?? .null
        record["method"] = JSONValue(resolution.method.text)
        record["adjudicator"] = JSONValue(resolution.adjudicator.rawValue)
        record["at"] = JSONValue(resolution.at.description)
        record["resolution"] = JSONValue(resolution.id.rawValue)
        record["position"] = JSONValue(position)
        return record
    }
}
