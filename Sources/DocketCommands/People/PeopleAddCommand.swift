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
        try NameCheck.person(name)
    }

    func run() async throws {
        let person = Person(id: PersonID(name), role: role, cohort: cohort)
        try await common.withSession(.creating) { session in
            var people = try await session.store.people().filter { $0.id != person.id }
            people.append(person)
            try await Administrators.requireOne(among: people, in: session.store, without: person.id)
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
