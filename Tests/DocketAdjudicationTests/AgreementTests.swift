import DocketModel
import DocketTestSupport
import Testing

@testable import DocketAdjudication

@Suite("Agreement")
struct AgreementTests {
    @Test("Units with fewer than two labels leave alpha; their labels are classes all the same")
    func counts() throws {
        let agreement = Agreement(try .grid(PublishedTables.krippendorff2011))
        #expect(agreement.units == 12 && agreement.pairableUnits == 11)
        #expect(agreement.votes == 41 && agreement.pairableVotes == 40)
        let alpha = agreement.estimate(.krippendorffAlpha(.nominal))
        let value = try #require(alpha.value)
        let interval = try #require(alpha.interval)
        #expect(interval.lower < value && value < interval.upper && interval.upper <= 1)
    }

    @Test("The jackknife leaves out one unit at a time", arguments: Coefficient.all() + [.gwetAC2(.linear)])
    func jackknife(_ coefficient: Coefficient) throws {
        let table = try LabelTable.grid(PublishedTables.gaps)
        let order = LabelClasses.ordered(table.labels)
        // Units on which the coefficient depends: those with one label count where class shares do.
        let single: Set<Coefficient> = [.fleissKappa, .gwetAC1, .gwetAC2(.quadratic), .gwetAC2(.linear), .congerKappa]
        let units = table.units.indices.filter { single.contains(coefficient) || table.votes(on: $0).count > 1 }
        var jackknife = Jackknife()
        for left in units {
            let rest = table.entries.filter { $0.unit != table.units[left] }
            jackknife.add(Agreement(try .rows(rest, classes: order)).estimate(coefficient, interval: .none).value)
        }
        let whole = Agreement(table).estimate(coefficient)
        let value = try #require(whole.value)
        let expected = try #require(ConfidenceInterval(value: value, jackknife, within: coefficient.range))
        let interval = try #require(whole.interval)
        #expect(abs(interval.lower - expected.lower) < 1e-9 && abs(interval.upper - expected.upper) < 1e-9)
    }

    @Test("A jackknife adds up mean and squares as two passes would")
    func moments() {
        var jackknife = Jackknife()
        jackknife.add(1, weight: 3)
        jackknife.add(4)
        jackknife.add(-2, weight: 2)
        #expect(jackknife.count == 6 && jackknife.isComplete)
        // 1 1 1 4 -2 -2: mean 0.5, squares 0.25 · 3 + 12.25 + 6.25 · 2.
        #expect(abs(jackknife.squares - 25.5) < 1e-12)
        jackknife.add(nil)
        #expect(!jackknife.isComplete)
    }

