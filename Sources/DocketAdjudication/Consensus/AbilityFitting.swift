#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// GLAD: a vote is right with the chance σ(α · eᵇ), α being the annotator's ability and b how easy the unit is, and otherwise any
/// of the other labels alike. α and b are normal around 1 with variance 1 beforehand. (Whitehill, Ruvolo, Wu, Bergsma and
/// Movellan, "Whose Vote Should Count More", 2009.)
///
/// Maximisation is a few safeguarded Newton steps for each α with the b held, then for each b with the α held; neither makes the
/// expected likelihood less, so that the objective never falls.
final class AbilityFitting {
    private let votes: VoteColumns
    private let known: KnownAnswers
    private let threads: Int
    private let logPrior: [Double]
    /// The places of each annotator's votes, annotator after annotator, and the unit of each vote.
    private let annotatorStarts: [Int]
    private let annotatorVotes: [Int32]
    private let unitOfVote: [Int32]
    private(set) var posteriors: [Double]
    private(set) var abilities: [Double]
    /// The b of each unit.
    private var eases: [Double]

    init(_ votes: VoteColumns, _ known: KnownAnswers, classShares: [Double], posteriors: [Double], threads: Int) {
        self.votes = votes
        self.known = known
        self.threads = threads
        self.posteriors = posteriors
        logPrior = classShares.map { $0 > 0 ? log($0) : -.infinity }
        abilities = [Double](repeating: Self.mean, count: votes.annotatorCount)
        eases = [Double](repeating: Self.mean, count: votes.unitCount)
        var starts = [Int](repeating: 0, count: votes.annotatorCount + 1)
        for cell in votes.cells { starts[Int(cell) / votes.labelCount + 1] += 1 }
        for annotator in 0..<votes.annotatorCount { starts[annotator + 1] += starts[annotator] }
        var places = starts
        var byAnnotator = [Int32](repeating: 0, count: votes.cells.count)
        var units = byAnnotator
        for unit in 0..<votes.unitCount {
            for vote in votes.starts[unit]..<votes.starts[unit + 1] {
                let annotator = Int(votes.cells[vote]) / votes.labelCount
                byAnnotator[places[annotator]] = Int32(vote)
                places[annotator] += 1
                units[vote] = Int32(unit)
            }
        }
        annotatorStarts = starts
        annotatorVotes = byAnnotator
        unitOfVote = units
    }

    private static let mean = 1.0

    /// What one pass over the units finds.
    struct Step: Sendable {
        var logLikelihood = 0.0
        var objective = 0.0
        /// The largest change of a posterior.
        var change = 0.0
    }

    func expect() -> Step {
        let (votes, known, logPrior, abilities, eases) = (votes, known, logPrior, abilities, eases)
        let labels = votes.labelCount
        let before = posteriors
        let logOthers = log(Double(max(1, labels - 1)))
        let rows = SharedColumn(repeating: 0.0, count: posteriors.count)
        let parts = FixedBlocks(votes.unitCount, count: 64).map(threads: threads) { units, _ in
            var step = Step()
            var scores = [Double](repeating: 0, count: labels)
            for unit in units {
                let range = votes.starts[unit]..<votes.starts[unit + 1]
                guard !range.isEmpty || known[unit] != nil else { continue }
                for label in 0..<labels { scores[label] = logPrior[label] }
                for vote in range {
                    let (annotator, given) = Int(votes.cells[vote]).quotientAndRemainder(dividingBy: labels)
                    let odds = abilities[annotator] * exp(eases[unit])
                    let (right, wrong) = (Self.logSigmoid(odds), Self.logSigmoid(-odds) - logOthers)
                    for label in 0..<labels { scores[label] += label == given ? right : wrong }
                }
                let top = known[unit].map { scores[$0] } ?? scores.max() ?? 0
                var total = 0.0
                for label in 0..<labels {
                    let weight = known[unit].map { $0 == label ? 1 : 0 } ?? exp(scores[label] - top)
                    scores[label] = weight
                    total += weight
                }
                step.logLikelihood += top + log(total)
                let ease = eases[unit] - Self.mean
                step.objective -= ease * ease / 2
                for label in 0..<labels {
                    let place = unit * labels + label
                    rows.start[place] = scores[label] / total
                    step.change = max(step.change, abs(rows.start[place] - before[place]))
                }
            }
            return step
        }
        posteriors = Array(rows.elements)
        var whole = parts.reduce(into: Step()) { sum, part in
            sum.logLikelihood += part.logLikelihood
            sum.objective += part.objective
            sum.change = max(sum.change, part.change)
        }
        whole.objective += whole.logLikelihood
        for ability in abilities { whole.objective -= (ability - Self.mean) * (ability - Self.mean) / 2 }
        return whole
    }

