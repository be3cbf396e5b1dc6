#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The likelihood of votes on pairs, in λ (one a model), then δ, then log ν where they are fitted.
struct PreferenceLikelihood {
    let pairs: [PairwiseVotes.Pair]
    /// Within each group strengths are told up to a constant: theirs add up to 0.
    let groups: [Int]
    let hasTies: Bool
    let hasPosition: Bool
    /// Wins that are added to each side of a pair.
    var pseudoWins = 0.0

    struct Maximum {
        var parameters: [Double]
        /// Of the estimates: the pseudo-inverse of the observed information.
        var covariance: SymmetricMatrix
        var logLikelihood: Double

        /// Of two models' strengths; of one from the mean of its group's.
        func difference(of model: Int, from reference: Int?) -> Double {
            parameters[model] - (reference.map { parameters[$0] } ?? 0)
        }

        func standardError(of model: Int, from reference: Int?) -> Double {
            var variance = covariance[model, model]
            if let reference { variance += covariance[reference, reference] - 2 * covariance[model, reference] }
            return max(0, variance).squareRoot()
        }
    }

    private var modelCount: Int { groups.count }
    private var positionPlace: Int? { hasPosition ? modelCount : nil }
    private var tiePlace: Int? { hasTies ? modelCount + (hasPosition ? 1 : 0) : nil }
    private var parameterCount: Int { modelCount + (hasPosition ? 1 : 0) + (hasTies ? 1 : 0) }

    /// δ, of a maximum's parameters.
    func position(_ parameters: [Double]) -> Double { positionPlace.map { parameters[$0] } ?? 0 }

    /// ν, of a maximum's parameters.
    func ties(_ parameters: [Double]) -> Double? { tiePlace.map { exp(parameters[$0]) } }

    /// Newton's method with halved steps; nil where the likelihood rises without end.
    func maximum() -> Maximum? {
        var parameters = [Double](repeating: 0, count: parameterCount)
        var point = derivatives(parameters)
        for _ in 0..<Self.stepLimit {
            guard let factor = gauged(point.information).choleskyFactor() else { return nil }
            let step = factor.solve(point.gradient)
            var length = 1.0
            var next = parameters
            var value = -Double.infinity
            while length > 1e-10 {
                next = zip(parameters, step).map { $0 + length * $1 }
                value = logLikelihood(next)
                if value >= point.logLikelihood - abs(point.logLikelihood) * 1e-14 { break }
                length /= 2
            }
            parameters = next
            point = derivatives(parameters)
            let largest = step.reduce(0) { max($0, abs($1)) } * length
            if parameters.contains(where: { abs($0) > Self.parameterLimit }) { return nil }
            if largest < 1e-10 {
                return Maximum(
                    parameters: centred(parameters), covariance: covariance(point.information),
                    logLikelihood: value)
            }
        }
        return nil
    }

    private static let stepLimit = 200
    /// Odds of e to this are those of a likelihood that has no maximum.
    private static let parameterLimit = 30.0

    private struct Point {
        var logLikelihood = 0.0
        var gradient: [Double]
        var information: SymmetricMatrix
    }

    private struct Chances {
        var left: Double
        var right: Double
        var tie: Double
        var logTotal: Double

        init(_ theta: Double, _ logTies: Double?) {
            let top = max(abs(theta) / 2, logTies ?? 0)
            let (a, b) = (exp(theta / 2 - top), exp(-theta / 2 - top))
            let c = logTies.map { exp($0 - top) } ?? 0
            let total = a + b + c
            (left, right, tie) = (a / total, b / total, c / total)
            logTotal = log(total) + top
        }
    }

    private func theta(_ pair: PairwiseVotes.Pair, _ parameters: [Double]) -> Double {
        parameters[pair.left] - parameters[pair.right] + position(parameters)
    }

    private func logLikelihood(_ parameters: [Double]) -> Double {
        let logTies = tiePlace.map { parameters[$0] }
        return pairs.reduce(0) { sum, pair in
            let theta = theta(pair, parameters)
            let chances = Chances(theta, logTies)
            let count = Double(pair.count) + 2 * pseudoWins
            return sum + Double(pair.leftWins - pair.rightWins) * theta / 2 + Double(pair.ties) * (logTies ?? 0)
                - count * chances.logTotal
        }
    }

    private func derivatives(_ parameters: [Double]) -> Point {
        let logTies = tiePlace.map { parameters[$0] }
        var point = Point(
            gradient: [Double](repeating: 0, count: parameterCount), information: SymmetricMatrix(size: parameterCount))
        point.logLikelihood = logLikelihood(parameters)
        for pair in pairs {
            let chances = Chances(theta(pair, parameters), logTies)
            let count = Double(pair.count) + 2 * pseudoWins
            let difference = chances.left - chances.right
            let slope = Double(pair.leftWins - pair.rightWins) / 2 - count * difference / 2
            let curvature = count * (chances.left + chances.right - difference * difference) / 4
            let tieCurvature = -count * difference * chances.tie / 2
            // How θ moves with each parameter of the pair.
            var places = [(pair.left, 1.0), (pair.right, -1.0)]
            if let positionPlace { places.append((positionPlace, 1)) }
            for (place, sign) in places {
                point.gradient[place] += sign * slope
                for (other, otherSign) in places {
                    point.information[place, other] += sign * otherSign * curvature
                }
                if let tiePlace {
                    point.information[place, tiePlace] += sign * tieCurvature
                    point.information[tiePlace, place] += sign * tieCurvature
                }
            }
            if let tiePlace {
                point.gradient[tiePlace] += Double(pair.ties) - count * chances.tie
                point.information[tiePlace, tiePlace] += count * chances.tie * (1 - chances.tie)
            }
        }
        return point
    }

    private var groupSizes: [Double] {
        var sizes = [Double](repeating: 0, count: (groups.max() ?? -1) + 1)
        for group in groups { sizes[group] += 1 }
        return sizes
    }

    /// The information with each group's free constant held at 0.
    private func gauged(_ information: SymmetricMatrix) -> SymmetricMatrix {
        var matrix = information
        let sizes = groupSizes
        let scale = gaugeScale(information)
        for row in 0..<modelCount {
            for column in 0..<modelCount where groups[row] == groups[column] {
                matrix[row, column] += scale / sizes[groups[row]]
            }
        }
        return matrix
    }

    private func gaugeScale(_ information: SymmetricMatrix) -> Double {
        let sum = (0..<modelCount).reduce(0) { $0 + information[$1, $1] }
        return sum > 0 ? sum / Double(modelCount) : 1
    }

    private func covariance(_ information: SymmetricMatrix) -> SymmetricMatrix {
        var inverse = gauged(information).choleskyFactor()?.inverse ?? SymmetricMatrix(size: parameterCount)
        let sizes = groupSizes
        let scale = gaugeScale(information)
        for row in 0..<modelCount {
            for column in 0..<modelCount where groups[row] == groups[column] {
                inverse[row, column] -= 1 / (scale * sizes[groups[row]])
            }
        }
        return inverse
    }

    private func centred(_ parameters: [Double]) -> [Double] {
        let sizes = groupSizes
        var sums = [Double](repeating: 0, count: sizes.count)
        for model in 0..<modelCount { sums[groups[model]] += parameters[model] }
        var centred = parameters
        for model in 0..<modelCount { centred[model] -= sums[groups[model]] / sizes[groups[model]] }
        return centred
    }
}
