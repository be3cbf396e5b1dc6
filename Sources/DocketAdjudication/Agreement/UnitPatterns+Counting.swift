extension UnitPatterns {
    /// The patterns of a table's units, and which one each unit has; -1 for units without a label. One pass over the votes.
    static func counting(_ table: LabelTable) -> (patterns: UnitPatterns, ofUnit: [Int32]) {
        var patterns = UnitPatterns()
        var index = PatternIndex()
        var ofUnit = [Int32](repeating: -1, count: table.units.count)
        let key = PatternKey(table)
        table.votes.withUnsafeBufferPointer { votes in
            table.starts.withUnsafeBufferPointer { starts in
                var sorted: [Int32] = []
                for unit in ofUnit.indices where starts[unit] < starts[unit + 1] {
                    let given = UnsafeBufferPointer(rebasing: votes[starts[unit]..<starts[unit + 1]])
                    let packed: UInt64
                    if key.isExact {
                        packed = key.packing(given)
                    } else {
                        sorted.removeAll(keepingCapacity: true)
                        for vote in given { sorted.append(vote.label) }
                        sorted.sort()
                        packed = PatternKey.hash(sorted)
                    }
                    let found = index.find(packed) { key.isExact || patterns.spells(sorted, at: Int($0)) }
                    if let found {
                        patterns.frequencies[Int(found)] += 1
                        ofUnit[unit] = found
                    } else {
                        if key.isExact { sorted = given.map(\.label).sorted() }
                        ofUnit[unit] = index.add(packed)
                        patterns.append(sorted)
                    }
                }
            }
        }
        return (patterns, ofUnit)
    }

    private mutating func append(_ sorted: [Int32]) {
        var shares: [Share] = []
        for label in sorted {
            if shares.last?.label == label {
                shares[shares.count - 1].count += 1
            } else {
                shares.append(Share(label: label, count: 1))
            }
        }
        append(shares, frequency: 1)
    }

    private func spells(_ sorted: [Int32], at pattern: Int) -> Bool {
        guard Int(sizes[pattern]) == sorted.count else { return false }
        var place = 0
        for share in shares(of: pattern) {
            for _ in 0..<share.count {
                if sorted[place] != share.label { return false }
                place += 1
            }
        }
        return true
    }
}

/// What a unit's labels are looked up by: their counts side by side in one word where they fit, else a hash of them.
private struct PatternKey {
    private let bits: Int
    let isExact: Bool

    init(_ table: LabelTable) {
        bits = table.labels.isEmpty ? 64 : 64 / table.labels.count
        let largest = zip(table.starts, table.starts.dropFirst()).reduce(0) { max($0, $1.1 - $1.0) }
        isExact = bits >= 32 || bits > 0 && largest < 1 << bits
    }

    @inline(__always)
    func packing(_ votes: UnsafeBufferPointer<LabelTable.Vote>) -> UInt64 {
        var key: UInt64 = 0
        for vote in votes { key &+= 1 << UInt64(truncatingIfNeeded: bits &* Int(vote.label)) }
        return key
    }

    static func hash(_ labels: [Int32]) -> UInt64 {
        labels.reduce(UInt64(labels.count)) { hash, label in
            let mixed = (hash ^ UInt64(UInt32(bitPattern: label))) &* 0x9E37_79B9_7F4A_7C15
            return mixed ^ (mixed >> 29)
        }
    }
}

/// Numbers keys from 0 in order of first appearance: open addressing over words.
private struct PatternIndex {
    private var keys: [UInt64] = []
    private var slots = [Int32](repeating: -1, count: 256)
    /// How far a mixed key is shifted to become a slot.
    private var shift: UInt64 = 64 - 8

    /// - Parameter isIt: whether a number that has the key is the one that is looked for.
    @inline(__always)
    func find(_ key: UInt64, where isIt: (Int32) -> Bool) -> Int32? {
        var place = slot(of: key)
        while slots[place] >= 0 {
            let number = slots[place]
            if keys[Int(number)] == key, isIt(number) { return number }
            place = (place &+ 1) & (slots.count &- 1)
        }
        return nil
    }

    mutating func add(_ key: UInt64) -> Int32 {
        let number = Int32(keys.count)
        keys.append(key)
        if keys.count * 2 > slots.count {
            slots = [Int32](repeating: -1, count: slots.count * 2)
            shift -= 1
            for number in keys.indices { enter(Int32(number)) }
        } else {
            enter(number)
        }
        return number
    }

    private mutating func enter(_ number: Int32) {
        var place = slot(of: keys[Int(number)])
        while slots[place] >= 0 { place = (place + 1) & (slots.count - 1) }
        slots[place] = number
    }

    @inline(__always)
    private func slot(of key: UInt64) -> Int {
        Int(truncatingIfNeeded: ((key ^ (key >> 31)) &* 0xD6E8_FEB8_6659_FD93) >> shift)
    }
}