    @Test("The bootstrap is the same for the same seed, and near the jackknife")
    func bootstrap() throws {
        let agreement = Agreement(try .contingency(PublishedTables.gwetAbstractors))
        let coefficients: [Coefficient] = [.krippendorffAlpha(.nominal), .cohenKappa(.unweighted), .congerKappa]
        let first = agreement.estimates(coefficients, interval: .bootstrap(samples: 400, seed: 7))
        #expect(first == agreement.estimates(coefficients, interval: .bootstrap(samples: 400, seed: 7)))
        #expect(first != agreement.estimates(coefficients, interval: .bootstrap(samples: 400, seed: 8)))
        for (resampled, jackknifed) in zip(first, agreement.estimates(coefficients)) {
            #expect(resampled.value == jackknifed.value)
            let (one, other) = (try #require(resampled.interval), try #require(jackknifed.interval))
            #expect(abs(one.lower - other.lower) < 0.04 && abs(one.upper - other.upper) < 0.04)
        }
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
        let agreement = Agreement(try .contingency([[20, 5], [10, 15]]))
        let kappa = agreement.estimate(.cohenKappa(.unweighted))
        #expect(abs(try #require(kappa.value) - 0.4) < 1e-12)
        #expect(agreement.estimate(.percentAgreement).value == 0.7)
        // The large-sample standard error (Fleiss, Cohen and Everitt 1969) gives 0.4 ± 0.25.
        let interval = try #require(kappa.interval)
        #expect(abs(interval.lower - 0.15) < 0.03 && abs(interval.upper - 0.65) < 0.03)
        let pair = try #require(agreement.pairs.first)
        #expect(pair.kappa.value == kappa.value && pair.percent == 0.7 && pair.sharedUnits == 50)
        let pairInterval = try #require(pair.kappa.interval)
        #expect(abs(pairInterval.lower - interval.lower) < 1e-12)
    }

    @Test("Kappa is computed on shared units alone, for each pair; the mean is over the pairs that have one")
    func pairs() throws {
        let agreement = Agreement(try .grid("x 1 2 1 2 .", "y 1 2 2 2 1", "z . . . . 1"))
        let pairs = agreement.pairs
        #expect(pairs.map { [$0.first, $0.second] } == [["x", "y"], ["y", "z"]])
        #expect(pairs.map(\.sharedUnits) == [4, 1])
        #expect(pairs[0].kappa.value == 0.5)
        #expect(pairs[1].kappa == .undefined(.oneLabel("1")))
        #expect(agreement.estimate(.cohenKappa(.unweighted)).value == 0.5)
    }

    @Test("What is undefined says so, with the reason")
    func undefined() throws {
        let chance: [Coefficient] = [
            .krippendorffAlpha(.nominal), .krippendorffAlpha(.ordinal), .krippendorffAlpha(.interval),
            .krippendorffAlpha(.ratio), .fleissKappa, .scottPi, .cohenKappa(.unweighted), .cohenKappa(.linear),
            .cohenKappa(.quadratic), .congerKappa, .brennanPrediger, .gwetAC1, .gwetAC2(.quadratic),
        ]
        let alone = Agreement(try .grid("x 1 2 3"))
        for coefficient in chance + [.percentAgreement] {
            #expect(alone.estimate(coefficient) == .undefined(.noPairs), "\(coefficient)")
        }
        let constant = Agreement(try .grid("x 1 1 1", "y 1 1 1"))
        #expect(constant.estimate(.percentAgreement).value == 1)
        for coefficient in chance {
            #expect(constant.estimate(coefficient) == .undefined(.oneLabel("1")), "\(coefficient)")
        }
        let empty = Agreement(LabelTable([]))
        #expect(
            empty.estimate(.krippendorffAlpha(.nominal)).reason?.description == "no item was answered by two people")
        #expect(empty.pairs.isEmpty && empty.classes.isEmpty)
    }

