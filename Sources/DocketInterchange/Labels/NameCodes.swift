import Glibc

/// Numbers names from 0 in order of first appearance, by their bytes: no string is made of a name that was seen before.
struct NameCodes {
    /// The names one after the other; name `c` is from `starts[c]` up to `starts[c + 1]`.
    private var text: [UInt8] = []
    private var starts = [0]
    private var hashes: [UInt32] = []
    /// Open addressing: codes, or -1.
    private var slots = [Int32](repeating: -1, count: 64)
    /// Rows about one item often stand together.
    private var latest: Int32 = -1

    var count: Int { hashes.count }

    /// The names as text; bytes that are not UTF-8 are replaced by U+FFFD.
    var names: [String] {
        hashes.indices.map { String(decoding: text[starts[$0]..<starts[$0 + 1]], as: UTF8.self) }
    }

    mutating func code(of name: UnsafeRawBufferPointer) -> Int32 {
        if latest >= 0, isSame(name, latest) { return latest }
        let hash = Self.hash(name)
        var place = Int(hash) & (slots.count - 1)
        while slots[place] >= 0 {
            let code = slots[place]
            if hashes[Int(code)] == hash, isSame(name, code) {
                latest = code
                return code
            }
            place = (place + 1) & (slots.count - 1)
        }
        latest = Int32(hashes.count)
        slots[place] = latest
        text.append(contentsOf: name)
        starts.append(text.count)
        hashes.append(hash)
        if hashes.count * 2 > slots.count { grow() }
        return latest
    }

    private func isSame(_ name: UnsafeRawBufferPointer, _ code: Int32) -> Bool {
        let (start, end) = (starts[Int(code)], starts[Int(code) + 1])
        guard end - start == name.count else { return false }
        return text.withUnsafeBytes { text in
            guard let known = text.baseAddress, let other = name.baseAddress else { return name.isEmpty }
            return memcmp(known + start, other, name.count) == 0
        }
    }

    private mutating func grow() {
        var larger = [Int32](repeating: -1, count: slots.count * 2)
        for (code, hash) in hashes.enumerated() {
            var place = Int(hash) & (larger.count - 1)
            while larger[place] >= 0 { place = (place + 1) & (larger.count - 1) }
            larger[place] = Int32(code)
        }
        slots = larger
    }

    /// FNV-1a (Fowler, Noll and Vo) with its high half folded in.
    private static func hash(_ name: UnsafeRawBufferPointer) -> UInt32 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
    }
}

/// A column as small integers: code `c` stands for `names[c]`. Names are numbered from 0 in order of first appearance.
package struct CodedColumn: Sendable, Hashable {
    package var codes: [Int32]
    package var names: [String]

    package init(codes: [Int32], names: [String]) {
        self.codes = codes
        self.names = names
    }

    package static let empty = CodedColumn(codes: [], names: [])
}
