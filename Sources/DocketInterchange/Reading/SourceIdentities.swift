import DocketModel

/// Gives ids to records that come without: the same source imported again into the same queue gives the same ids, and
/// two equal records of one source get two.
///
/// It keeps some tens of bytes for each record without an id, and nothing for the others.
final class SourceIdentities {
    private let queue: QueueID
    private let queueBytes: [UInt8]
    private var occurrences: [UInt64: UInt32] = [:]

    private static let itemDomain = Array("docket.item".utf8)
    private static let decisionDomain = Array("docket.decision".utf8)
    private static let resolutionDomain = Array("docket.resolution".utf8)

    init(queue: QueueID) {
        self.queue = queue
        queueBytes = Array(queue.rawValue.utf8)
    }

    /// From the record's bytes and how many equal ones came before it.
    func itemID(for record: Digest) -> ItemID {
        let occurrence = occurrence(of: record)
        return itemID([Self.itemDomain, queueBytes, record.bytes, Array(String(occurrence).utf8)])
    }

    /// From the content alone: rows about the same item meet at it.
    func itemID(forContent content: Digest) -> ItemID {
        itemID([Self.itemDomain, queueBytes, content.bytes])
    }

    /// The id of somebody's next decision on an item, and of the one before it, which it supersedes: a source in which
    /// one annotator decided an item twice keeps both.
    func decisionID(item: ItemID, annotator: PersonID, occasion: Occasion) -> (id: EventID, supersedes: EventID?) {
        let line = [queue.rawValue, item.rawValue, annotator.rawValue, occasion.rawValue]
        let ordinal = occurrence(of: Digest(ofParts: [Self.decisionDomain] + line.map { Array($0.utf8) }))
        let id = { (ordinal: UInt32) in EventID.derived(from: ["docket.decision"] + line + [String(ordinal)]) }
        return (id(ordinal), ordinal > 0 ? id(ordinal - 1) : nil)
    }

    /// The id of a resolution that has none.
    func resolutionID(for record: Digest) -> EventID {
        let occurrence = occurrence(of: Digest(ofParts: [Self.resolutionDomain, record.bytes]))
        return .derived(from: ["docket.resolution", queue.rawValue, record.hexadecimal, String(occurrence)])
    }

    /// How often this came before.
    private func occurrence(of digest: Digest) -> UInt32 {
        let before = occurrences[digest.leadingBits, default: 0]
        occurrences[digest.leadingBits] = before + 1
        return before
    }

    /// 64 bits: among a million records two share an id with a probability of 3 in a hundred million.
    private func itemID(_ parts: [[UInt8]]) -> ItemID {
        let digits = String(Digest(ofParts: parts).leadingBits, radix: 16)
        return ItemID(String(repeating: "0", count: 16 - digits.utf8.count) + digits)
    }
}

extension Digest {
    /// The first 8 bytes as a number, big-endian.
    var leadingBits: UInt64 {
        bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
