import CDigest

/// A SHA-256 digest: 32 bytes, written as 64 hexadecimal digits.
package struct Digest: Sendable, Hashable, CustomStringConvertible {
    package let bytes: [UInt8]

    /// The digest of a text or a body.
    package init(of content: [UInt8]) {
        self = content.withUnsafeBytes { Digest(of: $0) }
    }

    package init(of content: UnsafeRawBufferPointer) {
        bytes = [UInt8](unsafeUninitializedCapacity: 32) { digest, count in
            docket_sha256_of(content.baseAddress, content.count, digest.baseAddress)
            count = 32
        }
    }

    /// The digest of several parts, each preceded by its length (8 bytes, big-endian), so that no two lists of
    /// parts run together to the same bytes.
    package init(ofParts parts: [[UInt8]]) {
        let hasher = DigestHasher()
        for part in parts { hasher.update(part: part) }
        self = hasher.finish()
    }

    /// - Returns: nil unless there are 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// - Returns: nil unless the text is 64 hexadecimal digits.
    package init?(hexadecimal: String) {
        guard let bytes = Hexadecimal.bytes(hexadecimal, count: 32) else { return nil }
        self.bytes = bytes
    }

    package var hexadecimal: String { Hexadecimal.text(bytes) }

    package var description: String { hexadecimal }

    /// 32 zero bytes: the hash before the first event of a chain.
    package static let zero = Digest(uncheckedBytes: [UInt8](repeating: 0, count: 32))

    init(uncheckedBytes: [UInt8]) {
        bytes = uncheckedBytes
    }
}

extension [UInt8] {
    /// Appends the digest of a part of these bytes.
    /// - Returns: where it lies.
    package mutating func appendDigest(of part: Range<Int>) -> Range<Int> {
        let start = count
        withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { digest in
            withUnsafeBytes { bytes in
                let part = UnsafeRawBufferPointer(rebasing: bytes[part])
                docket_sha256_of(part.baseAddress, part.count, digest.baseAddress)
            }
            append(contentsOf: digest)
        }
        return start..<count
    }
}

/// Computes a digest piece by piece. Call `finish` exactly once.
package struct DigestHasher: ~Copyable {
    private let state: OpaquePointer

    package init() {
        state = docket_sha256_create()
    }

    package func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { docket_sha256_update(state, $0.baseAddress, $0.count) }
    }

    package func update(_ bytes: UnsafeRawBufferPointer) {
        docket_sha256_update(state, bytes.baseAddress, bytes.count)
    }

    /// Adds a part preceded by its length, 8 bytes, big-endian.
    package func update(part: [UInt8]) {
        var length = UInt64(part.count).bigEndian
        withUnsafeBytes(of: &length) { docket_sha256_update(state, $0.baseAddress, 8) }
        update(part)
    }

    package consuming func finish() -> Digest {
        var result = [UInt8](repeating: 0, count: 32)
        docket_sha256_finish(state, &result)
        discard self
        return Digest(uncheckedBytes: result)
    }

    deinit {
        var unused = [UInt8](repeating: 0, count: 32)
        docket_sha256_finish(state, &unused)
    }
}
