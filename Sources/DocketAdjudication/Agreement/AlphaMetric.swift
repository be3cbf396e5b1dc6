/// δ² between classes, by their indices, as alpha needs it.
enum AlphaMetric: Sendable {
    case nominal
    /// Depends on the data's marginals; see `OrdinalAlpha`.
    case ordinal
    /// Values, moved so that their mean is near 0.
    case interval([Double])
    case ratio([Double])
    /// A square matrix, row by row.
    case matrix([Double], classes: Int)

    /// - Throws: why the labels of the table do not have this distance.
    init(_ distance: LabelDistance, for table: LabelTable, occurring: [Int]) throws(UndefinedReason) {
        switch distance {
        case .nominal: self = .nominal
        case .ordinal:
            guard table.isOrdered else { throw .noOrder }
            self = .ordinal
        case .interval:
            let values = try Self.values(of: table)
            let mean = occurring.reduce(0) { $0 + values[$1] } / Double(max(1, occurring.count))
            self = .interval(values.map { $0 - mean })
        case .ratio:
            let values = try Self.values(of: table)
            if let label = occurring.first(where: { values[$0] < 0 }) { throw .negative(table.labels[label]) }
            self = .ratio(values)
        case .given(let distances):
            let count = table.labels.count
            var matrix = [Double](repeating: 0, count: count * count)
            for first in occurring {
                for second in occurring where first != second {
                    let (left, right) = (table.labels[first], table.labels[second])
                    guard let distance = distances.distance(left, right) else { throw .noDistance(left, right) }
                    matrix[first * count + second] = distance
                }
            }
            self = .matrix(matrix, classes: count)
        }
    }

    private static func values(of table: LabelTable) throws(UndefinedReason) -> [Double] {
        guard let values = table.values else { throw .notNumbers }
        return values
    }

    /// - Precondition: not ordinal, whose distances are not known beforehand.
    @inline(__always)
    func distance(_ first: Int, _ second: Int) -> Double {
        switch self {
        case .nominal, .ordinal: return first == second ? 0 : 1
        case .interval(let values):
            let difference = values[first] - values[second]
            return difference * difference
        case .ratio(let values):
            let (difference, sum) = (values[first] - values[second], values[first] + values[second])
            return difference == 0 ? 0 : difference * difference / (sum * sum)
        case .matrix(let matrix, let classes): return matrix[first * classes + second]
        }
    }

    /// For each class c: Σ over classes k of n_k δ²_ck.
    func sums(_ counts: [Double], occurring: [Int]) -> [Double] {
        var sums = [Double](repeating: 0, count: counts.count)
        let total = counts.reduce(0, +)
        switch self {
        case .nominal, .ordinal:
            for label in occurring { sums[label] = total - counts[label] }
        case .interval(let values):
            let first = occurring.reduce(0) { $0 + counts[$1] * values[$1] }
            let second = occurring.reduce(0) { $0 + counts[$1] * values[$1] * values[$1] }
            for label in occurring {
                sums[label] = total * values[label] * values[label] - 2 * values[label] * first + second
            }
        case .ratio, .matrix:
            for label in occurring {
                sums[label] = occurring.reduce(0) { $0 + counts[$1] * distance(label, $1) }
            }
        }
        return sums
    }
}
