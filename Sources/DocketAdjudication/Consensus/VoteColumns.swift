/// The votes of a table as the loops over them want them: one number a vote, sorted by unit.
struct VoteColumns: Sendable {
    let annotatorCount: Int
    let labelCount: Int
    /// Votes on unit `u` are those from `starts[u]` up to `starts[u + 1]`.
    let starts: [Int]
    /// Annotator · labels + label.
    let cells: [UInt32]

    init(_ table: LabelTable) {
        annotatorCount = table.annotators.count
        labelCount = table.labels.count
        starts = table.starts
        precondition(annotatorCount * labelCount <= Int(UInt32.max), "too many annotators for one table")
        let votes = table.votes
        let labels = Int32(labelCount)
        cells = Array(unsafeUninitializedCapacity: votes.count) { cells, count in
            votes.withUnsafeBufferPointer { votes in
                for index in votes.indices {
                    cells[index] = UInt32(bitPattern: votes[index].annotator &* labels &+ votes[index].label)
                }
            }
            count = votes.count
        }
    }

    var unitCount: Int { starts.count - 1 }
    var cellCount: Int { annotatorCount * labelCount }
}

/// Memory that several threads write to at a time, each to a part of its own.
final class SharedColumn<Element: Sendable>: @unchecked Sendable {
    // Who hands parts of it out says which are whose: `FixedBlocks`, by unit or by annotator.
    let start: UnsafeMutablePointer<Element>
    let count: Int

    init(repeating element: Element, count: Int) {
        start = .allocate(capacity: max(1, count))
        start.initialize(repeating: element, count: count)
        self.count = count
    }

    deinit {
        start.deinitialize(count: count)
        start.deallocate()
    }

    var elements: UnsafeMutableBufferPointer<Element> { UnsafeMutableBufferPointer(start: start, count: count) }
}