    func maximize() {
        let (votes, labels) = (votes, votes.labelCount)
        let (posteriors, annotatorStarts, annotatorVotes, unitOfVote) =
            (posteriors, annotatorStarts, annotatorVotes, unitOfVote)
        let (oldAbilities, oldEases) = (abilities, eases)
        abilities = FixedBlocks(votes.annotatorCount, count: 64).fill(votes.annotatorCount, threads: threads) {
            annotators, values in
            for annotator in annotators {
                values[annotator] = Self.climb(from: oldAbilities[annotator]) { ability, point in
                    for place in annotatorStarts[annotator]..<annotatorStarts[annotator + 1] {
                        let vote = Int(annotatorVotes[place])
                        let ease = exp(oldEases[Int(unitOfVote[vote])])
                        let share = posteriors[Int(unitOfVote[vote]) * labels + Int(votes.cells[vote]) % labels]
                        point.add(odds: ability * ease, share: share, slope: ease, bend: 0)
                    }
                }
            }
        }
        let newAbilities = abilities
        eases = FixedBlocks(votes.unitCount, count: 64).fill(votes.unitCount, threads: threads) { units, values in
            for unit in units {
                values[unit] = Self.climb(from: oldEases[unit]) { ease, point in
                    for vote in votes.starts[unit]..<votes.starts[unit + 1] {
                        let (annotator, label) = Int(votes.cells[vote]).quotientAndRemainder(dividingBy: labels)
                        let odds = newAbilities[annotator] * exp(ease)
                        point.add(odds: odds, share: posteriors[unit * labels + label], slope: odds, bend: odds)
                    }
                }
            }
        }
    }

    /// The expected likelihood along one parameter.
    private struct Point {
        var value = 0.0
        var slope = 0.0
        var curvature = 0.0

        /// A vote that is right with the chance σ(odds), and was to the share.
        /// - Parameters:
        ///   - slope: the odds' first derivative.
        ///   - bend: their second.
        @inline(__always)
        mutating func add(odds: Double, share: Double, slope: Double, bend: Double) {
            let chance = 1 / (1 + exp(-odds))
            value += share * AbilityFitting.logSigmoid(odds) + (1 - share) * AbilityFitting.logSigmoid(-odds)
            self.slope += slope * (share - chance)
            curvature += bend * (share - chance) - slope * slope * chance * (1 - chance)
        }
    }

    /// A few Newton steps upwards, halved until they do go up.
    private static func climb(from start: Double, _ votes: (Double, inout Point) -> Void) -> Double {
        func point(_ parameter: Double) -> Point {
            let distance = parameter - mean
            var point = Point(value: -distance * distance / 2, slope: -distance, curvature: -1)
            votes(parameter, &point)
            return point
        }
        var parameter = start
        var here = point(parameter)
        for _ in 0..<climbSteps {
            var step = here.slope / max(1, -here.curvature)
            while abs(step) > 1e-9 {
                let next = point(parameter + step)
                if next.value >= here.value {
                    parameter += step
                    here = next
                    break
                }
                step /= 2
            }
        }
        return parameter
    }

    private static let climbSteps = 2

    /// log σ(x), without loss for large |x|.
    fileprivate static func logSigmoid(_ odds: Double) -> Double {
        odds >= 0 ? -log1p(exp(-odds)) : odds - log1p(exp(odds))
    }
}

extension Consensus {
    func glad(_ table: LabelTable, _ known: KnownAnswers, _ earlier: ConsensusFit?) -> ConsensusFit {
        let votes = VoteColumns(table)
        let labels = table.labels.count
        let uniform = [Double](repeating: 1 / Double(max(1, labels)), count: labels)
        let shares: [Double] =
            switch classShares {
            case .estimated, .uniform: uniform
            case .fixed(let shares): table.labels.map { shares[$0] ?? 0 }
            }
        let start = startingPosteriors(table, votes, known, earlier, start: 0)
        let posteriors = FixedBlocks(table.units.count, count: 64).fill(
            table.units.count * labels, threads: threads
        ) { (units, rows: UnsafeMutablePointer<Double>) in
            for unit in units { start(unit, rows + unit * labels) }
        }
        let fitting = AbilityFitting(votes, known, classShares: shares, posteriors: posteriors, threads: threads)
        var objectives: [Double] = []
        var logLikelihood = 0.0
        var converged = false
        for _ in 1...max(1, iterations ?? Self.iterationLimit) {
            fitting.maximize()
            let step = fitting.expect()
            let gain = step.objective - (objectives.last ?? -.infinity)
            converged =
                gain <= Self.doubleTolerance.likelihood * abs(step.objective)
                && step.change <= Self.doubleTolerance.posterior
            objectives.append(step.objective)
            logLikelihood = step.logLikelihood
            if iterations == nil, converged { break }
        }
        return ConsensusFit(
            self, table, known, posteriors: fitting.posteriors, level: 1e-9, classShares: shares,
            abilities: fitting.abilities, logLikelihood: logLikelihood, objectives: objectives, converged: converged)
    }
}
