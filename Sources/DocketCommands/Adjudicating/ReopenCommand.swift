import ArgumentParser
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

struct ReopenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen",
        abstract: "Open again what was resolved.",
        discussion: """
            Takes back the resolution that stands of each item, whoever or whatever made it, so that its conflict is \
            open again. Nothing is deleted: it is an undo of yours, and docket redo puts the last one back. --rule names \
            all that a rule settled. What was opened again is not settled by a rule by itself any more. Takes a lead. A \
            receipt is printed for each once it is on disk; the status is 1 if any was refused.

            Examples:
              docket reopen replies 7 9
              docket reopen replies --rule majority
              docket reopen replies --rule majority:2
            """)

    @Argument(help: "The queue.")
    var queue: String

    @Argument(help: ArgumentHelp("The items' ids.", valueName: "item"))
    var items: [String] = []

    @Option(help: ArgumentHelp("All that this rule settled, by its name or as it is configured.", valueName: "rule"))
    var rule: String?

    @OptionGroup var names: NameOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        let isNamed = !items.isEmpty || names.fromFile != nil
        guard isNamed != (rule != nil) else {
            throw ValidationError("Name the items, a file that does with --from-file, or a --rule.")
        }
    }

    func run() async throws {
        let refusedAny = try await common.withQueue(queue, .existing) { session, queue in
            try session.require(.lead, to: "reopen what was resolved")
            let settled = try await rule.mapAsync { try await session.items(settledBy: $0, in: queue) }
            if let rule, settled?.isEmpty == true {
                common.console.note("nothing in \(queue.id) is settled by \(rule)")
            }
            let feed = try NameFeed(settled?.map(\.rawValue) ?? items, file: names.fromFile, key: "item")
            return try await NameReceipts(console: common.console, key: "item").run(feed) { item in
                let undo = try await session.reopen(ItemID(item), in: queue)
                var receipt = undo.receipt.json
                receipt["undone"] = JSONValue(undo.target.event.id.rawValue)
                return receipt
            }
        }
        if refusedAny { throw ExitStatus.no }
    }
}

extension Optional {
    fileprivate func mapAsync<Value>(_ body: (Wrapped) async throws -> Value) async throws -> Value? {
        guard let value = self else { return nil }
        return try await body(value)
    }
}
