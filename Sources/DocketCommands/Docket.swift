package import ArgumentParser
import DocketWorkbench

/// The command tree's root: without a command, the home screen.
package struct Docket: AsyncParsableCommand {
    /// The one place of the version's number.
    package static let version = "0.1.0"

    package static let configuration = CommandConfiguration(
        commandName: "docket",
        abstract: "Label and review model suggestions in the terminal.",
        version: "docket \(version)",
        subcommands: [
            ReviewCommand.self, AdjudicateCommand.self, ImportCommand.self, ExportCommand.self, QueueCommand.self,
            PeopleCommand.self, NextCommand.self, DecideCommand.self, UndoCommand.self, RedoCommand.self,
            InboxCommand.self, ConflictsCommand.self, ResolveCommand.self, ReopenCommand.self, PrecedentsCommand.self,
            QuestionsCommand.self, MergeCommand.self, SendBackCommand.self, AgreementCommand.self,
            ConsensusCommand.self, RankingCommand.self, AssignCommand.self, UnassignCommand.self, PromoteCommand.self,
            RedactCommand.self, StatusCommand.self, HistoryCommand.self,
            OutdatedCommand.self, VerifyCommand.self, HeadCommand.self, KeyCommand.self, BackupCommand.self,
            RestoreCommand.self, DoctorCommand.self, ThemeCommand.self, PictureCommand.self, KeysCommand.self,
            GuideCommand.self, ManualCommand.self, CompletionsCommand.self,
        ])

    @OptionGroup var common: CommonOptions
    @OptionGroup var look: LookOptions

    package init() {}

    package func run() async throws {
        if common.json { throw ValidationError("A screen has no JSON: docket status --json prints how queues stand.") }
        let terminal = try ScreenTerminal(look)
        try await common.withSession(.creating) { session in
            try await terminal.show(.home, session: session)
        }
    }
}
