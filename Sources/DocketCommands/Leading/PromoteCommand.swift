import ArgumentParser
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

struct PromoteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "promote",
        abstract: "Let surplus decisions count.",
        discussion: """
            A decision that found no free slot is kept as surplus: out of agreement, conflicts and export. Promoted, it \
            counts; where the item has no slot left, it gets one more. docket history shows the ids. Takes a lead. A \
            receipt is printed for each once it is on disk; the status is 1 if any was refused.

            Examples:
              docket promote replies 5f0c1c0e-0d5b-4d34-9a52-1f1a7a0b6a11
              docket promote replies --from-file decisions.txt
            """)

    @Argument(help: "The queue.")
    var queue: String

    @Argument(help: ArgumentHelp("The decisions' ids.", valueName: "decision"))
    var decisions: [String] = []

    @OptionGroup var names: NameOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard !decisions.isEmpty || names.fromFile != nil else {
            throw ValidationError("Name the decisions, or a file that does with --from-file.")
        }
    }

    func run() async throws {
        let feed = try NameFeed(decisions, file: names.fromFile, key: "decision")
        let refusedAny = try await common.withQueue(queue, .existing) { session, queue in
            try session.require(.lead, to: "promote decisions")
            return try await NameReceipts(console: common.console, key: "decision").run(feed) { decision in
                try await session.promote(EventID(decision), in: queue).json
            }
        }
        if refusedAny { throw ExitStatus.no }
    }
}

extension Receipt {
    /// What a receipt says of it.
    var json: JSONObject {
        [
            "id": JSONValue(id.rawValue), "status": JSONValue(status.rawValue), "position": JSONValue(position),
            "hash": JSONValue(hash.hexadecimal),
        ]
    }
}
