package import DocketModel

extension LabelTable {
    /// What people answered to one question. Skips, and decisions that do not answer it, are not in the table.
    /// - Parameter decisions: of one queue; live primary ones, for measures of independent agreement.
    package init(_ question: Question, in decisions: some Sequence<Decision>) {
        self.init(decisions.lazy.flatMap { question.entries(in: $0) })
    }
}

extension Question {
    /// The labels a decision gives: one at most, except where each suggestion is a unit of its own.
    ///
    /// Preference: the winner's id, `tie`, `both_bad`, or a ranking such as `b>a=c`. Strength and ratings: the number.
    /// Verdict: its name. Flag: `yes` or `no`; who raised none said no.
    package func entries(in decision: Decision) -> [LabelTable.Entry] {
        guard let answers = decision.answer.answers else { return [] }
        return labels(in: answers, on: decision.item).map {
            LabelTable.Entry(unit: $0.unit, annotator: decision.annotator.id.rawValue, label: $0.label)
        }
    }

    /// The same of answers that nobody in particular gave: an item's outcome.
    package func labels(in answers: Answers, on item: ItemID) -> [(unit: LabelTable.Unit, label: String)] {
        func entry(_ label: String?, of suggestion: SuggestionID? = nil) -> (unit: LabelTable.Unit, label: String)? {
            label.map { (LabelTable.Unit(item: item.rawValue, suggestion: suggestion?.rawValue), $0) }
        }
        let labels: [(unit: LabelTable.Unit, label: String)?]
        switch self {
        case .preference: labels = [entry(answers.preference.map { PreferenceOrder($0).label })]
        case .strength:
            guard case .win(_, let strength?) = answers.preference else { return [] }
            labels = [entry(String(strength.rawValue))]
        case .verdict(let suggestion?): labels = [entry(answers.judgement(of: suggestion)?.verdict?.name)]
        case .verdict(nil):
            labels = answers.judgements.map { entry($0.verdict?.name, of: $0.suggestion) }
        case .rating(let scale, let suggestion?):
            labels = [entry(answers.judgement(of: suggestion)?.ratings[scale].map { String($0) })]
        case .rating(let scale, nil):
            labels =
                [entry(answers.ratings[scale].map { String($0) })]
                + answers.judgements.map { entry($0.ratings[scale].map { String($0) }, of: $0.suggestion) }
        case .flag(let name): labels = [entry(answers.flags.contains(name) ? "yes" : "no")]
        }
        return labels.compactMap(\.self)
    }
}

extension Ask {
    /// The questions of a queue on which agreement can be measured.
    package var questions: [Question] {
        var questions: [Question] = []
        if preference { questions.append(.preference) }
        if preference, !strength.isEmpty { questions.append(.strength) }
        if verdict != .no { questions.append(.verdict(nil)) }
        questions += ratings.map { .rating($0.name, nil) }
        questions += flags.map { .flag($0.name) }
        return questions
    }
}
