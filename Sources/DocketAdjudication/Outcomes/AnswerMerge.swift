package import DocketModel

/// One set of answers out of several people's: what an item's outcome is where they agree, and a proposal to a lead
/// where they do not. It depends neither on the order of the decisions nor on who made them.
///
/// - Preference: what more than half of those who gave one say; else, where they are compatible, the one that says
///   most. Its strength is the median of those given for that winner.
/// - Verdict on a suggestion: reject or not as more than half say. Of the texts wanted by those who took it, the one
///   that more than half of them want; else, where all are within the policy's distance, the one nearest to
///   everyone's, an edit before the base.
/// - Suggestions taken with none in common: only those that more than half of all people took.
/// - Reasons: those of the prevailing side, most frequent first.
/// - Ratings: the median. A flag: where at least half raised it.
///
/// A median of an even number is the lower of the two in the middle. Comments are no part of it. Where all say the
/// same, that is the outcome as it stands.
package struct AnswerMerge: Sendable, Hashable {
    /// What was decided; the undecided is left out.
    package private(set) var answers = Answers()
    /// What has no majority. Empty wherever there is no conflict.
    package private(set) var undecided: [Question] = []

    /// - Parameter decisions: live primary decisions; skips among them abstain.
    package init(item: Item, decisions: [Decision], ask: Ask, policy: ConflictPolicy) {
        let given = decisions.compactMap(\.answer.answers).map { ask.normalized($0, for: item) }
        if let first = given.first, given.allSatisfy({ $0 == first }) {
            answers = first
            return
        }
        mergePreferences(given, of: item)
        mergeJudgements(given, of: item, minorEditDistance: policy.minorEditDistance)
        answers.ratings = Self.medians(given.map(\.ratings))
        answers.flags = Set(given.flatMap(\.flags)).filter { flag in
            2 * given.filter { $0.flags.contains(flag) }.count >= given.count
        }
    }

    private mutating func mergePreferences(_ given: [Answers], of item: Item) {
        let preferences = given.compactMap(\.preference)
        guard !preferences.isEmpty else { return }
        let camps = Dictionary(grouping: preferences.map(PreferenceOrder.init)) { $0 }.mapValues(\.count)
        let suggestions = item.suggestions.map(\.id)
        let prevailing: PreferenceOrder?
        if let majority = camps.first(where: { 2 * $0.value > preferences.count }) {
            prevailing = majority.key
        } else if Contest.preferences(given, of: item).isEmpty {
            prevailing =
                camps.min {
                    ($1.key.extent(among: suggestions), $1.value, $0.key.label)
                        < ($0.key.extent(among: suggestions), $0.value, $1.key.label)
                }?.key
        } else {
            prevailing = nil
        }
        guard let prevailing else {
            undecided.append(.preference)
            return
        }
        guard case .win(let winner, _) = prevailing.preference else {
            answers.preference = prevailing.preference
            return
        }
        let strengths = preferences.compactMap { preference in
            if case .win(winner, let strength) = preference { strength } else { nil }
        }
        answers.preference = .win(winner, Self.median(strengths))
    }

    private mutating func mergeJudgements(_ given: [Answers], of item: Item, minorEditDistance: Double) {
        let isChoiceContested = Contest.choices(given) != nil
        for suggestion in item.suggestions {
            let judgements = given.compactMap { $0.judgement(of: suggestion.id) }
            let camps = VerdictCamps(judgements.compactMap(\.verdict))
            var merged = Judgement(suggestion: suggestion.id, verdict: nil)
            let isTakenByMinority = isChoiceContested && camps.takers > 0 && 2 * camps.takers <= given.count
            if !camps.isEmpty, !isTakenByMinority {
                merged.verdict = camps.merged(base: suggestion.text, minorEditDistance: minorEditDistance)
                if merged.verdict == nil { undecided.append(.verdict(suggestion.id)) }
            }
            if let verdict = merged.verdict {
                let prevailing = judgements.filter { judgement in
                    judgement.verdict.map { ($0 == .reject) == (verdict == .reject) } ?? false
                }
                merged.reasons = Self.byFrequency(prevailing.flatMap(\.reasons))
            }
            merged.ratings = Self.medians(judgements.map(\.ratings))
            if merged.verdict != nil || !merged.ratings.isEmpty { answers.judgements.append(merged) }
        }
        if isChoiceContested, !answers.judgements.contains(where: { $0.verdict != nil && $0.verdict != .reject }) {
            undecided.append(.verdict(nil))
        }
    }

    private static func medians(_ ratings: [Ratings]) -> Ratings {
        Dictionary(grouping: ratings.joined(), by: \.key).compactMapValues { median($0.map(\.value)) }
    }

    /// The lower of the two in the middle, so that a merge claims no more than half the people said.
    private static func median<Value: Comparable>(_ values: [Value]) -> Value? {
        values.isEmpty ? nil : values.sorted()[(values.count - 1) / 2]
    }

    private static func byFrequency(_ reasons: [String]) -> [String] {
        Dictionary(grouping: reasons) { $0 }.mapValues(\.count)
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }
}
