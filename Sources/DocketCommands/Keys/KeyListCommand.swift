import ArgumentParser
import DocketModel
import DocketNotation
import DocketWorkflow

struct KeyListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the keys that are here.",
        discussion: """
            Yours sign; the public keys of others only check.

            Example:
              docket key list --json
            """)

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        let folder = try KeyCommand.folder()
        let entries = try folder.entries()
        if common.json {
            console.json(["folder": JSONValue(folder.path), "keys": .array(entries.map { .object(Self.json($0)) })])
            return
        }
        var table = TextTable(["person", "signs", "SHA-256"])
        for entry in entries {
            let key = Self.read(entry)
            table.add([
                entry.person.rawValue, entry.canSign ? "yes" : "",
                key.value?.fingerprint.hexadecimal ?? key.problem ?? "",
            ])
        }
        if entries.isEmpty {
            console.note("there are no keys in \(folder.path): docket key create makes one")
        } else {
            table.print(to: console)
        }
    }

    private static func read(_ entry: KeyFolder.Entry) -> (value: PublicKey?, problem: String?) {
        switch entry.publicKey {
        case .success(let key): (key, nil)
        case .failure(let error): (nil, error.description)
        }
    }

    private static func json(_ entry: KeyFolder.Entry) -> JSONObject {
        let key = read(entry)
        var answer =
            key.value.map { KeyCommand.json($0, of: entry.person) }
            ?? ["person": JSONValue(entry.person.rawValue)]
        answer["signs"] = .bool(entry.canSign)
        answer["problem"] = key.problem.map { JSONValue($0) } ?? .null
        return answer
    }
}
