import DocketAdjudication
import DocketNotation

/// A ranking of models, for somebody to read or for a program.
struct RankingReport {
    private let ranking: ModelRanking
    private let showsElo: Bool

    init(_ ranking: ModelRanking, showsElo: Bool) {
        self.ranking = ranking
        self.showsElo = showsElo
    }

    var json: JSONObject {
        var record: JSONObject = ["votes": JSONValue(ranking.votes)]
        record["models"] = .array(ranking.models.map { .object(json(of: $0)) })
        record["ties"] = ranking.ties.map { JSONValue($0) } ?? .null
        record["position_effect"] = ranking.position.map { JSONValue($0.advantage) } ?? .null
        record["position_se"] = ranking.position.map { JSONValue($0.standardError) } ?? .null
        record.set("position_reason", ranking.positionFault.map { JSONValue(Self.description(of: $0)) })
        record["log_likelihood"] = ranking.logLikelihood.map { JSONValue($0) } ?? .null
        record["connected"] = JSONValue(booleanLiteral: ranking.isConnected)
        if !ranking.isConnected {
            record["reason"] = JSONValue(ranking.faults.map(Self.description).joined(separator: "; "))
        }
        return record
    }

    private func json(of model: ModelRanking.Model) -> JSONObject {
        var record: JSONObject = ["model": JSONValue(model.name)]
        record["strength"] = JSONValue(model.strength)
        record["se"] = JSONValue(model.standardError)
        record["rank"] = .array([JSONValue(model.ranks.lowerBound), JSONValue(model.ranks.upperBound)])
        record["wins"] = JSONValue(model.wins)
        record["losses"] = JSONValue(model.losses)
        record["ties"] = JSONValue(model.ties)
        if showsElo { record["elo"] = JSONValue(model.elo) }
        return record
    }

    func print(to console: Console) {
        guard ranking.votes > 0 else {
            console.note("there are no votes between two models")
            return
        }
        var table = TextTable(
            ["rank", "model", "strength", "se"] + (showsElo ? ["Elo"] : []) + ["wins", "losses", "ties"],
            figures: showsElo ? [2, 3, 4, 5, 6, 7] : [2, 3, 4, 5, 6])
        for model in ranking.models {
            let ranks = model.ranks
            table.add(
                [
                    ranks.count == 1 ? String(ranks.lowerBound) : "\(ranks.lowerBound)-\(ranks.upperBound)", model.name,
                    model.strength.decimals(4), model.standardError.decimals(4),
                ] + (showsElo ? [model.elo.decimals(0)] : [])
                    + [model.wins, model.losses, model.ties].map { String($0) })
        }
        table.print(to: console)
        if let position = ranking.position {
            console.line(
                "standing left is worth \(position.advantage.decimals(4)) (se \(position.standardError.decimals(4)))")
        } else if let fault = ranking.positionFault {
            console.line("no advantage of a side is fitted: \(Self.description(of: fault))")
        }
        if let ties = ranking.ties {
            console.line("two equal models tie in \((100 * ties / (2 + ties)).decimals(1)) % (ν = \(ties.decimals(4)))")
        }
        for fault in ranking.faults { console.note(Self.description(of: fault)) }
    }

    private static func description(of fault: ModelRanking.PositionFault) -> String {
        switch fault {
        case .notAsked: "--no-position was given"
        case .noSides: "a table of winner,loser does not say who stood where"
        case .oneOrder: "no pair was seen in both orders"
        case .oneSide: "every winner stood on the same side"
        case .unbounded: "the votes cannot be told from an advantage without end"
        }
    }

    private static func description(of fault: ModelRanking.Fault) -> String {
        switch fault {
        case .separateGroups(let count):
            return "the models fall into \(count) groups that were never compared: strengths and ranks hold within each"
        case .unbounded(let neverBeaten, let neverWinning):
            var reasons: [String] = []
            if !neverBeaten.isEmpty { reasons.append("never beaten: \(neverBeaten.joined(separator: ", "))") }
            if !neverWinning.isEmpty { reasons.append("never winning: \(neverWinning.joined(separator: ", "))") }
            let why = reasons.isEmpty ? "not every model is beaten by way of others" : reasons.joined(separator: "; ")
            return
                "the votes give no finite strengths (\(why)): half a win was added to both sides of every pair compared"
        }
    }
}
