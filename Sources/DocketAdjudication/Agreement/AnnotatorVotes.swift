/// A table's votes by annotator: of annotator `a` those from `starts[a]` up to `starts[a + 1]`, by ascending unit.
struct AnnotatorVotes: Sendable {
    struct Vote: Sendable {
        var unit: Int32
        var label: Int32
    }

    private(set) var starts: [Int]
    private(set) var votes: [Vote]

    init(_ table: LabelTable) {
        var starts = [Int](repeating: 0, count: table.annotators.count + 1)
        for vote in table.votes { starts[Int(vote.annotator) + 1] += 1 }
        for annotator in table.annotators.indices { starts[annotator + 1] += starts[annotator] }
        var places = starts
        votes = [Vote](unsafeUninitializedCapacity: table.votes.count) { votes, count in
            for unit in table.units.indices {
                for vote in table.votes(on: unit) {
                    votes[places[Int(vote.annotator)]] = Vote(unit: Int32(unit), label: vote.label)
                    places[Int(vote.annotator)] += 1
                }
            }
            count = table.votes.count
        }
        self.starts = starts
    }

    func votes(of annotator: Int) -> ArraySlice<Vote> {
        votes[starts[annotator]..<starts[annotator + 1]]
    }
}
