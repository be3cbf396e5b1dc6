/// How well a few letters stand for a name: they occur in it in order, best at the starts of words and side by side.
package struct FuzzyMatch: Sendable, Hashable {
    /// More is better; comparable between names for the same pattern.
    package let score: Int
    /// Which characters of the name were matched, rising.
    package let places: [Int]

    private static let matched = 4
    private static let atWordStart = 8
    private static let besideLast = 6
    private static let atStart = 4

    /// The best way to find the pattern in the name, small and capital letters alike; nil where it does not occur. Blanks
    /// in the pattern only separate. O(pattern × name).
    package init?(_ pattern: String, in name: String) {
        let wanted = pattern.lowercased().filter { !$0.isWhitespace }.map { $0 }
        let letters = name.lowercased().map { $0 }
        guard !wanted.isEmpty else {
            self.init(score: 0, places: [])
            return
        }
        guard wanted.count <= letters.count else { return nil }
        // best[i][j]: the best score with wanted[i] matched at letters[j].
        var best = [[Int?]](repeating: Array(repeating: nil, count: letters.count), count: wanted.count)
        var origin = [[Int]](repeating: Array(repeating: 0, count: letters.count), count: wanted.count)
        for (index, letter) in wanted.enumerated() {
            // The best of what ends before the place before this one.
            var earlier: (score: Int, place: Int)?
            for (place, candidate) in letters.enumerated() {
                if index > 0, place >= 2, let score = best[index - 1][place - 2], score > earlier?.score ?? .min {
                    earlier = (score, place - 2)
                }
                guard candidate == letter else { continue }
                let own = Self.worth(place, letters)
                if index == 0 {
                    best[0][place] = own - min(place, 3)
                    continue
                }
                var choice = earlier
                if place >= 1, let score = best[index - 1][place - 1], score + Self.besideLast > choice?.score ?? .min {
                    choice = (score + Self.besideLast, place - 1)
                }
                if let choice {
                    best[index][place] = choice.score + own
                    origin[index][place] = choice.place
                }
            }
        }
        guard
            let last = letters.indices.filter({ best[wanted.count - 1][$0] != nil })
                .max(by: { best[wanted.count - 1][$0] ?? 0 < best[wanted.count - 1][$1] ?? 0 }),
            let score = best[wanted.count - 1][last]
        else { return nil }
        var places = [last]
        for index in stride(from: wanted.count - 1, to: 0, by: -1) {
            places.append(origin[index][places[places.count - 1]])
        }
        self.init(score: score * 4 - min(letters.count, 40), places: places.reversed())
    }

    private init(score: Int, places: [Int]) {
        self.score = score
        self.places = places
    }

    private static func worth(_ place: Int, _ letters: [Character]) -> Int {
        let isStart = place == 0 || !letters[place - 1].isLetter && !letters[place - 1].isNumber
        return matched + (isStart ? atWordStart : 0) + (place == 0 ? atStart : 0)
    }
}
