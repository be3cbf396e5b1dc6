import ArgumentParser
import DocketInterchange
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

struct HeadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "head",
        abstract: "Print the head of the journal, to be kept elsewhere.",
        discussion: """
            The head is one hash for the journals of all queues, and the position and hash of each queue. Kept where those \
            who can write to the store cannot, it shows later that nothing before it was changed or cut off: \
            docket verify --head FILE. With --sign it also says who saw it; docket key makes the key for that.

            Examples:
              docket head > head.json
              docket head --output head-2026-05-04.json --sign --as ana
              docket verify --head head-2026-05-04.json --signer ana.pub
            """)

    @Option(name: [.long, .short], help: ArgumentHelp("Where to write. (default: standard output)", valueName: "file"))
    var output: String?

    @Flag(help: "Write over a file that is there.")
    var force = false

    @Flag(help: "Sign it with your key.")
    var sign = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        let key = sign ? try KeyCommand.folder().privateKey(of: common.annotator()) : nil
        let path = output.flatMap { $0 == "-" ? nil : $0 }
        if let path {
            try ExportTarget(path).requireFree(isForced: force, storeFiles: try StoreAddress(common.storePath()).files)
        }
        let (head, signature) = try await common.withSession(.reading) { session in
            let head = try await session.store.head()
            return (head, key.map { session.signature(of: head, with: $0) })
        }
        let record = Self.json(head, signature)
        guard let path else {
            console.json(record)
            return
        }
        let file = try AtomicFile(path)
        try file.write(JSONValue.object(record).serialized + [UInt8(ascii: "\n")])
        try file.commit()
        if common.json {
            var answer: JSONObject = ["file": JSONValue(path), "head": JSONValue(head.hash.hexadecimal)]
            answer["signed_by"] = signature.map { JSONValue($0.person.rawValue) } ?? .null
            console.json(answer)
        } else {
            let signed = signature.map { ", signed by \($0.person)" } ?? ""
            console.outsideLine(SourceText("wrote \(path): head \(head.hash)\(signed)"))
        }
    }

    private static func json(_ head: JournalHead, _ signature: HeadSignature?) -> JSONObject {
        var record: JSONObject = ["v": 1, "type": "head", "head": JSONValue(head.hash.hexadecimal)]
        record["chains"] = head.chainsJSON
        record.set("signature", signature.map { .object($0.json) })
        return record
    }
}
