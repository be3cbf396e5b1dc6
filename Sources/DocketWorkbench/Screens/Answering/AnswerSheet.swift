package import DocketModel
package import DocketNotation

/// One item being answered: what has been said so far, which suggestion has the focus, and every step back.
package struct AnswerSheet: Sendable, Hashable {
    package let item: Item
    /// The suggestions in the order on the screen; number 1 is the first.
    package let order: [SuggestionID]
    package let ask: Ask
    package private(set) var answers: Answers
    package private(set) var comment: SourceText?
    /// Which suggestion `accept`, `edit`, `reject` and `rate` act on: an index into `order`.
    package private(set) var focus = 0
    private var past: [Snapshot] = []
    private var future: [Snapshot] = []

    private struct Snapshot: Sendable, Hashable {
        var answers: Answers
        var comment: SourceText?
    }

    package init(item: Item, order: [SuggestionID], ask: Ask, answers: Answers = Answers(), comment: SourceText? = nil)
    {
        self.item = item
        self.order = order
        self.ask = ask
        self.answers = answers
        self.comment = comment
        if let winner = answers.preference?.winner, let place = order.firstIndex(of: winner) { focus = place }
    }

    package var focused: SuggestionID? { order.indices.contains(focus) ? order[focus] : nil }
    package var isEmpty: Bool { answers.isEmpty && comment == nil }
    package var asksPreference: Bool { ask.asksPreference(of: item) }
    package var asksVerdict: Bool { ask.asksVerdict(of: item) }
    /// In the order of the screen: that of the item says which suggestion came first, which is nobody's business here.
    package var missing: [Requirement] {
        var shown = item
        shown.suggestions = order.compactMap { item.suggestion($0) }
        return ask.missing(in: answers, for: shown)
    }
    package var canStepBack: Bool { !past.isEmpty }
    package var canStepForward: Bool { !future.isEmpty }

    /// The number on the screen of a suggestion, counting from 1.
    package func number(of suggestion: SuggestionID) -> Int? {
        order.firstIndex(of: suggestion).map { $0 + 1 }
    }

    /// What is still missing, in the screen's numbers.
    package var missingDescription: String {
        missing.map { requirement in
            requirement.description { number(of: $0).map(String.init) ?? $0.rawValue }
        }.joined(separator: ", ")
    }

    /// The text of a suggestion as it stands: edited, or as it came.
    package func text(of suggestion: SuggestionID) -> SourceText {
        answers.judgement(of: suggestion)?.verdict?.editedText ?? item.suggestion(suggestion)?.text ?? ""
    }

    package mutating func moveFocus(by distance: Int) {
        guard !order.isEmpty else { return }
        focus = (focus + distance + order.count) % order.count
    }

    package mutating func setFocus(_ place: Int) {
        if order.indices.contains(place) { focus = place }
    }

    // MARK: Answers

    package mutating func accept() { judge(.accept) }

    package mutating func reject(reasons: [String] = []) { judge(.reject, reasons: reasons) }

    /// An edit equal to its base is an accept.
    package mutating func edit(_ suggestion: SuggestionID, to text: SourceText) {
        let isUnchanged = item.suggestion(suggestion)?.text == text
        judge(isUnchanged ? .accept : .edit(text), of: suggestion)
    }

    /// Prefers the suggestion with that number; when it is preferred already, more strongly, and behind the
    /// strongest weakest again.
    package mutating func prefer(number: Int) {
        guard order.indices.contains(number - 1) else { return }
        focus = number - 1
        let chosen = order[number - 1]
        change { [ask] answers in
            var strength: Strength? = ask.strength.isEmpty ? nil : .slight
            if case .win(chosen, let current?) = answers.preference, !ask.strength.isEmpty {
                strength = current.rawValue < ask.strength.count ? Strength(rawValue: current.rawValue + 1) : .slight
            }
            answers.preference = .win(chosen, strength)
        }
    }

    package mutating func setTie() { change { $0.preference = $0.preference == .tie ? nil : .tie } }

    /// Both bad says of each suggestion that it is rejected, where verdicts are asked and none was given.
    package mutating func setBothBad() {
        let verdicts = asksVerdict && ask.verdict == .each && !ask.rejectNeedsReason ? order : []
        change { [order] answers in
            answers.preference = .bothBad
            for suggestion in verdicts where answers.judgement(of: suggestion)?.verdict == nil {
                Self.judge(suggestion, in: &answers, order: order) { $0.verdict = .reject }
            }
        }
    }

    package mutating func toggle(flag: String) {
        change { $0.flags.formSymmetricDifference([flag]) }
    }

    package mutating func rate(_ scale: RatingScale, level: Int?) {
        guard level.map({ (scale.minimum...scale.maximum).contains($0) }) ?? true else { return }
        switch scale.subject {
        case .item: change { $0.ratings[scale.name] = level }
        case .suggestion:
            guard let focused else { return }
            change { [order] answers in
                Self.judge(focused, in: &answers, order: order) { $0.ratings[scale.name] = level }
            }
        }
    }

    package mutating func setComment(_ text: SourceText?) {
        remember()
        comment = text.flatMap { $0.isEmpty ? nil : $0 }
    }

    package func rating(_ scale: RatingScale, of suggestion: SuggestionID?) -> Int? {
        switch scale.subject {
        case .item: answers.ratings[scale.name]
        case .suggestion: suggestion.flatMap { answers.judgement(of: $0)?.ratings[scale.name] }
        }
    }

    /// Puts other answers in the place of all that was said; one step back brings these again.
    package mutating func startOver(with start: Answers) {
        change { $0 = start }
    }

    package mutating func stepBack() {
        guard let previous = past.popLast() else { return }
        future.append(Snapshot(answers: answers, comment: comment))
        (answers, comment) = (previous.answers, previous.comment)
    }

    package mutating func stepForward() {
        guard let next = future.popLast() else { return }
        past.append(Snapshot(answers: answers, comment: comment))
        (answers, comment) = (next.answers, next.comment)
    }

    // MARK: Changing

    private mutating func judge(_ verdict: Verdict, of suggestion: SuggestionID? = nil, reasons: [String] = []) {
        guard let suggestion = suggestion ?? focused else { return }
        change { [order] answers in
            Self.judge(suggestion, in: &answers, order: order) { judgement in
                judgement.verdict = verdict
                judgement.reasons = reasons
            }
        }
    }

    private mutating func change(_ body: (inout Answers) -> Void) {
        var changed = answers
        body(&changed)
        guard changed != answers else { return }
        remember()
        answers = changed
    }

    private mutating func remember() {
        past.append(Snapshot(answers: answers, comment: comment))
        future = []
    }

    /// Changes a suggestion's judgement, keeping judgements in the item's order and dropping empty ones.
    private static func judge(
        _ suggestion: SuggestionID, in answers: inout Answers, order: [SuggestionID],
        _ body: (inout Judgement) -> Void
    ) {
        var judgement = answers.judgement(of: suggestion) ?? Judgement(suggestion: suggestion, verdict: nil)
        body(&judgement)
        answers.judgements.removeAll { $0.suggestion == suggestion }
        if judgement.verdict != nil || !judgement.ratings.isEmpty { answers.judgements.append(judgement) }
        answers.judgements.sort { $0.suggestion < $1.suggestion }
    }
}
