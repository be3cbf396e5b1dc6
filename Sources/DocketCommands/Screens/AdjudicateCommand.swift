import ArgumentParser
import DocketModel
import DocketWorkbench
import DocketWorkflow

struct AdjudicateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adjudicate",
        abstract: "Settle what people disagree on.",
        discussion: """
            The conflicts in order of worth, annotators side by side. Takes a lead.

            Example:
              docket adjudicate replies --as lead1
            """)

    @Argument(help: "The queue.")
    var queue: String

    @OptionGroup var common: CommonOptions
    @OptionGroup var look: LookOptions

    func validate() throws {
        if common.json { throw ValidationError("A screen has no JSON: docket conflicts --json prints what it shows.") }
    }

    func run() async throws {
        let terminal = try ScreenTerminal(look)
        try await common.withQueue(queue, .existing) { session, queue in
            try session.require(.lead, to: "adjudicate")
            try await terminal.show(.adjudicate(queue), session: session)
        }
    }
}
