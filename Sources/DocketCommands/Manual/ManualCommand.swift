import ArgumentParser

struct ManualCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Print the manual page.",
        discussion: """
            Examples:
              docket manual | man -l -
              docket manual > ~/.local/share/man/man1/docket.1
            """)

    func run() async throws {
        Console.standard.text(try ManualPage().text)
    }
}
