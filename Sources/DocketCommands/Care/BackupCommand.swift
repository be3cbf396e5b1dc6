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
              docket restore docket-friday.db --replace
            """)

    @Argument(help: "The new file.")
    var file: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        let copy = try await common.withSession(.existing) { session in
            try session.require(.lead, to: "copy the store")
            let progress = ProgressLine("copying:", console)
            defer { progress.end() }
            progress.show(nil, file)
            return try await session.store.backup(to: file)
        }
        if common.json {
            var answer: JSONObject = ["file": JSONValue(file), "bytes": JSONValue(copy.bytes)]
            answer["events"] = JSONValue(copy.events)
            answer["head"] = JSONValue(copy.head.hash.hexadecimal)
            answer["chains"] = copy.head.chainsJSON
            console.json(answer)
        } else {
            console.outsideLine(SourceText("copied to \(file): \(copy.events) events, head \(copy.head.hash)"))
        }
    }
}
