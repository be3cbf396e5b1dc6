import DocketAdjudication
import DocketNotation

/// What was inferred, for somebody to read or for a program.
struct ConsensusReport {
    private let fit: ConsensusFit
    private let score: ConsensusScore?
    private let question: Question?
    private let annotators: AnnotatorMatrices
    private let flags: [ConsensusFlag]

    init(_ fit: ConsensusFit, score: ConsensusScore?, question: Question?) {
        self.fit = fit
        self.score = score
        self.question = question
        annotators = fit.annotatorMatrices()
        flags = fit.flags(annotators)
    }

    // MARK: For programs

    func printJSON(to console: Console) {
        var listing = JSONListing(console, header: header, list: "labels")
        for unit in fit.units.indices { listing.add(json(ofUnit: unit)) }
        listing.end()
    }

    private var header: JSONObject {
        var header: JSONObject = ["method": JSONValue(fit.method.rawValue)]
        header.set("question", question.map { JSONValue($0.description) })
        header["items"] = JSONValue(fit.units.count)
        header["decisions"] = JSONValue(fit.table.votes.count)
        header["repeated"] = JSONValue(fit.table.repeats)
        header["iterations"] = JSONValue(fit.iterations)
        header["log_likelihood"] = fit.logLikelihood.map { JSONValue($0) } ?? .null
        header["converged"] = JSONValue(booleanLiteral: fit.converged)
        if let score {
            header["accuracy"] = Self.json(score.accuracy)
            header["accuracy_bounds"] =
                score.accuracyBounds.map { .array([JSONValue($0.lowerBound), JSONValue($0.upperBound)]) } ?? .null
            header["f1"] = Self.json(score.f1)
            header["f1_of"] = JSONValue(score.positive ?? "mean over labels")
            header["scored"] = JSONValue(score.units)
            header["scored_ties"] = JSONValue(score.ties)
        }
        var shares: JSONObject = [:]
        for (label, share) in zip(fit.labels, fit.classShares) { shares[label] = JSONValue(share) }
        header["classes"] = .object(shares)
        header["flags"] = .array(flags.map { .object(json(of: $0)) })
        header["annotators"] = .array(fit.annotators.indices.map { .object(json(ofAnnotator: $0)) })
        return header
    }

    private func json(ofUnit unit: Int) -> JSONObject {
        var record: JSONObject = ["item": JSONValue(fit.units[unit].item)]
        record.set("suggestion", fit.units[unit].suggestion.map { JSONValue($0) })
        record["label"] = fit.label(of: unit).map { JSONValue(fit.labels[$0]) } ?? .null
        record["probability"] = JSONValue(fit.probability(of: unit))
        record["tie"] = JSONValue(booleanLiteral: fit.choices[unit].isTie)
        return record
    }

    private func json(ofAnnotator annotator: Int) -> JSONObject {
        var record: JSONObject = ["annotator": JSONValue(fit.annotators[annotator])]
        let accuracy = annotators.accuracy(of: annotator)
        record["accuracy"] = Self.json(accuracy?.value)
        record["ci95"] = Self.json(accuracy?.interval)
        record.set("ability", fit.abilities.map { JSONValue($0[annotator]) })
        var confusion: JSONObject = [:]
        var intervals: JSONObject = [:]
        var votes: JSONObject = [:]
        for (truth, name) in fit.labels.enumerated() {
            let count = annotators.votes(on: truth, by: annotator)
            // A class the annotator saw none of has no row.
            guard count > 0 else { continue }
            var row: JSONObject = [:]
            var rowIntervals: JSONObject = [:]
            for (label, given) in fit.labels.enumerated() {
                row[given] = JSONValue(annotators.share(of: label, on: truth, by: annotator))
                rowIntervals[given] = Self.json(annotators.interval(of: label, on: truth, by: annotator))
            }
            confusion[name] = .object(row)
            intervals[name] = .object(rowIntervals)
            votes[name] = JSONValue(count)
        }
        record["confusion"] = .object(confusion)
        record["confusion_ci95"] = .object(intervals)
        record["expected_votes"] = .object(votes)
        return record
    }

