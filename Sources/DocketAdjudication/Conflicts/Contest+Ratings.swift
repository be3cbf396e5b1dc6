import DocketModel

extension Contest {
    /// Flags that the queue counts as conflicts, raised by some and not by others.
    static func flags(_ answers: [Answers], ask: Ask) -> [Contest] {
        ask.flags.filter(\.isConflict).compactMap { flag in
            let raised = answers.filter { $0.flags.contains(flag.name) }.count
            guard raised > 0, raised < answers.count else { return nil }
            return Contest(.flag, .flag(flag.name), camps: [raised, answers.count - raised])
        }
    }

    /// Ratings, of the item and of each suggestion, whose lowest and highest are further apart than the scale's
    /// tolerance. Who did not rate is not compared.
    static func ratings(_ answers: [Answers], of item: Item, ask: Ask) -> [Contest] {
        let ofItem = ask.itemRatings.compactMap { scale in
            rating(scale, of: nil, levels: answers.compactMap { $0.ratings[scale.name] })
        }
        let ofSuggestions = ask.suggestionRatings.flatMap { scale in
            item.suggestions.compactMap { suggestion in
                rating(
                    scale, of: suggestion.id,
                    levels: answers.compactMap { $0.judgement(of: suggestion.id)?.ratings[scale.name] })
            }
        }
        return ofItem + ofSuggestions
    }

    private static func rating(_ scale: RatingScale, of suggestion: SuggestionID?, levels: [Int]) -> Contest? {
        guard let lowest = levels.min(), let highest = levels.max(), highest - lowest > scale.tolerance else {
            return nil
        }
        let camps = Dictionary(grouping: levels) { $0 }.mapValues(\.count)
        return Contest(.rating, .rating(scale.name, suggestion), camps: camps.values)
    }
}
