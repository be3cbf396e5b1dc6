package import DocketAdjudication
package import DocketNotation

/// How agreement is to be measured.
package struct AgreementOptions: Sendable, Hashable {
    /// What near labels are worth in Gwet's AC2.
    package var credit: CreditWeights
    /// Distances for one more alpha.
    package var distances: DistanceTable?
    package var interval: Agreement.IntervalMethod

    package init(
        credit: CreditWeights = .quadratic, distances: DistanceTable? = nil,
        interval: Agreement.IntervalMethod = .jackknife
    ) {
        self.credit = credit
        self.distances = distances
        self.interval = interval
    }
}

/// How far people agree on one question: counts, all coefficients, every two people, every class.
package struct AgreementBlock: Sendable {
    package struct Metric: Sendable {
        package var coefficient: Coefficient
        package var estimate: Estimate
    }

    package var items: Int
    package var annotators: Int
    /// Votes that count, those of them in units with two or more, and those that somebody replaced.
    package var decisions: Int
    package var pairable: Int
    package var repeated: Int
    package var labels: [String]
    package var metrics: [Metric]
    package var pairs: [PairAgreement]
    package var classes: [ClassAgreement]
    package var options: AgreementOptions

    package var slices: Slices?

    /// The same of the parts of a table, which have its classes.
    package struct Slices: Sendable {
        /// What it is divided by.
        package var by: String
        package var slices: [Slice]

        package init(by: String, slices: [Slice]) {
            self.by = by
            self.slices = slices
        }
    }

    package struct Slice: Sendable {
        package var value: String
        package var block: AgreementBlock

        package init(value: String, block: AgreementBlock) {
            self.value = value
            self.block = block
        }
    }

    package init(_ table: LabelTable, options: AgreementOptions = AgreementOptions()) {
        let agreement = Agreement(table)
        items =
            Set(table.units.indices.filter { table.starts[$0] < table.starts[$0 + 1] }.map { table.units[$0].item })
            .count
        annotators = Set(table.votes.map(\.annotator)).count
        decisions = agreement.votes
        pairable = agreement.pairableVotes
        repeated = table.repeats
        labels = table.labels
        var coefficients = Coefficient.all(credit: options.credit)
        if let distances = options.distances { coefficients.append(.krippendorffAlpha(.given(distances))) }
        metrics = zip(coefficients, agreement.estimates(coefficients, interval: options.interval)).map {
            Metric(coefficient: $0, estimate: $1)
        }
        pairs = agreement.pairs
        classes = agreement.classes
        self.options = options
    }

    package var json: JSONObject {
        var block: JSONObject = ["items": JSONValue(items), "annotators": JSONValue(annotators)]
        block["decisions"] = JSONValue(decisions)
        block["pairable"] = JSONValue(pairable)
        block["repeated"] = JSONValue(repeated)
        block["labels"] = .array(labels.map { JSONValue($0) })
        var named: JSONObject = [:]
        for metric in metrics { named[metric.coefficient.key] = metric.estimate.json }
        if let place = metrics.first(where: { $0.coefficient == .gwetAC2(options.credit) }) {
            var entry = place.estimate.json.object ?? [:]
            entry["weights"] = JSONValue(options.credit.rawValue)
            named[place.coefficient.key] = .object(entry)
        }
        block["metrics"] = .object(named)
        block["interval"] = .object(options.interval.json)
        block["classes"] = .array(
            classes.map { each in
                .object([
                    "label": JSONValue(each.label), "count": JSONValue(each.votes),
                    "specific_agreement": each.specificAgreement.json, "fleiss_kappa": each.fleissKappa.json,
                    "krippendorff_alpha_nominal": each.krippendorffAlpha.json,
                ])
            })
        block["pairs"] = .array(pairs.map { .object($0.json) })
        if let slices {
            var values: JSONObject = [:]
            for slice in slices.slices { values[slice.value] = .object(slice.block.json) }
            block["slices"] = .object(["by": JSONValue(slices.by), "values": .object(values)])
        }
        return block
    }
}

extension PairAgreement {
    fileprivate var json: JSONObject {
        var record: JSONObject = ["a": JSONValue(first), "b": JSONValue(second), "items": JSONValue(sharedUnits)]
        record["percent_agreement"] = JSONValue(percent)
        add(kappa, to: &record, as: "cohen_kappa")
        add(linearKappa, to: &record, as: "cohen_kappa_linear")
        add(quadraticKappa, to: &record, as: "cohen_kappa_quadratic")
        add(scottPi, to: &record, as: "scott_pi")
        return record
    }

    /// A number beside its interval: those who read pairs want a matrix.
    private func add(_ estimate: Estimate, to record: inout JSONObject, as key: String) {
        record[key] = estimate.value.map { JSONValue($0) } ?? .null
        record.set(key + "_ci95", estimate.interval?.json)
        record.set(key + "_reason", estimate.reason.map { JSONValue($0.description) })
    }
}

extension ConfidenceInterval {
    fileprivate var json: JSONValue { [JSONValue(lower), JSONValue(upper)] }
}

extension Agreement.IntervalMethod {
    fileprivate var json: JSONObject {
        switch self {
        case .none: ["method": .null]
        case .jackknife: ["method": "jackknife"]
        case .bootstrap(let samples, let seed):
            ["method": "bootstrap", "samples": JSONValue(samples), "seed": .number(JSONNumber(text: String(seed)))]
        }
    }
}

extension Estimate {
    /// `{"value":0.7,"ci95":[0.6,0.8]}`, or `{"value":null,"reason":"…"}`.
    package var json: JSONValue {
        switch self {
        case .value(let value, let interval):
            return .object(["value": JSONValue(value), "ci95": interval?.json ?? .null])
        case .undefined(let reason):
            return .object(["value": .null, "reason": JSONValue(reason.description)])
        }
    }
}
