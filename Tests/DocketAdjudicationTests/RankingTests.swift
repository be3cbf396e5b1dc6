import DocketTestSupport
import Glibc
import Testing

@testable import DocketAdjudication

@Suite("Ranking")
struct RankingTests {
    /// Citations among four journals of statistics, the cited one being the winner. (Stigler 1994, in Agresti, "Categorical
    /// Data Analysis", 2002, page 448.)
    private static let citations: PairwiseVotes = {
        let wins = [
            ("Biometrika", "CommStatist", 730), ("Biometrika", "JASA", 498), ("Biometrika", "JRSS-B", 221),
            ("CommStatist", "Biometrika", 33), ("CommStatist", "JASA", 68), ("CommStatist", "JRSS-B", 17),
            ("JASA", "Biometrika", 320), ("JASA", "CommStatist", 813), ("JASA", "JRSS-B", 142),
            ("JRSS-B", "Biometrika", 284), ("JRSS-B", "CommStatist", 276), ("JRSS-B", "JASA", 325),
        ]
        return votes(wins.map { ($0.0, $0.1, .left, $0.2) }, hasSides: false)
    }()

    /// The American League East of 1987: wins at home and away, by home team and then away team in the order of `teams`.
    /// (Agresti 2002, page 438.)
    private static let baseball: PairwiseVotes = {
        let teams = ["Milwaukee", "Detroit", "Toronto", "New York", "Boston", "Cleveland", "Baltimore"]
        let games = [
            "4-3 4-2 4-3 6-1 4-2 6-0", "3-3 4-2 4-3 6-0 6-1 4-3", "2-5 4-3 2-4 4-3 4-2 6-0", "3-3 5-1 2-5 4-3 4-2 6-1",
            "5-1 2-5 3-3 4-2 5-2 6-0", "2-5 3-3 3-4 4-3 4-2 2-4", "2-5 1-5 1-6 2-4 1-6 3-4",
        ]
        var rows: [(String, String, PairwiseVotes.Outcome, Int)] = []
        for (home, line) in games.enumerated() {
            let away = teams.indices.filter { $0 != home }
            for (opponent, score) in zip(away, line.split(separator: " ")) {
                let wins = score.split(separator: "-").compactMap { Int($0) }
                rows.append((teams[home], teams[opponent], .left, wins[0]))
                rows.append((teams[home], teams[opponent], .right, wins[1]))
            }
        }
        return votes(rows)
    }()

    private static func votes(
        _ rows: [(left: String, right: String, outcome: PairwiseVotes.Outcome, count: Int)], hasSides: Bool = true
    ) -> PairwiseVotes {
        var models: [String] = []
        for name in rows.flatMap({ [$0.left, $0.right] }) where !models.contains(name) { models.append(name) }
        var votes = PairwiseVotes(models: models, hasSides: hasSides)
        for row in rows {
            guard let left = models.firstIndex(of: row.left), let right = models.firstIndex(of: row.right) else {
                continue
            }
            votes.add(left: left, right: right, row.outcome, count: row.count)
        }
        return votes
    }

    private static func model(_ name: String, _ ranking: ModelRanking) throws -> ModelRanking.Model {
        try #require(ranking.models.first { $0.name == name })
    }

    @Test(
        "Stigler's journals have the published strengths and standard errors",
        arguments: [("CommStatist", -2.9491, 0.1025), ("JASA", -0.4796, 0.0606), ("JRSS-B", 0.2690, 0.0708)])
    func journals(_ name: String, _ strength: Double, _ error: Double) throws {
        var model = BradleyTerry()
        model.reference = "Biometrika"
        let ranking = model.fit(Self.citations)
        let journal = try Self.model(name, ranking)
        #expect(abs(journal.strength - strength) < 0.00005)
        #expect(abs(journal.standardError - error) < 0.00005)
        #expect(try Self.model("Biometrika", ranking).strength == 0)
        #expect(ranking.isConnected && ranking.position == nil && ranking.positionFault == .noSides)
        #expect(ranking.ties == nil)
        #expect(ranking.models.map(\.name) == ["JRSS-B", "Biometrika", "JASA", "CommStatist"])
        #expect(ranking.models.map(\.ranks) == [1...1, 2...2, 3...3, 4...4])
    }