    private func json(of flag: ConsensusFlag) -> JSONObject {
        switch flag {
        case .belowChance(let annotator):
            ["flag": "below_chance", "annotator": JSONValue(fit.annotators[annotator])]
        case .vanishedClass(let label): ["flag": "vanished_class", "label": JSONValue(fit.labels[label])]
        case .againstMajority(let units): ["flag": "against_majority", "items": JSONValue(units)]
        }
    }

    private static func json(_ value: Double?) -> JSONValue {
        value.map { JSONValue($0) } ?? .null
    }

    private static func json(_ interval: ConfidenceInterval?) -> JSONValue {
        interval.map { .array([JSONValue($0.lower), JSONValue($0.upper)]) } ?? .null
    }

    func printCSV(to console: Console) {
        let hasSuggestions = fit.units.contains { $0.suggestion != nil }
        console.outsideLine(
            CSVLine(["item"] + (hasSuggestions ? ["suggestion"] : []) + ["label", "probability"]).text)
        for unit in fit.units.indices {
            console.outsideLine(
                CSVLine(
                    [fit.units[unit].item] + (hasSuggestions ? [fit.units[unit].suggestion ?? ""] : []) + [
                        fit.label(of: unit).map { fit.labels[$0] } ?? "", String(fit.probability(of: unit)),
                    ]
                ).text)
        }
    }

    // MARK: For people

    func print(to console: Console) {
        summary(to: console)
        console.line()
        var people = TextTable(["annotator", "votes", "right", "95 % from", "to"], figures: [1, 2, 3, 4])
        for annotator in fit.annotators.indices {
            let accuracy = annotators.accuracy(of: annotator)
            let votes = fit.labels.indices.reduce(0) { $0 + annotators.votes(on: $1, by: annotator) }
            people.add([
                fit.annotators[annotator], votes.decimals(0), accuracy?.value.decimals(4) ?? "-",
                accuracy?.interval.lower.decimals(4) ?? "-", accuracy?.interval.upper.decimals(4) ?? "-",
            ])
        }
        people.print(to: console)
        console.line()
        var items = TextTable(["item", "label", "probability"], figures: [2])
        for unit in fit.units.indices {
            let name = fit.units[unit]
            items.add([
                name.item + (name.suggestion.map { " " + $0 } ?? ""),
                fit.label(of: unit).map { fit.labels[$0] } ?? (fit.choices[unit].isTie ? "(tie)" : "-"),
                fit.probability(of: unit).decimals(4),
            ])
        }
        items.print(to: console)
    }

    private func summary(to console: Console) {
        var table = TextTable(["method", fit.method.rawValue], figures: [1])
        if let question { table.add(["question", question.description]) }
        table.add(["items", String(fit.units.count)])
        table.add(["annotators", String(fit.annotators.count)])
        table.add(["decisions", String(fit.table.votes.count)])
        if fit.table.repeats > 0 { table.add(["repeated, counted", String(fit.table.repeats)]) }
        table.add(["ties", String(fit.choices.count { $0.isTie })])
        if let likelihood = fit.logLikelihood {
            table.add(["log-likelihood", likelihood.decimals(4)])
            table.add(["iterations", String(fit.iterations) + (fit.converged ? "" : ", still changing")])
        }
        if let score {
            table.add(["accuracy", score.accuracy?.decimals(4) ?? "-"])
            if let bounds = score.accuracyBounds, bounds.lowerBound < bounds.upperBound {
                table.add([
                    "accuracy, by ties", "\(bounds.lowerBound.decimals(4)) to \(bounds.upperBound.decimals(4))",
                ])
            }
            table.add(["f1 of \(score.positive ?? "all labels, mean")", score.f1?.decimals(4) ?? "-"])
        }
        table.print(to: console)
        for flag in flags { console.note(description(of: flag)) }
    }

    private func description(of flag: ConsensusFlag) -> String {
        switch flag {
        case .belowChance(let annotator):
            "\(fit.annotators[annotator]) is right less often than chance: mistaken about the task, perhaps"
        case .vanishedClass(let label):
            "no item is \(fit.labels[label]) any more, though people said so: compare with --method majority"
        case .againstMajority(let units): "\(units) items are answered against a clear majority"
        }
    }
}
