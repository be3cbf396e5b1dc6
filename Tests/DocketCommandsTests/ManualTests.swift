import ArgumentParser
import DocketTestSupport
import DocketWorkbench
import Glibc
import Testing

@testable import DocketCommands

/// What stands in the repository and is made from the program: `DOCKET_RECORD=1` makes it anew.
@Suite("The manual is that of the program")
struct ManualTests {
    private static let isRecording = getenv("DOCKET_RECORD") != nil

    private func expect(_ text: String, in file: String) {
        let path = Surroundings.projectFile(file)
        if Self.isRecording {
            guard let stream = fopen(path, "w") else {
                Issue.record("cannot write \(path)")
                return
            }
            fputs(text, stream)
            fclose(stream)
        }
        #expect(
            Surroundings.text(ofFile: path) == text,
            "\(file) is stale: DOCKET_RECORD=1 swift test --filter ManualTests makes it anew")
    }

    @Test("The manual page names every command, option and key as they are now")
    func page() throws {
        let page = try ManualPage().text
        for command in Docket.configuration.subcommands {
            let name = (command.configuration.commandName ?? "").replacing("-", with: "\\-")
            #expect(page.contains(".Ss \"docket \(name)\""), "\(name)")
        }
        #expect(page.contains(".Sh KEYS") && page.contains("The focused suggestion is right as it is."))
        expect(page, in: "Documentation/docket.1")
    }

    @Test("docket manual prints it")
    func printed() throws {
        #expect(try Workspace().docket("manual").output == ManualPage().text)
    }

    @Test("No line of it is read as a request by mistake")
    func requests() throws {
        let known = ["Dd", "Dt", "Os", "Sh", "Ss", "Nm", "Nd", "Op", "Pp", "Bl", "It", "El", "Bd", "Ed", "Ic", "D1"]
        for line in try ManualPage().text.split(separator: "\n") {
            #expect(!line.hasPrefix("'"))
            if line.hasPrefix(".") { #expect(known.contains(String(line.dropFirst().prefix { $0 != " " })), "\(line)") }
        }
    }

    @Test("The README's key tables are those of the registry")
    func readme() throws {
        var text = try #require(Surroundings.text(ofFile: Surroundings.projectFile("README.md")))
        for scope in [Scope.review, .edit, .adjudicate] {
            let begin = "<!-- keys: \(scope.rawValue) -->\n"
            let end = "<!-- end of keys: \(scope.rawValue) -->"
            let start = try #require(text.firstRange(of: begin), "README.md has no \(begin)")
            let stop = try #require(text.firstRange(of: end), "README.md has no \(end)")
            text.replaceSubrange(start.upperBound..<stop.lowerBound, with: KeyTable(scope, .standard).markdown + "\n")
        }
        expect(text, in: "README.md")
    }
}