    @Test("Baseball teams have the published advantage at home and the published abilities")
    func atHome() throws {
        let ranking = BradleyTerry().fit(Self.baseball)
        #expect(abs(try #require(ranking.position).advantage - 0.302) < 0.0005)
        let odds = ranking.models.map { ($0.name, exp($0.strength)) }
        let sum = odds.reduce(0) { $0 + $1.1 }
        let published = [
            "Baltimore": 0.044, "Cleveland": 0.088, "Boston": 0.137, "New York": 0.157, "Toronto": 0.164,
            "Detroit": 0.190, "Milwaukee": 0.220,
        ]
        for (name, odds) in odds {
            #expect(abs(odds / sum - (try #require(published[name]))) < 0.00051, "\(name)")
        }
        #expect(abs(ranking.models.reduce(0) { $0 + $1.strength }) < 1e-9)
        #expect(ranking.votes == 273)
    }

    @Test(
        "Baseball teams have the published strengths where home counts nothing",
        arguments: [
            ("Cleveland", 0.68), ("Boston", 1.11), ("New York", 1.25), ("Toronto", 1.29), ("Detroit", 1.44),
            ("Milwaukee", 1.58),
        ])
    func anywhere(_ name: String, _ strength: Double) throws {
        var model = BradleyTerry()
        model.usesPosition = false
        model.reference = "Baltimore"
        let ranking = model.fit(Self.baseball)
        let team = try Self.model(name, ranking)
        #expect(abs(team.strength - strength) < 0.0051)
        #expect(abs(team.standardError - 0.3) < 0.05)
        #expect(ranking.positionFault == .notAsked)
    }

    @Test("Ties, sides and strengths that votes were drawn from are found again")
    func recovery() throws {
        let strengths = [1.2, 0.5, 0.1, -0.6, -1.2]
        let (advantage, tieFactor) = (0.4, 0.8)
        var votes = PairwiseVotes(models: strengths.indices.map { "model \($0)" })
        for left in strengths.indices {
            for right in strengths.indices where left != right {
                let half = (strengths[left] - strengths[right] + advantage) / 2
                let weights = [exp(half), exp(-half), tieFactor]
                let sum = weights.reduce(0, +)
                for (outcome, weight) in zip([PairwiseVotes.Outcome.left, .right, .tie], weights) {
                    votes.add(left: left, right: right, outcome, count: Int((1e6 * weight / sum).rounded()))
                }
            }
        }
        let ranking = BradleyTerry().fit(votes)
        for (index, strength) in strengths.enumerated() {
            #expect(abs(try Self.model("model \(index)", ranking).strength - strength) < 1e-4)
        }
        #expect(abs(try #require(ranking.position).advantage - advantage) < 1e-4)
        #expect(abs(try #require(ranking.ties) - tieFactor) < 1e-4)
        #expect(ranking.models.map(\.ranks) == [1...1, 2...2, 3...3, 4...4, 5...5])
    }

    @Test("Standard errors are those of repeated samples")
    func standardErrors() throws {
        var random = SeededGenerator(seed: 11)
        let strengths = [0.5, 0.0, -0.5]
        var estimates: [Double] = []
        var errors: [Double] = []
        for _ in 0..<300 {
            var votes = PairwiseVotes(models: ["a", "b", "c"])
            for left in 0..<3 {
                for right in 0..<3 where left != right {
                    let chance = 1 / (1 + exp(strengths[right] - strengths[left]))
                    for _ in 0..<60 {
                        votes.add(
                            left: left, right: right,
                            Double.random(in: 0..<1, using: &random) < chance ? .left : .right)
                    }
                }
            }
            let model = try Self.model("a", BradleyTerry().fit(votes))
            estimates.append(model.strength)
            errors.append(model.standardError)
        }
        let mean = estimates.reduce(0, +) / 300
        let spread = (estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 299).squareRoot()
        #expect(abs(mean - 0.5) < 0.02)
        #expect(abs(errors.reduce(0, +) / 300 / spread - 1) < 0.12)
    }

    @Test("A model that always wins has a finite strength by half wins, and that is said")
    func unbeaten() throws {
        let votes = Self.votes([("a", "b", .left, 10), ("b", "c", .left, 5), ("b", "c", .right, 5)])
        let ranking = BradleyTerry().fit(votes)
        #expect(!ranking.isConnected)
        #expect(ranking.faults == [.unbounded(neverBeaten: ["a"], neverWinning: [])])
        let (first, second) = (try Self.model("a", ranking), try Self.model("b", ranking))
        // One pair by itself: the log of (10 + ½) / ½.
        #expect(abs(first.strength - second.strength - 3.044_522_4) < 1e-6)
        #expect(ranking.models.map(\.name).first == "a")
    }

