import ArgumentParser
import DocketNotation
import DocketTestSupport
import Glibc
import Testing

@testable import DocketCommands

@Suite("Help")
struct HelpTests {
    @Test("The first page fits a terminal of 24 lines and 80 columns")
    func rootHelpFits() throws {
        let lines = RootHelp.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 23)
        for line in lines { #expect(line.count <= 80, "\(line)") }
    }

    @Test("The first page names every command")
    func rootHelpIsComplete() throws {
        let words = Set(RootHelp.text.split { !$0.isLetter && $0 != "-" }.map(String.init))
        for command in Docket.configuration.subcommands {
            let name = try #require(command.configuration.commandName)
            #expect(words.contains(name), "\(name)")
        }
    }

    @Test("docket --help prints that page, and so do -h and help", arguments: ["--help", "-h", "help"])
    func rootHelp(argument: String) throws {
        let outcome = try Workspace().docket(argument)
        #expect(outcome.status == 0)
        #expect(outcome.output == RootHelp.text + "\n")
        #expect(outcome.errors.isEmpty)
    }

    static let commands: [any ParsableCommand.Type] = Docket.configuration.subcommands.flatMap { command in
        [command] + command.configuration.subcommands
    }

    @Test("Each command says what it does and shows an example", arguments: commands.indices)
    func examples(index: Int) {
        let configuration = Self.commands[index].configuration
        #expect(!configuration.abstract.isEmpty)
        #expect(configuration.discussion.contains("Example"))
        #expect(configuration.discussion.contains("docket "))
    }

    @Test("The version is one line with the program's name")
    func version() throws {
        let outcome = try Workspace().docket("--version")
        #expect(outcome.output == "docket \(Docket.version)\n")
        #expect(outcome.status == 0)
    }

    @Test("The key table names a key for accepting, in text and in JSON")
    func keys() throws {
        let workspace = try Workspace()
        let table = try workspace.docket("help", "keys")
        #expect(table.status == 0)
        #expect(table.output.contains("The focused suggestion is right as it is."))
        let json = try workspace.docket("keys", "--json").json
        let review = try #require(json["review"]?.array)
        #expect(review.contains { $0["command"] == "accept" && $0["keys"] == ["a"] })
    }

    @Test("A key map is checked: every problem with its line, and 1 where there is one")
    func checkedKeys() throws {
        let workspace = try Workspace()
        let good = try workspace.write("[review]\naccept = \"C-o\"\n", to: "good.toml")
        let bad = try workspace.write("[review]\naccept = \"x\"\nacept = \"a\"\n", to: "bad.toml")
        #expect(try workspace.docket("keys", "--check", good).status == 0)
        let outcome = try workspace.docket("keys", "--check", bad)
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("line 2: [review] x is wanted by both accept and reject"))
        #expect(outcome.output.contains("line 3: [review] no command is called \"acept\": did you mean \"accept\"?"))
        #expect(try workspace.docket("keys", "--check", bad, "--json").json["problems"]?.array?.count == 2)
    }

    @Test("The key table shows the map that is named; one that is not there is named with its neighbours")
    func mappedKeys() throws {
        let workspace = try Workspace()
        let json = try workspace.docket("keys", "--keys", "prodigy", "--json").json
        let review = try #require(json["review"]?.array)
        #expect(review.contains { $0["command"] == "skip" && $0["keys"] == ["space", "s"] })
        let outcome = try workspace.docket("keys", "--keys", "vi")
        #expect(outcome.status == 66 && outcome.errors.contains("did you mean \"vim\"?"))
    }

    @Test("A person's own keys.toml is in force without being named, and what is wrong with it stops the start")
    func ownKeys() throws {
        let workspace = try Workspace()
        mkdir(workspace.path("docket"), 0o700)
        try workspace.write("[review]\naccept = \"C-o\"\n", to: "docket/keys.toml")
        let variables = ["XDG_CONFIG_HOME": workspace.folder]
        let review = try workspace.docket("keys", "--json", variables: variables).json["review"]?.array
        #expect(review?.contains { $0["command"] == "accept" && $0["keys"] == ["C-o"] } == true)
        try workspace.write("[review]\naccept = \"x\"\n", to: "docket/keys.toml")
        #expect(try workspace.docket("keys", variables: variables).status == 65)
    }

    @Test("There is a completion script for each shell", arguments: ["bash", "zsh", "fish"])
    func completions(shell: String) throws {
        let outcome = try Workspace().docket("completions", shell)
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("adjudicate"))
    }
}
