import ArgumentParser
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

struct AssignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign",
        abstract: "Keep items for a person.",
        discussion: """
            A person gets what is assigned to them before anything else, and nobody else gets it: one of the item's slots \
            is kept until they decide or skip it, or docket unassign takes it back. Takes a lead; with --list, annotators \
            see their own.

            A receipt is printed for each item once it is on disk: saved, unchanged (it was assigned to them already) or \
            refused. The status is 1 if any was refused.

            Examples:
              docket assign replies --to mei 7 8 12
              docket conflicts replies --json | jq -c '.[]' | docket assign replies --to mei --from-file -
              docket assign replies --list --to mei
            """)

    @Argument(help: "The queue.")
    var queue: String

    @Argument(help: ArgumentHelp("The items' ids.", valueName: "item"))
    var items: [String] = []

    @Option(help: ArgumentHelp("Whom they are for.", valueName: "name"))
    var to: String?

    @Flag(help: "Print who is assigned what.")
    var list = false

    @OptionGroup var names: NameOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if list {
            guard items.isEmpty, names.fromFile == nil else {
                throw ValidationError("--list prints assignments and makes none: leave out the items.")
            }
            return
        }
        guard to != nil else { throw ValidationError("Say with --to whom the items are for.") }
        guard !items.isEmpty || names.fromFile != nil else {
            throw ValidationError("Name the items, or a file that does with --from-file.")
        }
    }

    func run() async throws {
        let person = to.map { PersonID($0) }
        guard let person, !list else {
            try await common.withQueue(queue, .reading) { session, queue in
                try await show(in: queue, of: session.role >= .lead ? person : person ?? session.person, session)
            }
            return
        }
        let feed = try NameFeed(items, file: names.fromFile, key: "item")
        let refusedAny = try await common.withQueue(queue, .existing) { session, queue in
            try session.require(.lead, to: "assign items")
            try await session.requireKnown(person)
            let receipts = NameReceipts(
                console: common.console, key: "item", about: ["person": JSONValue(person.rawValue)])
            return try await receipts.run(feed) { item in
                try await session.assign(ItemID(item), in: queue, to: person).json
            }
        }
        if refusedAny { throw ExitStatus.no }
    }

    private func show(in queue: QueueRecord, of person: PersonID?, _ session: Session) async throws {
        let console = common.console
        guard !common.json else {
            var listing = JSONListing(
                console, header: ["queue": JSONValue(queue.id.rawValue)], list: "assignments")
            try await session.assignments(in: queue, of: person) { page in
                for assignment in page {
                    listing.add([
                        "item": JSONValue(assignment.item.rawValue), "person": JSONValue(assignment.person.rawValue),
                    ])
                }
            }
            listing.end()
            return
        }
        var titles: [String]? = ["item", "person"]
        try await session.assignments(in: queue, of: person) { page in
            guard !page.isEmpty else { return }
            var table = TextTable(titles)
            titles = nil
            for assignment in page { table.add([assignment.item.rawValue, assignment.person.rawValue]) }
            table.print(to: console)
        }
        if titles != nil { console.note("nothing is assigned in \(queue.id)\(person.map { " to \($0)" } ?? "")") }
    }
}

extension AssignmentReceipt {
    /// What a receipt says of it.
    var json: JSONObject {
        ["status": isNew ? "saved" : "unchanged", "position": JSONValue(position)]
    }
}
