import DocketModel
import DocketNotation
import Testing

@testable import DocketAdjudication

@Suite("Conflicts in order of worth")
struct WorthTests {
    private func ranked(_ answers: [Answers], item: ItemID = "item") throws -> RankedConflict {
        var subject = sampleItem
        subject.id = item
        let conflict = try #require(
            Conflict.find(
                item: subject, primaries: decisions(answers, on: item), ask: sampleAsk, policy: ConflictPolicy()))
        let worth = VoteEntropyWorth().worth(of: conflict, on: subject, ask: sampleAsk, policy: ConflictPolicy())
        return RankedConflict(conflict: conflict, worth: worth)
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
        let expected = try Self.descending.enumerated().map {
            try ranked($0.element, item: ItemID("item \($0.offset)"))
        }
        #expect(expected.shuffled().sorted() == expected)
        #expect(expected.allSatisfy { $0.worth.value > 0 && $0.worth.value <= 1 })
        #expect(zip(expected, expected.dropFirst()).allSatisfy { $0.worth.value > $1.worth.value })
    }

    @Test("of equal worth come by item id")
    func ties() throws {
        let answers = [won("a"), won("b")]
        let conflicts = try (["z", "a", "m"] as [ItemID]).map { try ranked(answers, item: $0) }
        #expect(conflicts.sorted().map(\.conflict.item) == ["a", "m", "z"])
    }

    @Test("say why they rank where they do")
    func why() throws {
        let conflict = try ranked([
            Answers(preference: .win("a", nil), flags: ["unsafe"]), won("b"), won("a"),
        ])
        #expect(conflict.worth.why == "flag unsafe split 2 to 1; winner split 2 to 1")
        #expect(
            try ranked([judged(accept("a")), judged(accept("b"))]).worth.why == "different suggestions taken, 1 to 1")
    }

    @Test(
        "An even split of n over the winner is worth its weight times n / (n + 1)",
        arguments: [["a", "b"], ["a", "b", "c"], ["a", "b", "a", "b"]] as [[SuggestionID]])
    func value(_ winners: [SuggestionID]) throws {
        let people = Double(winners.count)
        #expect(abs(try ranked(winners.map { won($0) }).worth.value - 0.9 * people / (people + 1)) < 1e-12)
    }

    @Test("Another measure takes its place")
    func otherMeasure() throws {
        struct Constant: WorthMeasure {
            func worth(of conflict: Conflict, on item: Item, ask: Ask, policy: ConflictPolicy) -> Worth {
                Worth(value: 0.5, why: "constant")
            }
        }
        let conflict = try ranked([won("a"), won("b")]).conflict
        let measures: [any WorthMeasure] = [Constant(), VoteEntropyWorth(weights: [:])]
        let values = measures.map {
            $0.worth(of: conflict, on: sampleItem, ask: sampleAsk, policy: ConflictPolicy()).value
        }
        #expect(values == [0.5, 0])
    }
}
