import DocketModel
import DocketNotation

extension ShortRecord {
    /// What `plainItem` reads, straight into the records that are stored. Nil for all others, for what must be refused, and
    /// for ids that are more than visible ASCII: the way over the tree sees to them.
    static func storedItem(
        _ nodes: JSONNodes, of row: UnsafeRawBufferPointer, _ context: DecodingContext
    ) -> StoredItem? {
        guard nodes.kind(0) == .object else { return nil }
        var (id, prompt, responses): (Int?, Int?, Range<Int>?)
        var next = 1
        for _ in 0..<nodes.size(0) {
            let key = nodes.text(next)
            let value = next + 1
            next = value + 1
            switch (nodes.kind(value), key.count) {
            case (.string, 2) where id == nil && key.is("id"), (.number, 2) where id == nil && key.is("id"): id = value
            case (.string, 6) where prompt == nil && key.is("prompt"): prompt = value
            case (.array, 9) where responses == nil && key.is("responses"):
                next += nodes.size(value)
                // What lies deeper is more than a list of texts.
                guard next <= nodes.count, (value + 1..<next).allSatisfy({ nodes.kind($0) == .string }) else {
                    return nil
                }
                responses = value + 1..<next
            default: return nil
            }
        }
        guard let responses, (1...26).contains(responses.count) else { return nil }
        let name: ItemID
        if let id {
            let text = nodes.text(id)
            guard !text.isEmpty, text.allSatisfy({ (0x20..<0x7F).contains($0) }) else { return nil }
            name = ItemID(String(decoding: text, as: UTF8.self))
        } else {
            name = context.identities.itemID(for: Digest(of: row))
        }
        var item = StoredItem(
            id: name, prompt: prompt.map { nodes.text($0) }, suggestions: responses.count, size: row.count)
        for response in responses { item.append(response: nodes.text(response)) }
        return item
    }
}

extension UnsafeRawBufferPointer {
    /// Whether these are the bytes of an ASCII text.
    fileprivate func `is`(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { elementsEqual($0) }
    }
}
