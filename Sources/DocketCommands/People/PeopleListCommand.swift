import ArgumentParser
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

struct PeopleListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List who may do what.",
        discussion: """
            Example:
              docket people list --json
            """)

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        let people = try await common.withSession(.reading) { session in try await session.store.people() }
        if common.json {
            console.json(["people": .array(people.map { .object($0.json) })])
            return
        }
        var table = TextTable(["person", "role", "cohort"])
        for person in people { table.add([person.id.rawValue, person.role.rawValue, person.cohort ?? ""]) }
        if people.isEmpty {
            console.note("nobody is listed: everyone may do everything")
        } else {
            table.print(to: console)
        }
    }
}
