import DocketModel
import DocketNotation
import Testing

@testable import DocketAdjudication

@Suite("Conflicts in order of worth")
struct WorthTests {
    private func conflict(_ answers: [Answers]) throws -> Conflict {
        try #require(
            Conflict.find(
                item: sampleItem, primaries: decisions(answers, on: sampleItem.id), ask: sampleAsk,
                policy: ConflictPolicy()))
    }

    private func worth(_ answers: [Answers]) throws -> Worth {
        VoteEntropyWorth().worth(
            of: try conflict(answers), on: sampleItem, ask: sampleAsk, policy: ConflictPolicy())
    }

    /// Each is worth more than the next.
    static let descending: [[Answers]] = [
        [Answers(preference: .win("a", nil), flags: ["unsafe"]), won("b")],
        [won("a"), won("b"), won("a"), won("b")],
        [won("a"), won("b"), won("a")],
        [won("a"), won("b")],
        [judged(accept("a")), judged(reject("a"))],
        [won("a"), preferred(.tie)],
        [judged(edit("a", "One.")), judged(edit("a", "Another thing."))],
        [judged(rated("a", 1)), judged(rated("a", 5))],
        [won("a", .slight), won("a", .much)],
        [judged(accept("a")), judged(edit("a", longText(replacing: "x")))],
    ]

    @Test("come flags first, then what makes a training row, then what shades it")
    func order() throws {
        let worths = try Self.descending.map { try worth($0).value }
        #expect(worths.allSatisfy { $0 > 0 && $0 <= 1 })
        #expect(zip(worths, worths.dropFirst()).allSatisfy { $0 > $1 })
    }

    @Test("say why they rank where they do")
    func why() throws {
        let flagged = try worth([Answers(preference: .win("a", nil), flags: ["unsafe"]), won("b"), won("a")])
        #expect(flagged.why == "flag unsafe split 2 to 1; winner split 2 to 1")
        #expect(
            try worth([judged(accept("a")), judged(accept("b"))]).why == "different suggestions taken, 1 to 1")
    }

    @Test(
        "An even split of n over the winner is worth its weight times n / (n + 1)",
        arguments: [["a", "b"], ["a", "b", "c"], ["a", "b", "a", "b"]] as [[SuggestionID]])
    func value(_ winners: [SuggestionID]) throws {
        let people = Double(winners.count)
        #expect(abs(try worth(winners.map { won($0) }).value - 0.9 * people / (people + 1)) < 1e-12)
    }

    @Test("Another measure takes its place")
    func otherMeasure() throws {
        struct Constant: WorthMeasure {
            func worth(of conflict: Conflict, on item: Item, ask: Ask, policy: ConflictPolicy) -> Worth {
                Worth(value: 0.5, grounds: "constant")
            }
        }
        let conflict = try conflict([won("a"), won("b")])
        let measures: [any WorthMeasure] = [Constant(), VoteEntropyWorth(weights: [:])]
        let values = measures.map {
            $0.worth(of: conflict, on: sampleItem, ask: sampleAsk, policy: ConflictPolicy()).value
        }
        #expect(values == [0.5, 0])
    }
}
