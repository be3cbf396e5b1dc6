import DocketNotation
import DocketTestSupport
import Testing

@testable import DocketAdjudication

@Suite("Merging edits")
struct EditMergeTests {
    /// A merge of edits by `a`, `b`, `c` and so on.
    static func merge(_ base: String, _ texts: String...) -> EditMerge {
        EditMerge(
            base: SourceText(base),
            edits: zip("abcdefgh", texts).map { .init(name: String($0), text: SourceText($1)) })
    }

    /// The result with hunks as `[variant by people / …]`, the base without people as `[…/ text by -]`.
    static func shown(_ merge: EditMerge) -> String {
        merge.parts.map { part -> String in
            switch part {
            case .unchanged(let range): return String(decoding: merge.base.bytes[range], as: UTF8.self)
            case .region(let place):
                let region = merge.regions[place]
                if let agreed = region.agreed { return region.variants[agreed].text.string }
                let variants = region.variants.map { variant in
                    let people = variant.people.map { merge.edits[$0].name }.joined()
                    return variant.text.string + (variant.kind == .combined ? " together" : "")
                        + " by " + (people.isEmpty ? "-" : people)
                }
                return "[" + variants.joined(separator: " / ") + "]"
            }
        }.joined()
    }

    @Test("changes in different places merge by themselves")
    func disjoint() {
        #expect(
            Self.shown(
                Self.merge(
                    "Spring into savings: 20% off all shoes", "Spring into comfort: 20% off all shoes",
                    "Run into savings: 20% off all shoes")) == "Run into comfort: 20% off all shoes")
        #expect(Self.shown(Self.merge("a b c", "A b c", "a B c", "a b C")) == "A B C")
    }

    @Test("the same change by several is one change, a change by one of many too")
    func agreement() {
        #expect(Self.shown(Self.merge("a b c", "a x c", "a x c")) == "a x c")
        #expect(Self.shown(Self.merge("a b c", "a x c", "a b c", "a b c")) == "a x c")
        #expect(Self.shown(Self.merge("a c", "a b c", "a b c")) == "a b c")
        #expect(Self.shown(Self.merge("very good", "very very good", "so very very good")) == "so very very good")
    }

    @Test("different changes of one place are a hunk, most votes first and the base always among them")
    func hunks() {
        #expect(Self.shown(Self.merge("a b c", "a x c", "a y c")) == "a [x by a / y by b / b by -] c")
        #expect(
            Self.shown(Self.merge("a b c", "a x c", "a y c", "a y c", "a b c", "a b c", "a b c"))
                == "a [b by def / y by bc / x by a] c")
        #expect(Self.shown(Self.merge("a c", "a x c", "a y c")) == "a [x  by a / y  by b /  by -]c")
        #expect(
            Self.shown(Self.merge("the red big dog", "a blue dog", "the red tiny dog"))
                == "[a blue by a / the red tiny by b / the red big by -] dog")
    }

    @Test("a phrase of which one word is contested is one hunk, else its words merge one by one")
    func phrases() {
        #expect(
            Self.shown(Self.merge("all shoes this weekend.", "all shoes on Sunday.", "all shoes this Monday."))
                == "all shoes [on Sunday by a / this Monday by b / this weekend by -].")
        #expect(Self.shown(Self.merge("the big dog", "a small dog", "the small dog")) == "a small dog")
    }

    @Test("where words come or go beside another's change, a blank between them does not keep them apart")
    func near() {
        #expect(
            Self.shown(
                Self.merge("The entrance is open", "The step-free entrance is open", "Use the step-free entrance")
            )
            .hasPrefix("[The step-free  by a / Use the step-free  by b / The  by - / "))
        #expect(
            Self.shown(Self.merge("a b c d", "a c d", "A b c d"))
                == "[A b  by b / a  by a / a b  by - / A  together by ab]c d")
        #expect(Self.shown(Self.merge("quick brown fox", "fast brown fox", "quick red fox")) == "fast red fox")
    }

    @Test("changes that only touch are one hunk that offers them together")
    func touching() {
        #expect(
            Self.shown(Self.merge("a dog ran", "a big dog ran", "a hound ran"))
                == "a [big dog by a / hound by b / dog by - / big hound together by ab] ran")
        #expect(
            Self.shown(Self.merge("a very good day", "a good day", "a very fine day"))
                == "a [good by a / very fine by b / very good by - / fine together by ab] day")
        #expect(Self.shown(Self.merge("日本語", "目本語", "日木語")) == "[日木 by b / 目本 by a / 日本 by - / 目木 together by ab]語")
    }

    @Test("a vote needs more weight than any other, and weights count")
    func votes() {
        let even = Self.merge("a b c", "a x c", "a y c")
        #expect(even.regions[0].favourite == nil)
        #expect(even.open(even.choices(byVoteOver: MergeChoices())) == [0])
        let weighted = EditMerge(
            base: "a b c",
            edits: [.init(name: "p", text: "a x c"), .init(name: "q", text: "a y c", weight: 1.5)])
        #expect(weighted.result(weighted.choices(byVoteOver: MergeChoices())).text == "a y c")
        let three = Self.merge("a b c", "a x c", "a y c", "a y c")
        #expect(three.result(three.choices(byVoteOver: MergeChoices())).text == "a y c")
    }

    @Test("the edit nearest to all is found, and a tie does not depend on names")
    func medoid() {
        let merge = Self.merge("one two three four", "one two", "one two three five", "one two three")
        #expect(merge.medoid.map { merge.edits[$0].name } == "c")
        let tie = Self.merge("b", "z", "y")
        #expect(tie.medoid.map { tie.edits[$0].text } == "y")
        #expect(EditMerge(base: "a", edits: []).medoid == nil)
        let heavy = EditMerge(
            base: "b", edits: [.init(name: "p", text: "y"), .init(name: "q", text: "z", weight: 3)])
        #expect(heavy.medoid == 1)
    }

    @Test("choices decide hunks and take back what merged by itself")
    func choosing() {
        let merge = Self.merge("a b c d e", "A b x d e", "a b y d E")
        #expect(merge.regions.count == 3)
        #expect(merge.hunks == [1])
        var choices = MergeChoices()
        choices[1] = .own("mine")
        choices[2] = merge.regions[2].baseVariant.map(MergeChoices.Choice.variant)
        let result = merge.result(choices)
        #expect(result.text == "A b mine d e")
        #expect(!result.isOpen)
        #expect(merge.result().text == "A b c d E")
        #expect(merge.result().isOpen)
        #expect(merge.result(merge.choices(favouring: 1)).text == "A b y d E")
        #expect(merge.result(merge.choices(favouringBaseOver: MergeChoices())).text == "A b c d E")
        #expect(merge.result(merge.choices(takingAllOf: 0)).text == "A b x d e")
    }

    @Test("what was taken away has its span, with whose doing it is")
    func provenance() {
        let result = Self.merge("x a b c y", "x b c y", "x a b y").result()
        #expect(result.text == "x b y")
        #expect(result.spans.filter { $0.range.isEmpty }.map(\.base) == [2..<4, 6..<8])
    }
}
