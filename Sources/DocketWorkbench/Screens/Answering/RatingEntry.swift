import DocketModel
package import DocketTerminal

/// Rating on a queue's scales, one after the other. Where every level is one digit, a digit rates and goes on; on other
/// scales numbers are written and taken with Enter.
package struct RatingEntry: Sendable, Hashable {
    package private(set) var place = 0
    /// The number being written, on a scale that one digit does not cover.
    package private(set) var typed = ""
    package private(set) var problem: String?

    package init() {}

    /// Whether a digit alone names every level.
    static func takesDigits(_ scale: RatingScale) -> Bool {
        scale.minimum >= 0 && scale.maximum <= 9
    }

    /// - Parameter endsWith: the key that closes the row, for the message that says what can be typed.
    /// - Returns: false when the last scale was rated or passed over.
    package mutating func type(_ stroke: KeyStroke, into sheet: inout AnswerSheet, endsWith key: String) -> Bool {
        let scales = sheet.ask.ratings
        guard scales.indices.contains(place) else { return false }
        problem = nil
        let scale = scales[place]
        switch stroke.key {
        case .character(let character) where character.isASCII && character.isNumber:
            if Self.takesDigits(scale) { return rate(Int(String(character)), scale, &sheet) }
            typed.append(character)
        case .character("-") where typed.isEmpty && scale.minimum < 0: typed = "-"
        case .backspace where !typed.isEmpty: typed.removeLast()
        case .backspace, .delete, .character("-"): sheet.rate(scale, level: nil)
        case .enter, .tab, .down, .character("j"):
            return typed.isEmpty ? go(to: place + 1, scales.count) : rate(Int(typed), scale, &sheet)
        case .up, .backTab, .character("k"): return go(to: max(0, place - 1), scales.count)
        default: problem = "a number rates, - clears, \(key) ends"
        }
        return true
    }

    private mutating func rate(_ level: Int?, _ scale: RatingScale, _ sheet: inout AnswerSheet) -> Bool {
        guard let level, (scale.minimum...scale.maximum).contains(level) else {
            problem = "\(scale.name) goes from \(scale.minimum) to \(scale.maximum)"
            typed = ""
            return true
        }
        sheet.rate(scale, level: level)
        return go(to: place + 1, sheet.ask.ratings.count)
    }

    private mutating func go(to next: Int, _ count: Int) -> Bool {
        typed = ""
        place = next
        return next < count
    }
}
