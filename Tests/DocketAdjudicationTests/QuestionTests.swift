import DocketModel
import DocketNotation
import Testing

@testable import DocketAdjudication

@Suite("Questions and the labels that answer them")
struct QuestionTests {
    static let answers = Answers(
        judgements: [
            Judgement(suggestion: "a", verdict: .edit("New."), ratings: ["helpfulness": 4]),
            Judgement(suggestion: "b", verdict: .reject),
        ],
        preference: .win("a", .clear), ratings: ["difficulty": 2], flags: ["unsafe"])

    @Test(
        "A question's name reads back and finds its labels",
        arguments: [
            ("preference", ["item:a"]), ("strength", ["item:2"]), ("verdict", ["item/a:edit", "item/b:reject"]),
            ("verdict:b", ["item:reject"]), ("verdict:c", []), ("rating:helpfulness", ["item/a:4"]),
            ("rating:helpfulness:a", ["item:4"]), ("rating:difficulty", ["item:2"]), ("flag:unsafe", ["item:yes"]),
            ("flag:typo", ["item:no"]),
        ] as [(String, [String])])
    func labels(_ name: String, _ expected: [String]) throws {
        let question = try #require(Question(name))
        #expect(question.description == name)
        let entries = question.entries(in: decision("p", .answers(Self.answers)))
        #expect(
            entries.map { entry in
                "\(entry.unit.item)\(entry.unit.suggestion.map { "/\($0)" } ?? ""):\(entry.label)"
            } == expected)
        #expect(entries.allSatisfy { $0.annotator == "p" })
        #expect(question.entries(in: decision("p", .skip(reason: "broken"))).isEmpty)
    }

    @Test(
        "What is no question is refused",
        arguments: ["", "x", "verdict:", "rating", "rating:", "rating:x:", "flag", "preference:a"])
    func refused(_ name: String) {
        #expect(Question(name) == nil)
    }

    @Test(
        "Preferences have labels that cannot be taken for one another",
        arguments: [
            (.tie, "tie"), (.bothBad, "both_bad"), (.win("b", .much), "b"), (.win("tie", nil), "win:tie"),
            (.ranking([["b"], ["c", "a"]]), "b>a=c"), (.win("a>b", nil), "win:a>b"), (.ranking([["b", "a"]]), "tie"),
        ] as [(Preference, String)])
    func preferenceLabels(_ preference: Preference, _ label: String) {
        let entries = Question.preference.entries(in: decision("p", .answers(preferred(preference))))
        #expect(entries.map(\.label) == [label])
    }

    @Test("A queue's questions are what it asks")
    func asked() {
        #expect(
            sampleAsk.questions.map(\.description) == [
                "preference", "strength", "verdict", "rating:helpfulness", "rating:difficulty", "flag:unsafe",
                "flag:typo",
            ])
        #expect(Ask(verdict: .each, preference: false).questions == [.verdict(nil)])
    }
}
