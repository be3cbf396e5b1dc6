import DocketInterchange
import DocketModel
import DocketNotation
import DocketWorkflow

/// A journal's head that was kept outside the store: what `docket head` or `docket verify --json` printed, or an export's
/// manifest.
struct SavedHead {
    let head: JournalHead
    /// The digest of the export that it came with.
    let file: Digest?
    let signature: HeadSignature?

    init(path: String) throws(CommandError) {
        do {
            let fields = FieldReader(try Self.record(at: path))
            (head, file) = try Self.head(fields)
            signature = try fields.reader("signature").map { (fields) throws(RecordError) in
                try HeadSignature(fields)
            }
        } catch let error as CommandError {
            throw error
        } catch {
            throw .badFile(
                path: path, reason: "is no head: \(error); use what docket head or docket verify --json printed")
        }
    }

    private static func record(at path: String) throws -> JSONObject {
        if path != "-", let manifest = Manifest.outline(at: path) { return manifest }
        let value = try JSONParser().parse(try SmallFile.read(path).bytes)
        guard let object = value.object else {
            throw RecordError(field: "", reason: "expected an object, found \(value.kindName)")
        }
        return object
    }

    private static func head(_ fields: FieldReader) throws(RecordError) -> (JournalHead, file: Digest?) {
        if let journal = try fields.reader("journal") {
            let asked = try fields.required("asked", fields.reader("asked"))
            let file = try fields.reader("file").flatMap { (file) throws(RecordError) in try file.digest("sha256") }
            return (JournalHead(chains: [try chain(journal, queue: asked.string("queue"))]), file)
        }
        var chains: [JournalHead.Chain] = []
        for field in try fields.required("chains", fields.readers("chains")) {
            chains.append(try chain(field, queue: field.string("queue")))
        }
        let head = JournalHead(chains: chains)
        if let hash = try fields.digest("head"), hash != head.hash {
            throw fields.failure("head", "does not belong to the chains beside it")
        }
        return (head, nil)
    }

    private static func chain(_ fields: FieldReader, queue: String?) throws(RecordError) -> JournalHead.Chain {
        JournalHead.Chain(
            queue: QueueID(try fields.required("queue", queue)),
            position: try fields.required("position", fields.integer("position")),
            hash: try fields.required("hash", fields.digest("hash")))
    }
}
