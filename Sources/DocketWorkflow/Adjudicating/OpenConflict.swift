package import DocketAdjudication
package import DocketModel
package import DocketNotation
package import DocketStorage

/// A conflict that nobody has resolved yet, or an item whose resolution went stale.
package struct OpenConflict: Sendable, Hashable {
    package var state: ItemState
    /// What the decisions disagree on; without kinds where a resolution went stale and they agree now.
    package var conflict: Conflict
    package var worth: Worth
    package var route: ConflictRoute
    /// Whether all k decisions are there; until then more may still come.
    package var isComplete: Bool
    /// The resolution that was made from other decisions than those that stand now.
    package var stale: Resolution?

    package var item: ItemID { state.item.id }
    package var isSentBack: Bool { !state.openSendBacks.isEmpty }

    /// One element of `docket conflicts --json`.
    package var json: JSONObject {
        [
            "item": JSONValue(item.rawValue),
            "kinds": .array(conflict.kinds.map { JSONValue($0.rawValue) }),
            "decisions": .array(conflict.decisions.map { .object(Self.summary($0)) }),
            "worth": JSONValue((worth.value * 1000).rounded() / 1000),
            "why": JSONValue(worth.why),
            "route": JSONValue(route.rawValue),
            "complete": .bool(isComplete),
            "stale": .bool(stale != nil),
            "sent_back": .bool(isSentBack),
        ]
    }

    private static func summary(_ decision: Decision) -> JSONObject {
        var record: JSONObject = ["id": JSONValue(decision.id.rawValue)]
        record["annotator"] = JSONValue(decision.annotator.id.rawValue)
        let answers = decision.answer.answers ?? Answers()
        let verdicts = answers.judgements.compactMap(\.verdict?.name)
        record["verdict"] = Set(verdicts).count == 1 ? JSONValue(verdicts[0]) : .null
        record["judgements"] = .array(answers.judgements.map { .object($0.json) })
        record.set("preference", answers.preference.map { .object($0.json) })
        if !answers.flags.isEmpty { record["flags"] = .array(answers.flags.sorted().map { JSONValue($0) }) }
        return record
    }
}
