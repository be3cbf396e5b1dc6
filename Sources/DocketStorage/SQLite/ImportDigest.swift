import DocketModel

/// The digest over what an import brought, which its event carries: over the new items with their suggestions, in
/// order, and over the further suggestions of items that were there.
struct ImportDigest: ~Copyable {
    private let hasher = DigestHasher()

    func addItem(_ id: String, _ digest: Digest) {
        hasher.update(part: Array("item".utf8))
        hasher.update(part: Array(id.utf8))
        hasher.update(part: digest.bytes)
    }

    func addSuggestion(_ name: String, _ digest: Digest) {
        hasher.update(part: Array("suggestion".utf8))
        hasher.update(part: Array(name.utf8))
        hasher.update(part: digest.bytes)
    }

    consuming func finish() -> Digest {
        hasher.finish()
    }

    static func total(items: Digest, revisions: Digest) -> Digest {
        Digest(ofParts: [Array("docket.import.v1".utf8), items.bytes, revisions.bytes])
    }
}
