import ArgumentParser
import DocketModel
import DocketNotation
import DocketWorkflow

struct KeyCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Make a key to sign heads with.",
        discussion: """
            The private key is readable by you only and is not encrypted: whoever gets it can sign as you. Where a key \
            was replaced with --force, what the old one signed is checked with its public key, so keep that.

            Examples:
              docket key create
              docket key create --as ana --json
            """)

    @Flag(help: "Replace a key that is there, for good.")
    var force = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let person = try common.annotator()
        let folder = try KeyCommand.folder()
        let key = try folder.create(for: person, replacing: force)
        if common.json {
            var answer = KeyCommand.json(key, of: person)
            answer["private_file"] = JSONValue(folder.privatePath(of: person))
            answer["public_file"] = JSONValue(folder.publicPath(of: person))
            common.console.json(answer)
        } else {
            common.console.outsideLine(SourceText("made a key of \(person), SHA-256 \(key.fingerprint)"))
            common.console.outsideLine(SourceText("to give to those who check: \(folder.publicPath(of: person))"))
        }
    }
}
