import DocketModel

extension AnswerSheet {
    /// What in the answers speaks against itself, in the screen's numbers; nil where nothing does. It may be meant, so it is
    /// only named.
    package var contradiction: String? {
        let verdicts = order.map { answers.judgement(of: $0)?.verdict }
        let rejected = order.indices.filter { verdicts[$0] == .reject }
        let taken = order.indices.filter { verdicts[$0] != nil && verdicts[$0] != .reject }
        switch answers.preference {
        case .win(let winner, _):
            // Of two bad ones the better may be preferred; where a verdict is asked of the chosen one only, it may be bad too.
            guard let place = order.firstIndex(of: winner), rejected.contains(place), ask.verdict != .one,
                rejected.count < order.count
            else { return nil }
            return "\(place + 1) is preferred and rejected"
        case .bothBad:
            return taken.first.map { "both are bad and \($0 + 1) is accepted" }
        case .tie:
            guard let good = taken.first, let bad = rejected.first else { return nil }
            return "a tie, and \(good + 1) is accepted but \(bad + 1) rejected"
        default: return nil
        }
    }
}
