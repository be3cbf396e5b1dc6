import ArgumentParser
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the whole store into a new file, while people go on working.",
        discussion: """
            The copy is a store like the first: --store opens it. Takes a lead, since it holds everything.

            Examples:
              docket backup docket-friday.db
              docket verify --store docket-friday.db
            """)

    @Argument(help: "The new file.")
    var file: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await common.withSession(.existing) { session in
            try session.require(.lead, to: "copy the store")
            let progress = ProgressLine("copying:", console)
            defer { progress.end() }
            try await session.store.backup(to: file)
        }
        if common.json {
            console.json(["file": JSONValue(file)])
        } else {
            console.outsideLine(SourceText("copied to \(file)"))
        }
    }
}
