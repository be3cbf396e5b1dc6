import DocketTestSupport
import Testing

@testable import DocketAdjudication

@Suite("Properties of consensus")
struct ConsensusPropertyTests {
    private static func fit(
        _ method: ConsensusMethod, _ entries: [LabelTable.Entry], _ adjust: (inout Consensus) -> Void = { _ in }
    ) -> ConsensusFit {
        var consensus = Consensus(method)
        adjust(&consensus)
        return consensus.fit(LabelTable(entries))
    }

    @Test(
        "Posteriors are shares, answers are the likeliest, and everything is within bounds",
        arguments: ConsensusMethod.allCases)
    func bounds(_ method: ConsensusMethod) {
        for seed in Surroundings.seeds(3) {
            let (entries, _) = ConsensusFixtures.generated(units: 40, annotators: 7, labels: 3, votes: 3, seed: seed)
            let fit = Self.fit(method, entries) { $0.iterations = 30 }
            for unit in fit.units.indices {
                let row = fit.posterior(of: unit)
                #expect(abs(row.reduce(0, +) - 1) < 1e-9 && row.allSatisfy { (0...1.000_001).contains($0) })
                let top = row.max() ?? 0
                #expect(fit.choices[unit].isTie == (row.count { $0 >= top - 1e-9 } > 1))
                #expect(fit.label(of: unit) == nil || row[row.startIndex + (fit.label(of: unit) ?? 0)] == top)
            }
            #expect(abs(fit.classShares.reduce(0, +) - 1) < 1e-9)
            let matrices = fit.annotatorMatrices()
            for annotator in fit.annotators.indices {
                for truth in fit.labels.indices {
                    let sum = fit.labels.indices.reduce(0) { $0 + matrices.share(of: $1, on: truth, by: annotator) }
                    #expect(abs(sum - 1) < 1e-9 || matrices.votes(on: truth, by: annotator) == 0)
                }
                let accuracy = matrices.accuracy(of: annotator)
                #expect(accuracy.map { $0.interval.lower <= $0.value && $0.value <= $0.interval.upper } ?? true)
            }
        }
    }

