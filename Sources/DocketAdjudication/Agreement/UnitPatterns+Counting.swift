extension UnitPatterns {
    /// The patterns of a table's units, and which one each unit has; -1 for units without a label. One pass over the votes.
    static func counting(_ table: LabelTable) -> (patterns: UnitPatterns, ofUnit: [Int32]) {
        var patterns = UnitPatterns()
        var index = PatternIndex()
        defer { index.deallocate() }
        var ofUnit = [Int32](repeating: -1, count: table.units.count)
        let key = PatternKey(table)
        var sorted: [Int32] = []
        table.votes.withUnsafeBufferPointer { votes in
            table.starts.withUnsafeBufferPointer { starts in
                ofUnit.withUnsafeMutableBufferPointer { ofUnit in
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
                        let (number, isNew) = index.count(packed) {
                            key.isExact || patterns.spells(sorted, at: Int($0))
                        }
                        ofUnit[unit] = number
                        if isNew { patterns.append(key.isExact ? given.map(\.label).sorted() : sorted) }
                    }
                }
            }
        }
        patterns.frequencies = index.counts
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

/// Numbers keys from 0 in order of first appearance and counts how often each comes: open addressing over words. This is the loop that every unit of
/// a large table goes through, hence the bare memory.
private struct PatternIndex {
    private struct Slot {
        var key: UInt64
        /// -1: free.
        var number: Int32
        var count: Int32
    }

    private var slots: UnsafeMutablePointer<Slot>
    private var slotCount = 256
    private var used = 0

    init() {
        slots = Self.free(slotCount)
    }

    func deallocate() {
        slots.deallocate()
    }

    /// Of each number, how often it came.
    var counts: [Double] {
        var counts = [Double](repeating: 0, count: used)
        for place in 0..<slotCount where slots[place].number >= 0 {
            counts[Int(slots[place].number)] = Double(slots[place].count)
        }
        return counts
    }

    /// - Parameter isIt: whether a number that has the key is the one that is meant.
    @inline(__always)
    mutating func count(_ key: UInt64, where isIt: (Int32) -> Bool) -> (number: Int32, isNew: Bool) {
        var place = Self.place(of: key, among: slotCount)
        while slots[place].number >= 0 {
            if slots[place].key == key, isIt(slots[place].number) {
                slots[place].count &+= 1
                return (slots[place].number, false)
            }
            place = (place &+ 1) & (slotCount &- 1)
        }
        let number = Int32(used)
        slots[place] = Slot(key: key, number: number, count: 1)
        used += 1
        if used * 2 > slotCount { grow() }
        return (number, true)
    }

    private mutating func grow() {
        let larger = Self.free(slotCount * 2)
        for slot in UnsafeBufferPointer(start: slots, count: slotCount) where slot.number >= 0 {
            var place = Self.place(of: slot.key, among: slotCount * 2)
            while larger[place].number >= 0 { place = (place + 1) & (slotCount * 2 - 1) }
            larger[place] = slot
        }
        slots.deallocate()
        slots = larger
        slotCount *= 2
    }

    private static func free(_ count: Int) -> UnsafeMutablePointer<Slot> {
        let slots = UnsafeMutablePointer<Slot>.allocate(capacity: count)
        slots.initialize(repeating: Slot(key: 0, number: -1, count: 0), count: count)
        return slots
    }

    /// - Parameter count: a power of two.
    @inline(__always)
    private static func place(of key: UInt64, among count: Int) -> Int {
        let mixed = (key ^ (key >> 31)) &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: mixed ^ (mixed >> 32)) & (count &- 1)
    }
}
