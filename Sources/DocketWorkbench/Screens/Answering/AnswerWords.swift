import DocketModel

/// What somebody answered, in words: for ears, and where one line has to do.
enum AnswerWords {
    /// One thing said after the other.
    /// - Parameter label: what stands for a suggestion.
    static func said(_ answers: Answers, _ ask: Ask, label: (SuggestionID) -> String) -> [String] {
        var said: [String] = []
        switch answers.preference {
        case .win(let winner, let strength):
            let name = strength.flatMap { ask.strengthName($0) }.map { ", \($0)" } ?? ""
            said.append("prefers \(label(winner))\(name)")
        case .tie: said.append("tie")
        case .bothBad: said.append("both bad")
        case .ranking(let groups):
            said.append("ranks " + groups.map { $0.map(label).joined(separator: " and ") }.joined(separator: ", then "))
        case nil: break
        }
        for judgement in answers.judgements {
            let of = Voice.verdict(judgement) + Voice.ratings(ask.suggestionRatings, judgement.ratings)
            said.append("\(label(judgement.suggestion)) \(of.joined(separator: ", "))")
        }
        said += Voice.ratings(ask.itemRatings, answers.ratings)
        if !answers.flags.isEmpty { said.append("flags: " + answers.flags.sorted().joined(separator: ", ")) }
        return said
    }

    /// The same in one line, as short as it can be.
    static func line(_ answers: Answers, _ ask: Ask, label: (SuggestionID) -> String = \.rawValue) -> String {
        var bare = answers
        bare.judgements = []
        bare.ratings = [:]
        let judged = answers.judgements.map { judgement in
            ([label(judgement.suggestion), judgement.verdict?.name].compactMap { $0 }.joined(separator: " "))
                + brief(ask.suggestionRatings, judgement.ratings).map { ", \($0)" }.joined()
        }
        return (said(bare, ask, label: label) + judged + brief(ask.itemRatings, answers.ratings)).joined(
            separator: "; ")
    }

    private static func brief(_ scales: [RatingScale], _ ratings: Ratings) -> [String] {
        scales.compactMap { scale in ratings[scale.name].map { "\(scale.name) \($0)" } }
    }
}
