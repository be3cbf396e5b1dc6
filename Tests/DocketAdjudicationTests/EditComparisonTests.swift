import DocketModel
import DocketNotation
import DocketText
import Testing

@testable import DocketAdjudication

@Suite("Edits side by side")
struct EditComparisonTests {
    @Test("Each annotator's edit is compared with the suggestion, byte for byte")
    func edits() throws {
        let given = decisions([
            judged(edit("b", "The second reply.")), judged(accept("b")), judged(edit("b", "A second answer!")),
        ])
        let suggestion = sampleItem.suggestions[1]
        let comparison = try #require(EditComparison(of: suggestion, decisions: given))
        #expect(comparison.base == "The second answer.")
        #expect(comparison.edits.map(\.annotator) == ["p0", "p2"])
        #expect(comparison.edits.map(\.text) == ["The second reply.", "A second answer!"])
        for edit in comparison.edits {
            var (old, new): ([UInt8], [UInt8]) = ([], [])
            for segment in edit.diff.segments {
                switch segment {
                case .unchanged(let oldRange, let newRange):
                    #expect(comparison.base.bytes[oldRange] == edit.text.bytes[newRange])
                    old += comparison.base.bytes[oldRange]
                    new += edit.text.bytes[newRange]
                case .removed(let range): old += comparison.base.bytes[range]
                case .added(let range): new += edit.text.bytes[range]
                }
            }
            #expect(old == comparison.base.bytes && new == edit.text.bytes)
        }
    }

    @Test("Without an edit there is nothing to compare")
    func noEdits() {
        let given =
            decisions([judged(accept("b")), judged(edit("a", "Other."))]) + [decision("x", .skip(reason: "broken"))]
        #expect(EditComparison(of: sampleItem.suggestions[1], decisions: given) == nil)
    }
}