    @Test("Declared classes that nobody gave count: chance is less, and one class of two is no reason to give up")
    func declaredClasses() throws {
        let two = Agreement(try .grid(["x a a b a", "y a b b a"], classes: .including(["b", "a"])))
        let four = Agreement(try .grid(["x a a b a", "y a b b a"], classes: .including(["c", "d"])))
        #expect(two.estimate(.brennanPrediger).value == 0.5)
        #expect(abs(try #require(four.estimate(.brennanPrediger).value) - 2.0 / 3) < 1e-12)
        #expect(two.estimate(.fleissKappa) == four.estimate(.fleissKappa))
        let constant = Agreement(try .grid(["x a a", "y a a"], classes: .including(["a", "b"])))
        #expect(constant.estimate(.gwetAC1).value == 1 && constant.estimate(.brennanPrediger).value == 1)
        #expect(constant.estimate(.fleissKappa) == .undefined(.oneLabel("a")))
        #expect(throws: UndeclaredLabel(label: "c", declared: ["a", "b"])) {
            try LabelTable.grid(["x a c"], classes: .ordered(["a", "b"]))
        }
    }

    @Test("Labels that are numbers are in order by themselves, others where an order is declared")
    func order() throws {
        let numbers = try LabelTable.grid("x 10 9 -1 1e1")
        #expect(numbers.labels == ["-1", "9", "10", "1e1"])
        #expect(numbers.isOrdered && numbers.values == [-1, 9, 10, 10])
        let names = ["x low high low mid", "y low mid low mid"]
        let unordered = Agreement(try .grid(names))
        #expect(unordered.estimate(.krippendorffAlpha(.ordinal)) == .undefined(.noOrder))
        #expect(unordered.estimate(.cohenKappa(.linear)) == .undefined(.noOrder))
        #expect(unordered.estimate(.gwetAC2(.quadratic)) == .undefined(.noOrder))
        #expect(unordered.estimate(.krippendorffAlpha(.interval)) == .undefined(.notNumbers))
        let ordered = Agreement(try .grid(names, classes: .ordered(["low", "mid", "high"])))
        let steps = Agreement(try .grid("x 0 2 0 1", "y 0 1 0 1"))
        for coefficient in [.krippendorffAlpha(.ordinal), .cohenKappa(.quadratic), .gwetAC2(.linear)] as [Coefficient] {
            #expect(ordered.estimate(coefficient) == steps.estimate(coefficient))
            #expect(ordered.estimate(coefficient).value != nil)
        }
        #expect(ordered.estimate(.krippendorffAlpha(.ratio)) == .undefined(.notNumbers))
        #expect(
            Agreement(try .grid("x -1 2", "y 1 2")).estimate(.krippendorffAlpha(.ratio)) == .undefined(.negative("-1")))
    }

    @Test("Alpha takes any distance that is given")
    func givenDistance() throws {
        let table = try LabelTable.grid(PublishedTables.gaps)
        let agreement = Agreement(table)
        let squares = try DistanceTable(table.labels) { first, second in
            let difference = (Double(first) ?? 0) - (Double(second) ?? 0)
            return difference * difference
        }
        let given = agreement.estimate(.krippendorffAlpha(.given(squares)))
        let interval = agreement.estimate(.krippendorffAlpha(.interval))
        #expect(abs(try #require(given.value) - #require(interval.value)) < 1e-12)
        #expect(abs(try #require(given.interval).lower - #require(interval.interval).lower) < 1e-9)
        #expect(
            agreement.estimate(.krippendorffAlpha(.given(DistanceTable()))) == .undefined(.noDistance("1", "2")))
        let nothing = try DistanceTable(table.labels) { _, _ in 0 }
        #expect(agreement.estimate(.krippendorffAlpha(.given(nothing))) == .undefined(.noDistances))
        var distances = DistanceTable()
        #expect(throws: DistanceTable.Fault.fromItself("a")) { try distances.set("a", "a", 1) }
        #expect(throws: DistanceTable.Fault.invalid("a", "b")) { try distances.set("a", "b", -1) }
        try distances.set("a", "b", 1)
        #expect(throws: DistanceTable.Fault.twice("b", "a")) { try distances.set("b", "a", 2) }
    }

    @Test("A label in units that nobody shares makes no difference to alpha")
    func unpairable() throws {
        let alpha = Agreement(try .grid("x 1 1 1 2", "y 1 1 1 .")).estimate(.krippendorffAlpha(.nominal))
        #expect(alpha == .undefined(.oneLabel("1")))
    }

    @Test("No interval is given for few units, nor where one unit alone holds the second label")
    func noInterval() throws {
        let alpha = Coefficient.krippendorffAlpha(.nominal)
        #expect(Agreement(try .grid("x 1 2 1 2", "y 1 2 2 2")).estimate(alpha).interval == nil)
        let lonely = Agreement(try .grid("x 1 1 1 1 1 1 2", "y 1 1 1 1 1 1 1")).estimate(alpha)
        #expect(lonely.value != nil && lonely.interval == nil)
    }

    @Test("Of several votes of one person on one unit the last counts")
    func repeats() throws {
        let table = try LabelTable.grid("x 1 2", "y 1 1", "x 1 1")
        #expect(table.votes.count == 6 && table.repeats == 2)
        #expect(table.withoutRepeats.votes.count == 4 && table.withoutRepeats.repeats == 0)
        #expect(Agreement(table).estimate(.percentAgreement).value == 1)
        #expect(Agreement(table).votes == 4)
    }
}
