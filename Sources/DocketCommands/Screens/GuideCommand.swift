import ArgumentParser
import DocketWorkbench

struct GuideCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guide", abstract: "Learn the keys in a minute, on practice items.",
        discussion: """
            Nothing of it is recorded, and no store is needed. On a screen, :guide does the same.

            Examples:
              docket guide
              docket guide --keys vim
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var look: LookOptions

    func validate() throws {
        if common.json { throw ValidationError("A screen has no JSON: docket keys --json prints the keys.") }
    }

    func run() async throws {
        let terminal = try ScreenTerminal(look)
        try await common.withSession(.trying) { session in
            try await terminal.show(.guide, session: session)
        }
    }
}
