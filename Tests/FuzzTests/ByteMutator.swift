import DocketTestSupport

/// Changes known inputs a little: bytes turned, pieces cut out, repeated, taken from another input, noise put in.
struct ByteMutator {
    let corpus: [[UInt8]]

    mutating func make(using generator: inout SeededGenerator) -> [UInt8] {
        var bytes = corpus.randomElement(using: &generator) ?? []
        for _ in 0..<Int.random(in: 1...6, using: &generator) { mutate(&bytes, &generator) }
        return Array(bytes.prefix(2048))
    }

    private func mutate(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        let place = Int.random(in: 0...bytes.count, using: &generator)
        let end = Int.random(in: place...bytes.count, using: &generator)
        switch Int.random(in: 0..<7, using: &generator) {
        case 0: if place < bytes.count { bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator) }
        case 1: if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &generator) }
        case 2: bytes.removeSubrange(place..<end)
        case 3: bytes.insert(contentsOf: bytes[place..<min(end, place + 64)], at: place)
        case 4:
            let other = corpus.randomElement(using: &generator) ?? []
            let start = Int.random(in: 0...other.count, using: &generator)
            bytes.insert(contentsOf: other[start..<Int.random(in: start...other.count, using: &generator)], at: place)
        case 5:
            let noise = (0..<Int.random(in: 1...8, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            bytes.insert(contentsOf: noise, at: place)
        default:
            // Scalars from all over Unicode.
            let value = UInt32.random(in: 0...0x10FFFF, using: &generator)
            let scalar = Unicode.Scalar(value) ?? "\u{202E}"
            bytes.insert(contentsOf: Array(String(Character(scalar)).utf8), at: place)
        }
    }
}
