/// An item of a prompt and responses as its stored records: byte for byte what `Item.writeBase` and `Suggestion.write` say
/// of the same item. Most of what is imported is no more than that, and needs no values in between.
package struct StoredItem: Sendable, Hashable {
    package let id: ItemID
    /// The item's record, then those of its suggestions, one behind the other.
    package private(set) var records: [UInt8]
    /// Where each record ends in `records`: the item's own first. The suggestions are called by their places.
    package private(set) var ends: [Int]

    /// - Parameters:
    ///   - prompt: nil for none, which is another record than an empty one.
    ///   - size: of all texts together, or about.
    package init(id: ItemID, prompt: UnsafeRawBufferPointer?, suggestions: Int, size: Int) {
        self.id = id
        records = []
        records.reserveCapacity(size + 128 + 96 * suggestions)
        ends = []
        ends.reserveCapacity(suggestions + 1)
        StoredRecord.beginItem(id, to: &records)
        StoredRecord.beginContext(to: &records)
        StoredRecord.beginMessages(to: &records)
        if let prompt { StoredRecord.message("user", prompt, to: &records) }
        StoredRecord.endMessages(to: &records)
        StoredRecord.noSuggestions(to: &records)
        StoredRecord.end(to: &records)
        ends.append(records.count)
    }

    package mutating func append(response: UnsafeRawBufferPointer) {
        StoredRecord.beginSuggestion(Suggestion.defaultID(ends.count - 1), to: &records)
        StoredRecord.origin(.model, to: &records)
        StoredRecord.beginSuggestedMessages(to: &records)
        StoredRecord.beginMessages(to: &records)
        StoredRecord.message("assistant", response, to: &records)
        StoredRecord.endMessages(to: &records)
        StoredRecord.end(to: &records)
        ends.append(records.count)
    }
}
