/// Names that somebody may have meant.
package enum Spelling {
    /// At most three, the nearest first.
    package static func near(_ name: String, in names: [String]) -> [String] {
        let wanted = Array(name.lowercased().unicodeScalars)
        let limit = max(1, wanted.count / 3)
        var near: [(distance: Int, name: String)] = []
        for candidate in names {
            let scalars = Array(candidate.lowercased().unicodeScalars)
            if !wanted.isEmpty, scalars.starts(with: wanted) {
                near.append((0, candidate))
            } else if abs(scalars.count - wanted.count) <= limit {
                let distance = distance(wanted, scalars)
                if distance <= limit { near.append((distance, candidate)) }
            }
        }
        return near.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
    }

    /// Levenshtein's, in the usual two rows.
    private static func distance(_ left: [UnicodeScalar], _ right: [UnicodeScalar]) -> Int {
        var previous = Array(0...right.count)
        for (row, scalar) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                current.append(
                    min(previous[column] + (scalar == other ? 0 : 1), previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous[right.count]
    }
}
