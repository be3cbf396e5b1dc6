/// How far apart two labels are: δ² of Krippendorff's alpha.
package enum LabelDistance: Sendable, Hashable {
    /// 1 for any two different labels.
    case nominal
    /// The square of how many values lie between them in the data.
    case ordinal
    /// (c - k)²
    case interval
    /// ((c - k) / (c + k))², 0 for two zeros
    case ratio
    case given(DistanceTable)

    package var name: String {
        switch self {
        case .nominal: "nominal"
        case .ordinal: "ordinal"
        case .interval: "interval"
        case .ratio: "ratio"
        case .given: "given"
        }
    }
}

/// Distances between labels as somebody gave them. They stand for δ² and are taken as they are.
package struct DistanceTable: Sendable, Hashable {
    private var distances: [Pair: Double] = [:]

    private struct Pair: Hashable {
        var first: String
        var second: String

        init(_ first: String, _ second: String) {
            (self.first, self.second) = first < second ? (first, second) : (second, first)
        }
    }

    package enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
        /// A distance that is negative or no number.
        case invalid(String, String)
        /// A label that has a distance from itself.
        case fromItself(String)
        /// Two distances for the same two labels.
        case twice(String, String)

        package var description: String {
            switch self {
            case .invalid(let first, let second):
                "the distance of \"\(first)\" and \"\(second)\" is no number of 0 or more"
            case .fromItself(let label): "the distance of \"\(label)\" from itself is not 0"
            case .twice(let first, let second): "\"\(first)\" and \"\(second)\" have two different distances"
            }
        }
    }

    package init() {}

    /// - Parameter distance: of every two of the labels; asked once for each two.
    package init(_ labels: [String], distance: (String, String) -> Double) throws(Fault) {
        for (index, first) in labels.enumerated() {
            for second in labels[(index + 1)...] { try set(first, second, distance(first, second)) }
        }
    }

    /// Sets the distance of two labels, which is the same in both directions.
    package mutating func set(_ first: String, _ second: String, _ distance: Double) throws(Fault) {
        guard distance.isFinite, distance >= 0 else { throw .invalid(first, second) }
        if first == second {
            if distance != 0 { throw .fromItself(first) }
            return
        }
        if let known = distances.updateValue(distance, forKey: Pair(first, second)), known != distance {
            throw .twice(first, second)
        }
    }

    /// Nil where none was given.
    package func distance(_ first: String, _ second: String) -> Double? {
        first == second ? 0 : distances[Pair(first, second)]
    }
}
