package import DocketModel
package import DocketNotation
import DocketTerminal
import DocketText

/// What somebody answered, in signs and words.
package enum AnswerPieces {
    package static func verdict(_ judgement: Judgement?, _ canvas: Canvas) -> [Piece] {
        guard let verdict = judgement?.verdict else { return [] }
        let glyphs = canvas.glyphs
        let reasons = judgement?.reasons ?? []
        let suffix = DisplayText(
            reasons.isEmpty ? "" : ": " + reasons.joined(separator: ", "), policy: canvas.policy(.singleLine))
        switch verdict {
        case .accept: return [Piece(glyphs.check + " accept" + suffix + "   ", "verdict.accept")]
        case .edit: return [Piece(glyphs.pencil + " edit" + suffix + "   ", "verdict.edit")]
        case .reject: return [Piece(glyphs.cross + " reject" + suffix + "   ", "verdict.reject")]
        }
    }

    package static func ratings(_ scales: [RatingScale], _ ratings: Ratings, _ canvas: Canvas) -> [Piece] {
        scales.flatMap { scale -> [Piece] in
            guard let level = ratings[scale.name] else { return [] }
            return [Piece(DisplayText(scale.name, policy: canvas.policy(.singleLine)) + " ", "text.dim")]
                + dots(scale, level, canvas) + [Piece("   ")]
        }
    }

    package static func dots(_ scale: RatingScale, _ level: Int, _ canvas: Canvas) -> [Piece] {
        let levels = scale.maximum - scale.minimum + 1
        guard levels <= 10 else { return [Piece("\(level)/\(scale.maximum)", "rating.filled")] }
        let filled = min(levels, max(0, level - scale.minimum + 1))
        return [
            Piece(DisplayText(repeating: canvas.glyphs.filled, count: filled), "rating.filled"),
            Piece(DisplayText(repeating: canvas.glyphs.empty, count: levels - filled), "rating.empty"),
        ]
    }

    package static func flags(_ flags: Set<String>, _ canvas: Canvas) -> [Piece] {
        guard !flags.isEmpty else { return [] }
        let names = flags.sorted().joined(separator: ", ")
        return [
            Piece(canvas.glyphs.flag + " " + DisplayText(names, policy: canvas.policy(.singleLine)) + "   ", "flag")
        ]
    }

    package static func comment(_ comment: SourceText?, _ canvas: Canvas) -> [Piece] {
        guard let comment else { return [] }
        return [Piece("\"" + DisplayText(bytes: comment.bytes, policy: canvas.policy(.singleLine)) + "\"", "comment")]
    }

    package static func preference(
        _ preference: Preference?, ask: Ask, number: (SuggestionID) -> String, _ canvas: Canvas
    ) -> [Piece] {
        let text: String
        switch preference {
        case nil: return []
        case .win(let winner, let strength):
            let name = strength.flatMap { ask.strengthName($0) }
            text = "prefers \(number(winner))" + (name.map { ", \($0)" } ?? "")
        case .tie: text = "tie"
        case .bothBad: text = "both bad"
        case .ranking(let groups):
            text = "ranks " + groups.map { $0.map(number).joined(separator: " = ") }.joined(separator: " > ")
        }
        return [
            Piece(canvas.glyphs.preferred + " " + DisplayText(text, policy: canvas.policy(.singleLine)), "preferred")
        ]
    }
}
