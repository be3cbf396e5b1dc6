/// What can be said on a screen just now: every command that applies there, and why one cannot be used.
package struct CommandList: Sendable {
    package struct Entry: Sendable {
        package var command: Command
        package var title: String
        package var availability: Availability
    }

    package let scope: Scope
    /// In the registry's order.
    package let entries: [Entry]
    /// The commands of the screen's footer, the most useful first.
    package let usual: [Command]

    /// - Parameter isSpoken: whether screens are said and not painted.
    package init(of screen: any Screen, isSpoken: Bool = false) {
        let scope = screen.scope
        self.scope = scope
        usual = screen.footer
        entries = Command.allCases.filter { $0.definition.keys[scope] != nil }.map { command in
            Entry(
                command: command,
                title: command.digit.map { "\(scope.choosing) \($0)" } ?? command.title(in: scope),
                availability: command == .sayAgain && !isSpoken
                    ? .disabled("nothing is said here: that is for --screen-reader")
                    : screen.availability(of: command))
        }
    }

    package func entry(of command: Command) -> Entry? {
        entries.first { $0.command == command }
    }
}
