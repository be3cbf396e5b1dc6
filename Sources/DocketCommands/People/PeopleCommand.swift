import ArgumentParser

struct PeopleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people",
        abstract: "Say who may do what.",
        discussion: """
            With nobody listed, everyone may do everything. Once somebody is, only those listed may work: annotators \
            decide, leads also adjudicate, import, export and configure, admins also manage people. Who made the store \
            remains an admin unless listed otherwise.

            Examples:
              docket people add ann1 --role annotator --cohort vendor
              docket people add lead1 --role lead
              docket people list
              docket people remove ann1
            """,
        subcommands: [PeopleAddCommand.self, PeopleListCommand.self, PeopleRemoveCommand.self])
}
