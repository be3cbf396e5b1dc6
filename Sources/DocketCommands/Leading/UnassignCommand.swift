import ArgumentParser
import DocketModel
import DocketNotation
import DocketWorkflow

struct UnassignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unassign",
        abstract: "Keep items for a person no longer.",
        discussion: """
            Others may get them now; what was decided stays. Takes a lead. Receipts are those of docket assign.

            Examples:
              docket unassign replies --from mei 7
              docket assign replies --list --to mei --json | jq -r '.assignments[].item' > mei.txt
              docket unassign replies --from mei --from-file mei.txt
            """)

    @Argument(help: "The queue.")
    var queue: String

    @Argument(help: ArgumentHelp("The items' ids.", valueName: "item"))
    var items: [String] = []

    @Option(help: ArgumentHelp("Whom they are for now.", valueName: "name"))
    var from: String

    @OptionGroup var names: NameOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard !items.isEmpty || names.fromFile != nil else {
            throw ValidationError("Name the items, or a file that does with --from-file.")
        }
    }

    func run() async throws {
        let feed = try NameFeed(items, file: names.fromFile, key: "item")
        let person = PersonID(from)
        let refusedAny = try await common.withQueue(queue, .existing) { session, queue in
            try session.require(.lead, to: "assign items")
            let receipts = NameReceipts(console: common.console, key: "item", about: ["person": JSONValue(from)])
            return try await receipts.run(feed) { item in
                try await session.unassign(ItemID(item), in: queue, from: person).json
            }
        }
        if refusedAny { throw ExitStatus.no }
    }
}
