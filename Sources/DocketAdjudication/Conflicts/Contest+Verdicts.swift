import DocketModel
import DocketNotation

extension Contest {
    /// What becomes of each suggestion: `verdict`, `edit` and `minor-edit`.
    static func verdicts(_ answers: [Answers], of item: Item, minorEditDistance: Double) -> [Contest] {
        var contests = choices(answers).map { [$0] } ?? []
        for suggestion in item.suggestions {
            let verdicts = answers.compactMap { $0.judgement(of: suggestion.id)?.verdict }
            guard verdicts.count > 1, Set(verdicts).count > 1 else { continue }
            let camps = VerdictCamps(verdicts)
            let kinds = camps.kinds(base: suggestion.text, minorEditDistance: minorEditDistance)
            contests += kinds.map { kind in
                Contest(
                    kind, .verdict(suggestion.id),
                    camps: kind == .verdict ? camps.byVerdict : camps.byText(base: suggestion.text))
            }
        }
        return contests
    }

    /// Two people who took (accepted, edited) suggestions and have none in common chose differently, also where
    /// neither judged what the other took. One who took some of what another took, and did not judge the rest, did not.
    ///
    /// Where one of them gave no verdict that takes anything, a preference stands in for it: its winner is taken, and
    /// both bad takes nothing. Two preferences are compared as such, and not again here.
    static func choices(_ answers: [Answers]) -> Contest? {
        let choices = answers.map(Choice.init)
        let isContested = choices.indices.contains { index in
            choices[..<index].contains { choices[index].differs(from: $0) }
        }
        guard isContested else { return nil }
        let camps = Dictionary(grouping: choices.compactMap(\.suggestions)) { $0 }.mapValues(\.count)
        return Contest(.verdict, .verdict(nil), camps: camps.values)
    }
}

/// Which suggestions somebody put forward.
struct Choice: Hashable {
    /// Accepted or edited.
    let taken: Set<SuggestionID>
    /// What a preference puts forward where nothing was taken; nil where there is none, or it does not say.
    let preferred: Set<SuggestionID>?
    let hasPreference: Bool

    init(_ answers: Answers) {
        taken = Set(
            answers.judgements.filter { $0.verdict != nil && $0.verdict != .reject }.map(\.suggestion))
        hasPreference = answers.preference != nil
        switch answers.preference {
        case .bothBad: preferred = []
        case let preference?:
            preferred = preference.winner.flatMap { winner in
                answers.judgement(of: winner)?.verdict == .reject ? nil : [winner]
            }
        case nil: preferred = nil
        }
    }

    /// What was taken, or else preferred; nil where nothing is said.
    var suggestions: Set<SuggestionID>? { taken.isEmpty ? preferred : taken }

    func differs(from other: Choice) -> Bool {
        if hasPreference && other.hasPreference {
            return !taken.isEmpty && !other.taken.isEmpty && taken.isDisjoint(with: other.taken)
        }
        guard let mine = suggestions, let theirs = other.suggestions, !mine.isEmpty || !theirs.isEmpty else {
            return false
        }
        return mine.isDisjoint(with: theirs)
    }
}

/// The verdicts on one suggestion, counted.
struct VerdictCamps {
    private(set) var accepts = 0
    private(set) var rejects = 0
    private(set) var edits: [SourceText: Int] = [:]

    init(_ verdicts: [Verdict]) {
        for verdict in verdicts {
            switch verdict {
            case .accept: accepts += 1
            case .reject: rejects += 1
            case .edit(let text): edits[text, default: 0] += 1
            }
        }
    }

    var takers: Int { accepts + edits.values.reduce(0, +) }
    var byVerdict: [Int] { [accepts, rejects, edits.values.reduce(0, +)] }

    /// How many want each text; who accepts wants the base.
    func texts(base: SourceText) -> [SourceText: Int] {
        accepts == 0 ? edits : edits.merging([base: accepts], uniquingKeysWith: +)
    }

    func byText(base: SourceText) -> [Int] { [rejects] + texts(base: base).values }

    /// Rejecting against taking is a `verdict` conflict. Two wanted texts are `minor-edit` below the distance; from
    /// there on they are `edit` where both are edits, and `verdict` where one is the base.
    func kinds(base: SourceText, minorEditDistance: Double) -> Set<Conflict.Kind> {
        var kinds = Set<Conflict.Kind>()
        if rejects > 0, takers > 0 { kinds.insert(.verdict) }
        let texts = edits.keys.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
        for (index, text) in texts.enumerated() {
            if accepts > 0 {
                kinds.insert(base.wordDistance(to: text) < minorEditDistance ? .minorEdit : .verdict)
            }
            for other in texts[..<index] {
                kinds.insert(other.wordDistance(to: text) < minorEditDistance ? .minorEdit : .edit)
            }
        }
        return kinds
    }
}
