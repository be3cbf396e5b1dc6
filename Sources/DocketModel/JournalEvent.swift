/// One link of a queue's hash chain. The body (a decision's record, say) is kept apart under its digest, so that it
/// can be redacted without breaking the chain.
package struct JournalEvent: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case decision, undo, resolution
        case sendBack = "send-back"
        case importing = "import"
        case configuration, redaction, promotion
        /// One more annotator is asked about an item: its k was raised.
        case growth
        /// A slot of an item is kept for a person, or is not any more.
        case assignment
        /// Something that the guideline leaves open, and what a lead says to it.
        case question, answer
    }

    package var queue: QueueID
    /// 1, 2, 3, … in commit order, without gaps.
    package var position: Int
    package var id: EventID
    package var kind: Kind
    package var actor: PersonID
    package var item: ItemID?
    package var occasion: Occasion?
    package var supersedes: EventID?
    package var bodyDigest: Digest
    /// A digest over what was on the screen: the suggestions in their order, and the guideline.
    package var shownDigest: Digest
    package var clientVersion: String
    package var clientTime: Timestamp
    package var serverTime: Timestamp
    package var previousHash: Digest
    package var hash: Digest

    package init(
        queue: QueueID, position: Int, id: EventID, kind: Kind, actor: PersonID, item: ItemID?, occasion: Occasion?,
        supersedes: EventID?, bodyDigest: Digest, shownDigest: Digest, clientVersion: String, clientTime: Timestamp,
        serverTime: Timestamp, previousHash: Digest, hash: Digest? = nil
    ) {
        self.queue = queue
        self.position = position
        self.id = id
        self.kind = kind
        self.actor = actor
        self.item = item
        self.occasion = occasion
        self.supersedes = supersedes
        self.bodyDigest = bodyDigest
        self.shownDigest = shownDigest
        self.clientVersion = clientVersion
        self.clientTime = clientTime
        self.serverTime = serverTime
        self.previousHash = previousHash
        self.hash = .zero
        self.hash = hash ?? computedHash
    }

    /// SHA-256 over a domain tag and every field but the hash, each preceded by its length. An absent field is an
    /// empty part after a part that says so, so that absent and empty differ.
    package var computedHash: Digest {
        func text(_ string: String) -> [UInt8] { Array(string.utf8) }
        func optional(_ string: String?) -> [[UInt8]] { string.map { [[1], text($0)] } ?? [[0], []] }
        var parts: [[UInt8]] = [text("docket.event.v1"), text(queue.rawValue), text(String(position))]
        parts += [text(id.rawValue), text(kind.rawValue), text(actor.rawValue)]
        parts += optional(item?.rawValue) + optional(occasion?.rawValue) + optional(supersedes?.rawValue)
        parts += [bodyDigest.bytes, shownDigest.bytes, text(clientVersion)]
        parts += [text(String(clientTime.milliseconds)), text(String(serverTime.milliseconds)), previousHash.bytes]
        return Digest(ofParts: parts)
    }
}

/// The state of every chain at one moment, rolled up into one hash.
package struct JournalHead: Sendable, Hashable {
    package struct Chain: Sendable, Hashable {
        package var queue: QueueID
        package var position: Int
        package var hash: Digest

        package init(queue: QueueID, position: Int, hash: Digest) {
            self.queue = queue
            self.position = position
            self.hash = hash
        }
    }

    /// Sorted by queue.
    package var chains: [Chain]

    package init(chains: [Chain]) {
        self.chains = chains.sorted { $0.queue < $1.queue }
    }

    package var hash: Digest {
        var parts: [[UInt8]] = [Array("docket.head.v1".utf8)]
        for chain in chains {
            parts += [Array(chain.queue.rawValue.utf8), Array(String(chain.position).utf8), chain.hash.bytes]
        }
        return Digest(ofParts: parts)
    }
}
