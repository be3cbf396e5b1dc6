import DocketModel
import DocketNotation
import DocketTestSupport
import Foundation

/// The item that most cases are about: three suggestions, the first of sixty words so that one changed word is a small
/// edit.
let sampleItem = Item(
    id: "item",
    suggestions: [
        Suggestion(id: "a", messages: [Message(role: "assistant", content: longText())]),
        Suggestion(id: "b", messages: [Message(role: "assistant", content: "The second answer.")]),
        Suggestion(id: "c", messages: [Message(role: "assistant", content: "A third one.")]),
    ])

/// Sixty words, with the first ones replaced.
func longText(replacing replacements: String...) -> SourceText {
    let words = replacements + (replacements.count..<60).map { "word\($0)" }
    return SourceText(words.joined(separator: " "))
}

let sampleAsk = Ask(
    verdict: .any, preference: true, strength: ["slightly", "clearly", "much"],
    ratings: [
        RatingScale(name: "helpfulness", tolerance: 1),
        RatingScale(name: "difficulty", subject: .item, tolerance: 0),
    ],
    flags: [FlagDefinition(name: "unsafe", isConflict: true), FlagDefinition(name: "typo")])

func accept(_ suggestion: SuggestionID) -> Judgement { Judgement(suggestion: suggestion, verdict: .accept) }

func reject(_ suggestion: SuggestionID, reasons: [String] = []) -> Judgement {
    Judgement(suggestion: suggestion, verdict: .reject, reasons: reasons)
}

func edit(_ suggestion: SuggestionID, _ text: SourceText) -> Judgement {
    Judgement(suggestion: suggestion, verdict: .edit(text))
}

func rated(_ suggestion: SuggestionID, _ level: Int) -> Judgement {
    Judgement(suggestion: suggestion, verdict: nil, ratings: ["helpfulness": level])
}

func judged(_ judgements: Judgement...) -> Answers { Answers(judgements: judgements) }
func preferred(_ preference: Preference) -> Answers { Answers(preference: preference) }
func won(_ winner: SuggestionID, _ strength: Strength? = nil) -> Answers { preferred(.win(winner, strength)) }

func decision(
    _ annotator: PersonID, _ answer: Answer, on item: ItemID = "item", occasion: Occasion = .primary
) -> Decision {
    Decision(
        id: EventID("\(item)-\(annotator)-\(occasion.rawValue)"), queue: "queue", item: item, occasion: occasion,
        annotator: Annotator(id: annotator), answer: answer, at: Timestamp(milliseconds: 0))
}

/// One decision an answer, by `p0`, `p1`, …
func decisions(_ answers: [Answers], on item: ItemID = "item") -> [Decision] {
    answers.enumerated().map { decision(PersonID("p\($0.offset)"), .answers($0.element), on: item) }
}

/// Answers of every shape, about `sampleItem`.
func randomAnswers(using generator: inout SeededGenerator) -> Answers {
    let texts = [longText(replacing: "x"), longText(replacing: "y"), "Something else.", longText()]
    var answers = Answers()
    for suggestion in sampleItem.suggestions where Bool.random(using: &generator) {
        let verdicts: [Verdict?] = [.accept, .reject, .edit(texts.randomElement(using: &generator) ?? ""), nil]
        answers.judgements.append(
            Judgement(
                suggestion: suggestion.id, verdict: verdicts.randomElement(using: &generator) ?? nil,
                reasons: ["wrong", "style"].filter { _ in Bool.random(using: &generator) },
                ratings: Bool.random(using: &generator) ? [:] : ["helpfulness": .random(in: 1...5, using: &generator)]))
    }
    let preferences: [Preference?] = [
        nil, .tie, .bothBad, .win("a", .slight), .win("a", .much), .win("b", nil), .ranking([["a"], ["b", "c"]]),
        .ranking([["a"], ["c"], ["b"]]), .ranking([["a", "b"], ["c"]]),
    ]
    answers.preference = preferences.randomElement(using: &generator) ?? nil
    answers.flags = Set(["unsafe", "typo"].filter { _ in Bool.random(using: &generator) })
    return answers
}
