import ArgumentParser

struct CompletionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions", abstract: "Print a completion script for a shell.",
        discussion: """
            Examples:
              docket completions bash > ~/.local/share/bash-completion/completions/docket
              docket completions zsh > ~/.zfunc/_docket
              docket completions fish > ~/.config/fish/completions/docket.fish
            """)

    @Argument(help: "bash, zsh or fish.")
    var shell: Shell

    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish

        var parserShell: CompletionShell {
            switch self {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        }
    }

    func run() async throws {
        Console.standard.line(Docket.completionScript(for: shell.parserShell))
    }
}
