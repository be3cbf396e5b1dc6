/// Numbers tokens, so that equal bytes have equal numbers and comparing two texts compares integers.
struct TokenInterner {
    private struct Entry {
        var hash: UInt64
        var bytes: UnsafeBufferPointer<UInt8>
    }

    /// By number.
    private var entries: [Entry] = []
    /// A hash table of open addressing, with the entries' numbers, -1 for none.
    private var slots: [Int32]
    private let mask: Int

    var count: Int { entries.count }

    /// - Parameter capacity: the most tokens that will be numbered.
    init(capacity: Int) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = Array(repeating: -1, count: size)
        mask = size - 1
    }

    /// The tokens' numbers. `bytes` must live as long as the interner is used.
    mutating func ids(of tokens: [WordToken], in bytes: UnsafeBufferPointer<UInt8>) -> [Int32] {
        tokens.map { id(of: UnsafeBufferPointer(rebasing: bytes[$0.range])) }
    }

    private mutating func id(of bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
        let hash = TokenInterner.hash(bytes)
        var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.hash == hash, entry.bytes.elementsEqual(bytes) { return slots[slot] }
            slot = (slot + 1) & mask
        }
        slots[slot] = Int32(entries.count)
        entries.append(Entry(hash: hash, bytes: bytes))
        return slots[slot]
    }

    /// FNV-1a, 64 bits: tokens are short.
    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return hash
    }
}
