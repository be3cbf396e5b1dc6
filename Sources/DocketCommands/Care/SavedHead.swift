import DocketModel
import DocketNotation

/// A journal's head that was kept outside the store: what `docket verify --json` printed, or an export's manifest.
struct SavedHead {
    let head: JournalHead

    init(path: String) throws(CommandError) {
        let text = try SmallFile.read(path)
        do {
            let value = try JSONParser().parse(text.bytes)
            guard let object = value.object else {
                throw RecordError(field: "", reason: "expected an object, found \(value.kindName)")
            }
            head = try Self.head(FieldReader(object))
        } catch {
            throw .badFile(path: path, reason: "is no head: \(error); use what docket verify --json printed")
        }
    }

    private static func head(_ fields: FieldReader) throws(RecordError) -> JournalHead {
        if let journal = try fields.reader("journal") {
            let asked = try fields.required("asked", fields.reader("asked"))
            return JournalHead(chains: [try chain(journal, queue: asked.string("queue"))])
        }
        var chains: [JournalHead.Chain] = []
        for field in try fields.required("chains", fields.readers("chains")) {
            chains.append(try chain(field, queue: field.string("queue")))
        }
        let head = JournalHead(chains: chains)
        if let hash = try fields.digest("head"), hash != head.hash {
            throw fields.failure("head", "does not belong to the chains beside it")
        }
        return head
    }

    private static func chain(_ fields: FieldReader, queue: String?) throws(RecordError) -> JournalHead.Chain {
        JournalHead.Chain(
            queue: QueueID(try fields.required("queue", queue)),
            position: try fields.required("position", fields.integer("position")),
            hash: try fields.required("hash", fields.digest("hash")))
    }
}
