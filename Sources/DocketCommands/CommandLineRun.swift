import ArgumentParser
import DocketTerminal
import DocketWorkbench
import Glibc

/// One run of the program: parses, runs, reports what went wrong on one line.
package enum CommandLineRun {
    /// - Parameter arguments: without the program's name.
    /// - Returns: the exit status; see `ExitStatus`.
    package static func run(_ arguments: [String]) async -> Int32 {
        if isRootHelp(arguments) {
            Console.standard.line(RootHelp.text)
            return ExitStatus.done.rawValue
        }
        if opensScreen(arguments) {
            // Made on another core while the arguments are read: each takes a part of what a start may take.
            Task.detached {
                _ = KeyMap.standard
                _ = try? Theme.load("dark")
            }
        }
        do {
            try refuseUnknownCommand(arguments)
            var command = try parsed(aliased(arguments))
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            return ExitStatus.done.rawValue
        } catch {
            return report(error)
        }
    }

    /// Parsed as the command that is named, which takes half of what the whole tree takes; that one then has the word
    /// on what is wrong, and on help.
    private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
        let named = Docket.configuration.subcommands.first {
            $0.configuration.commandName == arguments.first && $0.configuration.subcommands.isEmpty
        }
        if let named, let command = try? named.parseAsRoot(Array(arguments.dropFirst())) { return command }
        return try Docket.parseAsRoot(arguments)
    }

    private static func opensScreen(_ arguments: [String]) -> Bool {
        arguments.first.map { ["review", "adjudicate"].contains($0) || $0.hasPrefix("--") && $0 != "--version" } ?? true
    }

    private static func isRootHelp(_ arguments: [String]) -> Bool {
        ["--help", "-h", "help"].contains { arguments == [$0] }
    }

    /// `docket help keys` names a page, where `docket help NAME` is the help of a command.
    private static func aliased(_ arguments: [String]) -> [String] {
        Array(arguments.prefix(2)) == ["help", "keys"] ? Array(arguments.dropFirst()) : arguments
    }

    /// The parser would only say that an argument was not expected.
    private static func refuseUnknownCommand(_ arguments: [String]) throws(CommandError) {
        guard let name = arguments.first, !name.hasPrefix("-"), name != "help" else { return }
        let known = Docket.configuration.subcommands.compactMap { $0.configuration.commandName }
        guard !known.contains(name) else { return }
        throw .unknownCommand(name, isFile: Surroundings.exists(name))
    }

    private static func report(_ error: any Error) -> Int32 {
        if let ended = error as? ExitStatus { return ended.rawValue }
        if let ended = error as? EndedBySignal { return 128 + ended.number }
        let code = Docket.exitCode(for: error)
        guard isFromParser(error) else {
            Console.standard.failure(String(describing: error))
            return ExitStatus(for: error).rawValue
        }
        if code.isSuccess {
            Console.standard.line(Docket.fullMessage(for: error))
            return ExitStatus.done.rawValue
        }
        Console.standard.failure(UsageLine(page: Docket.fullMessage(for: error)).text)
        return ExitStatus.usage.rawValue
    }

    /// Whether the parser made it: help that was asked for, or arguments that are wrong.
    private static func isFromParser(_ error: any Error) -> Bool {
        if error is CleanExit || error is ValidationError || error is ExitCode { return true }
        return String(reflecting: type(of: error)).hasPrefix("ArgumentParser.")
    }
}
