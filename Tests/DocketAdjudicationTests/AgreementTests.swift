import DocketModel
import DocketTestSupport
import Testing

@testable import DocketAdjudication

@Suite("Agreement")
struct AgreementTests {
    /// Four observers, twelve units, dots for missing values. (Krippendorff, "Computing Krippendorff's
    /// Alpha-Reliability", 2011, section C.)
    static let krippendorff2011 = table(
        "A 1 2 3 3 2 1 4 1 2 . . .",
        "B 1 2 3 3 2 2 4 1 2 5 . 3",
        "C . 3 3 3 2 3 4 2 2 5 1 .",
        "D 1 2 3 3 2 4 4 1 2 5 1 .")

    /// One line an annotator: a name, then a label a unit.
    static func table(_ lines: String...) -> LabelTable {
        LabelTable(
            lines.flatMap { line in
                let fields = line.split(separator: " ").map(String.init)
                return fields.dropFirst().enumerated().filter { $0.element != "." }.map {
                    LabelTable.Entry(
                        unit: LabelTable.Unit(item: "unit \($0.offset)"), annotator: fields[0], label: $0.element)
                }
            })
    }

    @Test("Krippendorff's published example has the published nominal alpha")
    func publishedAlpha() throws {
        let agreement = Agreement(Self.krippendorff2011)
        #expect(agreement.pairableUnits == 11)
        let alpha = agreement.krippendorffAlpha
        let value = try #require(alpha.value)
        #expect(abs(value - 0.743) < 0.0005)
        // Percent agreement over the units with two or more values, as published for the same data (irrCAC).
        #expect(abs(try #require(agreement.percent.value) - 0.81818) < 0.00001)
        let interval = try #require(alpha.interval)
        #expect(interval.lower < value && value < interval.upper && interval.upper <= 1)
    }

    @Test("The jackknife leaves out one unit at a time", arguments: ["alpha", "kappa", "percent"])
    func jackknife(_ name: String) throws {
        func coefficient(_ table: LabelTable) -> Estimate {
            let agreement = Agreement(table)
            return switch name {
            case "alpha": agreement.krippendorffAlpha
            case "kappa": agreement.cohenKappa("B", "D")
            default: agreement.percent
            }
        }
        let table = Self.krippendorff2011
        let votes = table.units.indices.map { unit in
            table.votes(on: unit).map {
                LabelTable.Entry(
                    unit: table.units[unit], annotator: table.annotators[Int($0.annotator)],
                    label: table.labels[Int($0.label)])
            }
        }.filter { votes in
            name == "kappa" ? votes.filter { ["B", "D"].contains($0.annotator) }.count == 2 : votes.count > 1
        }
        let estimates = try votes.indices.map { left in
            let rest = votes.indices.filter { $0 != left }.flatMap { votes[$0] }
            return try #require(coefficient(LabelTable(rest)).value)
        }
        let whole = coefficient(table)
        let value = try #require(whole.value)
        let expected = try #require(ConfidenceInterval(value: value, leavingOneOut: estimates))
        let interval = try #require(whole.interval)
        #expect(abs(interval.lower - expected.lower) < 1e-9 && abs(interval.upper - expected.upper) < 1e-9)
    }

    @Test(
        "Student's quantile is that of the tables",
        arguments: [(4, 2.776_445), (10, 2.228_139), (30, 2.042_272), (1000, 1.962_339)])
    func student(_ degreesOfFreedom: Int, _ expected: Double) {
        let quantile = ConfidenceInterval.studentQuantile(degreesOfFreedom: Double(degreesOfFreedom))
        #expect(abs(quantile / expected - 1) < 0.001)
    }

    @Test("Cohen's kappa by hand: 20 + 15 of 50 agree, expected half")
    func cohen() throws {
        let counts = [("yes", "yes", 20), ("yes", "no", 5), ("no", "yes", 10), ("no", "no", 15)]
        var entries: [LabelTable.Entry] = []
        for (first, second, count) in counts {
            for index in 0..<count {
                let unit = LabelTable.Unit(item: "\(first) \(second) \(index)")
                entries.append(LabelTable.Entry(unit: unit, annotator: "x", label: first))
                entries.append(LabelTable.Entry(unit: unit, annotator: "y", label: second))
            }
        }
        let agreement = Agreement(LabelTable(entries))
        let kappa = agreement.cohenKappa("x", "y")
        #expect(abs(try #require(kappa.value) - 0.4) < 1e-12)
        #expect(kappa == agreement.cohenKappa("y", "x"))
        #expect(agreement.percent.value == 0.7)
        // The large-sample standard error (Fleiss, Cohen and Everitt 1969) gives 0.4 ± 0.25.
        let interval = try #require(kappa.interval)
        #expect(abs(interval.lower - 0.15) < 0.03 && abs(interval.upper - 0.65) < 0.03)
    }

