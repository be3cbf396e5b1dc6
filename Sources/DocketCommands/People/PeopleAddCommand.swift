import ArgumentParser
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

struct PeopleAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "List a person, or change their role and cohort.",
        discussion: """
            Example:
              docket people add ann1 --role annotator --cohort vendor
            """)

    @Argument(help: "The name they work under (--as).")
    var name: String

    @Option(help: "annotator, lead or admin.")
    var role: Role = .annotator

    @Option(help: "The group they belong to, such as vendor.")
    var cohort: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if name.isEmpty { throw ValidationError("A person needs a name.") }
    }

    func run() async throws {
        let person = Person(id: PersonID(name), role: role, cohort: cohort)
        try await common.withSession(.creating) { session in
            let listed = try await session.store.people()
            var admins = Set(listed.filter { $0.role == .admin }.map(\.id))
            let owner = try await session.store.owner()
            if !listed.contains(where: { $0.id == owner }) { admins.insert(owner) }
            if role != .admin, admins == [person.id] { throw CommandError.lastAdmin(person.id) }
            try await session.put(person)
        }
        if common.json {
            common.console.json(person.json)
        } else {
            let cohort = person.cohort.map { ", cohort \($0)" } ?? ""
            common.console.outsideLine(SourceText("\(person.id) is \(role.rawValue)\(cohort)"))
        }
    }
}

extension Role: ExpressibleByArgument {}
