import ArgumentParser
import DocketModel
import DocketNotation
import DocketWorkflow

struct KeyShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print a public key, and its fingerprint.",
        discussion: """
            What is printed is a public key file as it is: docket and openssl pass over the lines before the key. The \
            fingerprint is the SHA-256 of the key in DER.

            Examples:
              docket key show > ana.pub
              docket key show ben --json
            """)

    @Argument(help: "Whose key. (default: yours)")
    var name: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        let person = try name.map { PersonID($0) } ?? common.annotator()
        let key = try KeyCommand.folder().publicKey(of: person)
        if common.json {
            console.json(KeyCommand.json(key, of: person))
            return
        }
        console.outsideLine(SourceText("person: \(person)"))
        console.line("fingerprint: SHA-256 \(key.fingerprint)")
        for line in String(decoding: key.pem, as: UTF8.self).split(separator: "\n") { console.line(String(line)) }
    }
}
