import ArgumentParser
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

struct PeopleRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Take a person off the list.",
        discussion: """
            What they decided stays, under their name. An item that they hold comes free when their claim ends.

            Example:
              docket people remove ann1
            """)

    @Argument(help: "The name they work under (--as).")
    var name: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let id = PersonID(name)
        let remaining = try await common.withSession(.existing) { session in
            try session.require(.admin, to: "manage people")
            let listed = try await session.store.people()
            let remaining = listed.filter { $0.id != id }
            guard remaining.count < listed.count else { throw CommandError.notListed(id) }
            try await Administrators.requireOne(among: remaining, in: session.store, without: id)
            try await session.remove(id)
            return remaining
        }
        if common.json {
            common.console.json(["person": JSONValue(name), "removed": true])
        } else {
            common.console.outsideLine(SourceText("\(name) is no longer listed"))
        }
        if remaining.isEmpty { common.console.note("nobody is listed now: everyone may do everything") }
    }
}