    @Test("Groups that were never compared are centred by themselves, and that is said")
    func separateGroups() throws {
        let votes = Self.votes([
            ("a", "b", .left, 30), ("b", "a", .left, 10), ("c", "d", .left, 3), ("d", "c", .left, 1),
        ])
        let ranking = BradleyTerry().fit(votes)
        #expect(ranking.faults == [.separateGroups(2)])
        for (upper, lower) in [("a", "b"), ("c", "d")] {
            let strengths = (try Self.model(upper, ranking).strength, try Self.model(lower, ranking).strength)
            #expect(abs(strengths.0 + strengths.1) < 1e-9)
            #expect(abs(strengths.0 - strengths.1 - 1.098_612_3) < 1e-6)
        }
        #expect(try Self.model("a", ranking).ranks == 1...3)
    }

    @Test("Sides are fitted only where votes can tell")
    func sides() {
        func fault(_ rows: [(left: String, right: String, outcome: PairwiseVotes.Outcome, count: Int)])
            -> ModelRanking.PositionFault?
        {
            BradleyTerry().fit(Self.votes(rows)).positionFault
        }
        #expect(fault([("a", "b", .left, 3), ("a", "b", .right, 2)]) == .oneOrder)
        #expect(fault([("a", "b", .left, 3), ("b", "a", .left, 2)]) == .oneSide)
        #expect(
            fault([("a", "b", .left, 3), ("a", "b", .right, 1), ("b", "a", .left, 2), ("b", "a", .right, 1)]) == nil)
        // Left always wins between a and b, and c always loses: without end, if c is weak enough.
        let endless: [(left: String, right: String, outcome: PairwiseVotes.Outcome, count: Int)] = [
            ("a", "b", .left, 3), ("b", "a", .left, 2), ("c", "a", .right, 2), ("b", "c", .left, 1),
        ]
        #expect(fault(endless) == .unbounded)
    }

    @Test("Ties alone, and ties that no finite factor explains, are met with half wins")
    func tiesWithoutEnd() throws {
        let level = BradleyTerry().fit(Self.votes([("a", "b", .tie, 10), ("b", "a", .tie, 4)]))
        #expect(!level.isConnected && level.models.allSatisfy { abs($0.strength) < 1e-9 })
        // The further apart a and b are, and the more ties there are, the likelier all three votes.
        let circle = BradleyTerry().fit(Self.votes([("a", "b", .left, 4), ("b", "c", .tie, 4), ("c", "a", .tie, 4)]))
        #expect(!circle.isConnected)
        #expect(circle.models.map(\.name) == ["a", "c", "b"])
        #expect(circle.models.allSatisfy { abs($0.strength) < 10 })
    }

    @Test("Names, the order of votes and turning every pair round change nothing but names and signs")
    func symmetry() throws {
        var random = SeededGenerator(seed: 5)
        let names = ["a", "b", "c", "d"]
        var rows: [(left: String, right: String, outcome: PairwiseVotes.Outcome, count: Int)] = []
        for _ in 0..<200 {
            let pair = names.shuffled(using: &random)
            rows.append((pair[0], pair[1], [.left, .left, .right, .tie].randomElement(using: &random) ?? .tie, 1))
        }
        let ranking = BradleyTerry().fit(Self.votes(rows))
        let shuffled = BradleyTerry().fit(Self.votes(rows.shuffled(using: &random)))
        let turned = BradleyTerry().fit(
            Self.votes(
                rows.map { row in
                    (row.right, row.left, row.outcome == .tie ? .tie : row.outcome == .left ? .right : .left, 1)
                }))
        for name in names {
            let model = try Self.model(name, ranking)
            for other in [try Self.model(name, shuffled), try Self.model(name, turned)] {
                #expect(abs(model.strength - other.strength) < 1e-8)
                #expect(abs(model.standardError - other.standardError) < 1e-8)
            }
        }
        let advantages = (try #require(ranking.position).advantage, try #require(turned.position).advantage)
        #expect(abs(advantages.0 + advantages.1) < 1e-8)
    }

    @Test(
        "The normal quantile is that of the tables",
        arguments: [(0.025, 1.959_964), (0.005, 2.575_829), (1e-6, 4.753_424)])
    func quantile(_ tail: Double, _ expected: Double) {
        #expect(abs(ModelRanking.normalQuantile(upperTail: tail) - expected) < 1e-6)
    }
}
