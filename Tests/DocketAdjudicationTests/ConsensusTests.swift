import DocketTestSupport
import Testing

@testable import DocketAdjudication

@Suite("Consensus")
struct ConsensusTests {
    @Test("Dawid and Skene's data has their published class shares, error rates and likelihood")
    func published1979() throws {
        let table = ConsensusFixtures.dawidSkene1979
        let fit = Consensus(.dawidSkene).fit(table)
        #expect(fit.converged)
        #expect(table.repeats == 90)
        #expect(abs(try #require(fit.logLikelihood) - -192.8909) < 0.0001)
        let matrices = fit.annotatorMatrices()
        func code(_ label: String) throws -> Int { try #require(fit.labels.firstIndex(of: label)) }
        for (label, share) in [("1", 0.40), ("2", 0.42), ("3", 0.11), ("4", 0.07)] {
            #expect(abs(fit.classShares[try code(label)] - share) < 0.0051)
        }
        // Tables 2 to 4 of the paper: rows by true class, columns by label.
        let published: [String: [[Double]]] = [
            "1": [[0.89, 0.11, 0, 0], [0.07, 0.88, 0.05, 0], [0, 0.34, 0.66, 0], [0, 0, 0.56, 0.44]],
            "2": [[0.83, 0.17, 0, 0], [0.05, 0.63, 0.31, 0], [0, 0, 1, 0], [0, 0, 0, 1]],
            "3": [[1, 0, 0, 0], [0.11, 0.79, 0.11, 0], [0, 0.40, 0.20, 0.40], [0, 0, 0.67, 0.33]],
            "4": [[0.94, 0.06, 0, 0], [0.05, 0.84, 0.10, 0], [0, 0, 0.80, 0.20], [0, 0, 0.33, 0.67]],
            "5": [[1, 0, 0, 0], [0.16, 0.73, 0.11, 0], [0, 0.21, 0.79, 0], [0, 0, 0.33, 0.67]],
        ]
        for (observer, rows) in published {
            let annotator = try #require(fit.annotators.firstIndex(of: observer))
            for (truth, row) in rows.enumerated() {
                for (label, share) in row.enumerated() {
                    let fitted = matrices.share(
                        of: try code(String(label + 1)), on: try code(String(truth + 1)), by: annotator)
                    #expect(
                        abs(fitted - share) < 0.0101, "observer \(observer), class \(truth + 1), label \(label + 1)")
                }
            }
        }
    }

    @Test(
        "D_Product has the accuracy published for the paper's recipe",
        .enabled(
            if: ConsensusFixtures.rows("labels/vldb17_d_product/answers.csv") != nil, "\(Surroundings.dataIsMissing)"))
    func product() throws {
        let answers = try #require(ConsensusFixtures.rows("labels/vldb17_d_product/answers.csv"))
        let truths = try #require(ConsensusFixtures.rows("labels/vldb17_d_product/truth.csv"))
        let table = LabelTable(ConsensusFixtures.entries(answers))
        let truth = Dictionary(uniqueKeysWithValues: truths.map { ($0[0], $0[1]) })
        var recipe = Consensus(.dawidSkene)
        recipe.recipe = .vldb17
        let fit = recipe.fit(table)
        #expect(fit.iterations == 20)
        #expect(abs(Self.accuracy(fit, truth) - 0.93662) < 0.00001)
        #expect(abs(Self.f1(fit, truth, positive: "1") - 0.71590) < 0.00001)
    }

    static func accuracy(_ fit: ConsensusFit, _ truth: [String: String]) -> Double {
        let answers = fit.namedAnswers
        return Double(truth.count { answers[$0.key] == $0.value }) / Double(truth.count)
    }

    static func f1(_ fit: ConsensusFit, _ truth: [String: String], positive: String) -> Double {
        let answers = fit.namedAnswers
        let hits = truth.count { $0.value == positive && answers[$0.key] == positive }
        let claimed = truth.count { answers[$0.key] == positive }
        let there = truth.count { $0.value == positive }
        return 2 * Double(hits) / Double(claimed + there)
    }
}
