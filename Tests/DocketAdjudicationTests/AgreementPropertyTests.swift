import DocketTestSupport
import Testing

@testable import DocketAdjudication

@Suite("Properties of agreement")
struct AgreementPropertyTests {
    /// 30 units, five people of whom a quarter is missing, three labels.
    private static func random(_ seed: UInt64) -> [LabelTable.Entry] {
        var generator = SeededGenerator(seed: seed)
        var entries: [LabelTable.Entry] = []
        for unit in 0..<30 {
            let truth = Int.random(in: 1...3, using: &generator)
            for annotator in 0..<5 where Int.random(in: 0..<4, using: &generator) > 0 {
                let label = Bool.random(using: &generator) ? truth : Int.random(in: 1...3, using: &generator)
                entries.append(.init(unit: .init(item: "\(unit)"), annotator: "p\(annotator)", label: String(label)))
            }
        }
        return entries
    }

    private static func values(_ entries: [LabelTable.Entry], _ coefficients: [Coefficient]) -> [Double?] {
        Agreement(LabelTable(entries)).estimates(coefficients, interval: .none).map(\.value)
    }

    private static func areNear(_ first: [Double?], _ second: [Double?]) -> Bool {
        first.count == second.count
            && zip(first, second).allSatisfy { left, right in
                guard let left, let right else { return left == nil && right == nil }
                return abs(left - right) < 1e-9
            }
    }

    @Test("Neither the order of the rows nor people's names change a figure", arguments: 0..<30 as Range<UInt64>)
    func order(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let entries = Self.random(seed)
        let renamed = entries.shuffled(using: &generator).map {
            LabelTable.Entry(unit: $0.unit, annotator: "someone " + $0.annotator, label: $0.label)
        }
        let all = Coefficient.all()
        #expect(Self.areNear(Self.values(entries, all), Self.values(renamed, all)), "seed \(seed)")
    }

    @Test("Other names of the labels change no nominal figure", arguments: 0..<30 as Range<UInt64>)
    func labels(_ seed: UInt64) {
        let names = ["1": "yes", "2": "no", "3": "maybe"]
        let nominal: [Coefficient] = [
            .percentAgreement, .krippendorffAlpha(.nominal), .fleissKappa, .scottPi, .cohenKappa(.unweighted),
            .congerKappa, .brennanPrediger, .gwetAC1,
        ]
        let entries = Self.random(seed)
        let renamed = entries.map {
            LabelTable.Entry(unit: $0.unit, annotator: $0.annotator, label: names[$0.label] ?? "")
        }
        #expect(Self.areNear(Self.values(entries, nominal), Self.values(renamed, nominal)), "seed \(seed)")
    }

    @Test("Turning the scale round changes no figure that knows no ratio", arguments: 0..<30 as Range<UInt64>)
    func reversed(_ seed: UInt64) {
        let coefficients = Coefficient.all().filter { $0 != .krippendorffAlpha(.ratio) }
        let entries = Self.random(seed)
        let turned = entries.map {
            LabelTable.Entry(unit: $0.unit, annotator: $0.annotator, label: String(4 - (Int($0.label) ?? 0)))
        }
        #expect(Self.areNear(Self.values(entries, coefficients), Self.values(turned, coefficients)), "seed \(seed)")
    }

    @Test(
        "Every item twice leaves what is a mean over items as it is, and moves alpha by little",
        arguments: 0..<20 as Range<UInt64>)
    func duplicated(_ seed: UInt64) throws {
        let entries = Self.random(seed)
        let twice =
            entries
            + entries.map {
                LabelTable.Entry(unit: .init(item: $0.unit.item + " again"), annotator: $0.annotator, label: $0.label)
            }
        let means = Coefficient.all().filter { if case .krippendorffAlpha = $0 { false } else { true } }
        #expect(Self.areNear(Self.values(entries, means), Self.values(twice, means)), "seed \(seed)")
        let alphas = [entries, twice].map { Self.values($0, [.krippendorffAlpha(.nominal)])[0] }
        #expect(abs(try #require(alphas[0]) - #require(alphas[1])) < 0.02, "seed \(seed)")
    }

    @Test(
        "No figure is beyond 1, full agreement is 1, and intervals hold their values",
        arguments: 0..<30 as Range<UInt64>)
    func bounds(_ seed: UInt64) throws {
        let entries = Self.random(seed)
        for estimate in Agreement(LabelTable(entries)).estimates(Coefficient.all()) {
            let (value, interval) = (try #require(estimate.value), try #require(estimate.interval))
            #expect((-1...1).contains(value) && interval.lower <= value && value <= interval.upper, "seed \(seed)")
        }
        let agreed = entries.map { entry in
            LabelTable.Entry(
                unit: entry.unit, annotator: entry.annotator, label: String(1 + (Int(entry.unit.item) ?? 0) % 3))
        }
        for value in Self.values(agreed, Coefficient.all()) {
            #expect(abs(try #require(value) - 1) < 1e-12, "seed \(seed)")
        }
    }

    @Test("Of repeated votes the last counts in every figure", arguments: 0..<10 as Range<UInt64>)
    func repeated(_ seed: UInt64) {
        let entries = Self.random(seed)
        let earlier = Self.random(seed + 100).filter { old in
            entries.contains { $0.unit == old.unit && $0.annotator == old.annotator }
        }
        #expect(LabelTable(earlier + entries).repeats == earlier.count)
        let all = Coefficient.all()
        #expect(Self.areNear(Self.values(entries, all), Self.values(earlier + entries, all)), "seed \(seed)")
    }

    @Test(
        "Patterns of many classes and of large units are counted as those of few are",
        arguments: 0..<10 as Range<UInt64>)
    func patterns(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        // Five classes fit into a word side by side, a hundred do not.
        for classes in [5, 100] {
            var entries: [LabelTable.Entry] = []
            for unit in 0..<200 {
                for annotator in 0..<Int.random(in: 0..<6, using: &generator) {
                    let label = Int.random(in: 0..<classes, using: &generator)
                    entries.append(.init(unit: .init(item: "\(unit)"), annotator: "\(annotator)", label: "\(label)"))
                }
            }
            let table = LabelTable(entries)
            let (patterns, ofUnit) = UnitPatterns.counting(table)
            var frequencies = [Double](repeating: 0, count: patterns.indices.count)
            for unit in table.units.indices {
                let pattern = Int(ofUnit[unit])
                frequencies[pattern] += 1
                let spelled = patterns.shares(of: pattern).flatMap {
                    [Int32](repeating: $0.label, count: Int($0.count))
                }
                #expect(spelled == table.votes(on: unit).map(\.label).sorted(), "seed \(seed)")
            }
            #expect(frequencies == patterns.frequencies)
            #expect(Set(patterns.indices.map { Array(patterns.shares(of: $0)) }).count == frequencies.count)
        }
    }
}
