import DocketModel
import DocketTestSupport
import Testing

@testable import DocketAdjudication

@Suite("Conflicts and outcomes depend on what was said alone")
struct ConflictSymmetryTests {
    @Test("Neither the order of decisions nor people's names change anything", arguments: 0..<300 as Range<UInt64>)
    func symmetric(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let answers = (0..<Int.random(in: 1...5, using: &generator)).map { _ in randomAnswers(using: &generator) }
        let original = decisions(answers)
        let renamed = zip(original.shuffled(using: &generator), 0...).map { decision, index in
            var other = decision
            other.annotator.id = PersonID("someone \(index)")
            return other
        }
        let policies = [ConflictPolicy(), ConflictPolicy(lead: [])]
        for policy in policies {
            let found = Conflict.find(item: sampleItem, primaries: original, ask: sampleAsk, policy: policy)
            let again = Conflict.find(item: sampleItem, primaries: renamed, ask: sampleAsk, policy: policy)
            #expect(found?.kinds == again?.kinds, "seed \(seed)")
            #expect(found?.decisions.map(\.id) == again?.decisions.map(\.id), "seed \(seed)")
            let measure = VoteEntropyWorth()
            if let found, let again {
                #expect(
                    measure.worth(of: found, on: sampleItem, ask: sampleAsk, policy: policy)
                        == measure.worth(of: again, on: sampleItem, ask: sampleAsk, policy: policy), "seed \(seed)")
            }
            let merge = AnswerMerge(item: sampleItem, decisions: original, ask: sampleAsk, policy: policy)
            let mergedAgain = AnswerMerge(item: sampleItem, decisions: renamed, ask: sampleAsk, policy: policy)
            #expect(merge == mergedAgain, "seed \(seed)")
        }
    }

    @Test("Where there is no conflict, a merge leaves nothing undecided", arguments: 0..<300 as Range<UInt64>)
    func decidedWithoutConflict(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let given = decisions((0..<2).map { _ in randomAnswers(using: &generator) })
        let policy = ConflictPolicy()
        let merge = AnswerMerge(item: sampleItem, decisions: given, ask: sampleAsk, policy: policy)
        let conflict = Conflict.find(item: sampleItem, primaries: given, ask: sampleAsk, policy: policy)
        #expect(conflict != nil || merge.undecided.isEmpty, "seed \(seed)")
    }

    @Test("A decision alone, or repeated by others, is its own outcome", arguments: 0..<100 as Range<UInt64>)
    func unanimity(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let answers = sampleAsk.normalized(randomAnswers(using: &generator), for: sampleItem)
        let given = decisions(Array(repeating: answers, count: Int.random(in: 1...4, using: &generator)))
        let outcome = ItemOutcome(
            of: sampleItem, overlap: given.count, primaries: given, resolution: nil, ask: sampleAsk,
            policy: ConflictPolicy())
        #expect(outcome == .agreed(answers, by: given.map(\.id)), "seed \(seed)")
    }
}