    @Test("Kappa is computed on shared units alone, for each pair")
    func pairs() {
        let kappas = Agreement(Self.table("x 1 2 1 2 .", "y 1 2 2 2 1", "z . . . . 1")).pairwiseCohenKappas
        #expect(kappas.map { [$0.first, $0.second] } == [["x", "y"], ["y", "z"]])
        #expect(kappas.map(\.sharedUnits) == [4, 1])
        #expect(kappas[0].kappa.value == 0.5)
        #expect(kappas[1].kappa == .undefined(.oneLabel("1")))
    }

    @Test("What is undefined says so, with the reason")
    func undefined() {
        let alone = Agreement(Self.table("x 1 2 3"))
        #expect(alone.percent == .undefined(.noPairs))
        #expect(alone.krippendorffAlpha == .undefined(.noPairs))
        #expect(alone.cohenKappa("x", "y") == .undefined(.noPairs))
        let constant = Agreement(Self.table("x 1 1 1", "y 1 1 1"))
        #expect(constant.percent.value == 1)
        #expect(constant.krippendorffAlpha == .undefined(.oneLabel("1")))
        #expect(constant.cohenKappa("x", "y") == .undefined(.oneLabel("1")))
        #expect(Agreement(LabelTable([])).krippendorffAlpha.reason?.description == "no item was answered by two people")
    }

    @Test("A label in units that nobody shares makes no difference to alpha")
    func unpairable() {
        let alpha = Agreement(Self.table("x 1 1 1 2", "y 1 1 1 .")).krippendorffAlpha
        #expect(alpha == .undefined(.oneLabel("1")))
    }

    @Test("No interval is given for few units, nor where one unit alone holds the second label")
    func noInterval() {
        #expect(Agreement(Self.table("x 1 2 1 2", "y 1 2 2 2")).krippendorffAlpha.interval == nil)
        let lonely = Agreement(Self.table("x 1 1 1 1 1 1 2", "y 1 1 1 1 1 1 1")).krippendorffAlpha
        #expect(lonely.value != nil && lonely.interval == nil)
    }

    @Test("Of several votes of one person on one unit the last counts")
    func repeats() {
        let table = Self.table("x 1 2", "y 1 1", "x 1 1")
        #expect(table.votes.count == 6)
        #expect(Agreement(table).percent.value == 1)
    }

    @Test("Neither the order of the rows nor people's names change a figure", arguments: 0..<50 as Range<UInt64>)
    func symmetric(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var entries: [LabelTable.Entry] = []
        for unit in 0..<30 {
            for annotator in 0..<4 where Int.random(in: 0..<4, using: &generator) > 0 {
                entries.append(
                    LabelTable.Entry(
                        unit: LabelTable.Unit(item: "\(unit)"), annotator: "p\(annotator)",
                        label: String(Int.random(in: 0..<3, using: &generator))))
            }
        }
        let renamed = entries.shuffled(using: &generator).map {
            LabelTable.Entry(unit: $0.unit, annotator: "someone " + $0.annotator, label: $0.label)
        }
        let (first, second) = (Agreement(LabelTable(entries)), Agreement(LabelTable(renamed)))
        let alphas = [first, second].compactMap(\.krippendorffAlpha.value)
        let shares = [first, second].compactMap(\.percent.value)
        #expect(alphas.count == 2 && shares.count == 2, "seed \(seed)")
        #expect(abs(alphas[0] - alphas[1]) < 1e-9 && abs(shares[0] - shares[1]) < 1e-9, "seed \(seed)")
        let kappas = [
            first.cohenKappa("p0", "p1"), second.cohenKappa("someone p1", "someone p0"),
        ].compactMap(\.value)
        #expect(kappas.count == 2 && abs(kappas[0] - kappas[1]) < 1e-9, "seed \(seed)")
    }
}