    @Test(
        "The objective never falls",
        arguments: [ConsensusMethod.oneCoin, .dawidSkene, .mace, .glad], [nil, 0.0, 0.5] as [Double?])
    func monotone(_ method: ConsensusMethod, _ smoothing: Double?) {
        for seed in Surroundings.seeds(3) {
            let (entries, _) = ConsensusFixtures.generated(units: 50, annotators: 6, labels: 3, votes: 3, seed: seed)
            let fit = Self.fit(method, entries) {
                $0.iterations = 40
                $0.smoothing = smoothing
            }
            #expect(fit.objectives.count == 40)
            for (before, after) in zip(fit.objectives, fit.objectives.dropFirst()) {
                #expect(
                    after >= before - 1e-9 * abs(before),
                    "\(method) with \(String(describing: smoothing)), seed \(seed)")
            }
        }
    }

    @Test("Neither the order of rows nor names matter", arguments: ConsensusMethod.allCases)
    func symmetry(_ method: ConsensusMethod) {
        for seed in Surroundings.seeds(2) {
            let (entries, _) = ConsensusFixtures.generated(units: 40, annotators: 6, labels: 3, votes: 4, seed: seed)
            var random = SeededGenerator(seed: seed)
            func adjusted(_ consensus: inout Consensus) {
                consensus.iterations = 25
                consensus.starts = 1
                consensus.ties = .seeded
            }
            let fit = Self.fit(method, entries, adjusted)
            let shuffled = Self.fit(method, entries.shuffled(using: &random), adjusted)
            #expect(fit.greatestDifference(from: shuffled) < 1e-6)
            #expect(fit.namedAnswers == shuffled.namedAnswers)
            let renamed = Self.fit(
                method,
                entries.map {
                    LabelTable.Entry(unit: $0.unit, annotator: "x" + $0.annotator, label: "z" + $0.label)
                }, adjusted)
            for (unit, row) in fit.namedPosteriors {
                for (label, share) in row {
                    #expect(abs(share - (renamed.namedPosteriors[unit]?["z" + label] ?? -1)) < 1e-6)
                }
            }
        }
    }

    @Test("The same bits come of any number of threads", arguments: ConsensusMethod.allCases)
    func deterministic(_ method: ConsensusMethod) {
        let (entries, _) = ConsensusFixtures.generated(units: 400, annotators: 8, labels: 4, votes: 4, seed: 3)
        let fits = [1, 2, 3, 7].map { threads in
            Self.fit(method, entries) {
                $0.iterations = 6
                $0.threads = threads
            }
        }
        for fit in fits.dropFirst() {
            #expect(fit.posteriors == fits[0].posteriors)
            #expect(fit.objectives == fits[0].objectives)
            #expect(fit.annotatorMatrices().shares == fits[0].annotatorMatrices().shares)
        }
    }

    @Test("Vectors of 32 bits answer as those of 64", arguments: [(2, 3), (4, 5), (5, 5), (11, 5)])
    func precision(_ labels: Int, _ votes: Int) {
        let (entries, _) = ConsensusFixtures.generated(units: 300, annotators: 9, labels: labels, votes: votes, seed: 8)
        let table = LabelTable(entries)
        var consensus = Consensus(.dawidSkene)
        consensus.iterations = 15
        consensus.smoothing = 0.1
        let columns = VoteColumns(table)
        let known = KnownAnswers([:], units: table.units.count)
        let tolerance = Consensus.doubleTolerance
        let double = consensus.inferred(SIMD2<Double>.self, table, columns, known, nil, tolerance: tolerance)
        let narrow = consensus.inferred(SIMD4<Float>.self, table, columns, known, nil, tolerance: tolerance)
        let wide = consensus.inferred(SIMD8<Float>.self, table, columns, known, nil, tolerance: tolerance)
        for single in [narrow, wide] {
            #expect(single.greatestDifference(from: double) < 2e-4)
            let likelihoods = (single.logLikelihood ?? 0, double.logLikelihood ?? 0)
            #expect(abs(likelihoods.0 - likelihoods.1) < 1e-5 * abs(likelihoods.1))
        }
    }

    @Test(
        "Known answers stay, and teach what is left",
        arguments: [ConsensusMethod.majority, .oneCoin, .dawidSkene, .mace, .glad])
    func known(_ method: ConsensusMethod) throws {
        let (entries, truth) = ConsensusFixtures.generated(units: 120, annotators: 5, labels: 3, votes: 3, seed: 4)
        let table = LabelTable(entries)
        var known: [Int: Int] = [:]
        for unit in 0..<40 {
            let label = try #require(truth[table.units[unit].item])
            known[unit] = table.labels.firstIndex(of: label)
        }
        var consensus = Consensus(method)
        consensus.iterations = method == .majority ? nil : 60
        let fit = consensus.fit(table, known: known)
        for (unit, label) in known {
            #expect(fit.label(of: unit) == label && fit.probability(of: unit) == 1)
        }
        let without = consensus.fit(table)
        func right(_ fit: ConsensusFit) -> Int {
            (40..<120).count { unit in
                fit.label(of: unit).map { fit.labels[$0] } == truth[fit.units[unit].item]
            }
        }
        #expect(right(fit) >= right(without) - 2)
    }

    @Test(
        "A fit that goes on from an earlier one ends where a new one does, in fewer steps",
        arguments: [ConsensusMethod.oneCoin, .dawidSkene, .glad])
    func continued(_ method: ConsensusMethod) {
        let (entries, truth) = ConsensusFixtures.generated(units: 200, annotators: 8, labels: 3, votes: 5, seed: 21)
        var consensus = Consensus(method)
        consensus.smoothing = 0.5
        let earlier = consensus.fit(LabelTable(entries.dropLast(25)))
        let table = LabelTable(entries)
        var known: [Int: Int] = [:]
        for unit in [3, 50, 120] {
            known[unit] = truth[table.units[unit].item].flatMap { table.labels.firstIndex(of: $0) }
        }
        let afresh = consensus.fit(table, known: known)
        let continued = consensus.fit(table, known: known, continuing: earlier)
        #expect(afresh.converged && continued.converged)
        #expect(continued.greatestDifference(from: afresh) < 1e-3)
        #expect(continued.namedAnswers == afresh.namedAnswers)
        #expect(continued.iterations < afresh.iterations)
    }

    @Test("Level labels are answered as the policy says, and never by the first")
    func ties() {
        let rows = [
            ("1", "a", "x"), ("1", "b", "y"), ("2", "a", "y"), ("2", "b", "x"), ("3", "a", "x"), ("3", "b", "x"),
            ("4", "a", "z"), ("4", "b", "w"),
        ]
        let entries = rows.map { LabelTable.Entry(unit: LabelTable.Unit(item: $0.0), annotator: $0.1, label: $0.2) }
        let abstaining = Self.fit(.majority, entries)
        #expect(abstaining.namedAnswers == ["3": "x"])
        #expect(abstaining.choices.map(\.isTie) == [true, true, false, true])
        #expect(abstaining.probability(of: 0) == 0.5)
        // x has more votes in all; z and w are level there, too.
        #expect(Self.fit(.majority, entries) { $0.ties = .prior }.namedAnswers == ["1": "x", "2": "x", "3": "x"])
        var seen: [String: Set<String>] = [:]
        for seed in UInt64(1)...40 {
            for (unit, label) in Self.fit(.majority, entries, { ($0.ties, $0.seed) = (.seeded, seed) }).namedAnswers {
                seen[unit, default: []].insert(label)
            }
        }
        #expect(seen == ["1": ["x", "y"], "2": ["x", "y"], "3": ["x"], "4": ["z", "w"]])
    }

    @Test("Adversaries and vanished classes are flagged")
    func flags() throws {
        var (entries, truth) = ConsensusFixtures.generated(units: 200, annotators: 6, labels: 2, votes: 5, seed: 6)
        for (item, label) in truth {
            entries.append(
                LabelTable.Entry(
                    unit: LabelTable.Unit(item: item), annotator: "adversary",
                    label: label == "label 0" ? "label 1" : "label 0"))
        }
        let fit = Self.fit(.dawidSkene, entries)
        let flags = fit.flags(fit.annotatorMatrices())
        let adversary = try #require(fit.annotators.firstIndex(of: "adversary"))
        #expect(flags.contains(.belowChance(annotator: adversary)))
        entries.append(LabelTable.Entry(unit: "item 0", annotator: "annotator 0", label: "odd"))
        let odd = Self.fit(.oneCoin, entries)
        let label = try #require(odd.labels.firstIndex(of: "odd"))
        #expect(odd.flags(odd.annotatorMatrices()).contains(.vanishedClass(label: label)))
    }

    @Test("A tie scores what drawing a label would, between what it could")
    func score() throws {
        let rows = [
            ("1", "a", "1"), ("1", "b", "0"), ("2", "a", "1"), ("2", "b", "1"), ("3", "a", "0"), ("3", "b", "0"),
            ("4", "a", "0"), ("4", "b", "0"),
        ]
        let fit = Self.fit(
            .majority, rows.map { LabelTable.Entry(unit: LabelTable.Unit(item: $0.0), annotator: $0.1, label: $0.2) })
        let score = ConsensusScore(fit, truth: ["1": "1", "2": "1", "3": "1", "4": "0", "5": "1"])
        #expect(score.units == 4 && score.ties == 1)
        #expect(score.accuracy == 2.5 / 4 && score.accuracyBounds == 0.5...0.75)
        // 1.5 hits of 1.5 claimed and 3 there.
        let f1 = try #require(score.f1)
        #expect(score.positive == "1" && abs(f1 - 3 / 4.5) < 1e-12)
        let mean = ConsensusScore(fit, truth: ["1": "1", "2": "1", "3": "2", "4": "0"])
        let meanF1 = try #require(mean.f1)
        // Of 0: 2.5 claimed and 1 there, 1 hit; of 1: 1.5 claimed and 2 there, 1.5 hits; 2 is never claimed.
        let expected = (2.0 / 3.5 + 3.0 / 3.5) / 3
        #expect(mean.positive == nil && abs(meanF1 - expected) < 1e-12)
    }

    @Test("The exponential of vectors is the library's", arguments: [Float(0), -0.1, -1, -10.5, -50, -86.9])
    func exponential(_ value: Float) {
        let expected = SIMD2<Double>.exponential(SIMD2(Double(value), 0), shift: 0).x
        let vector = SIMD8<Float>.exponential(SIMD8(repeating: value + 3), shift: 3)
        let rounded = Double(value + 3 - 3)
        let exact = SIMD2<Double>.exponential(SIMD2(rounded, 0), shift: 0).x
        #expect(abs(Double(vector[5]) / exact - 1) < 3e-7)
        #expect(abs(expected / exact - 1) < 1e-4)
        #expect(SIMD4<Float>.exponential(SIMD4(repeating: -1e30), shift: 0) == .zero)
    }
}
