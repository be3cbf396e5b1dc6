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
    /// What the whole queue says of the item and of those who decided it; nil where that is too little to say anything.
    package var beliefs: Beliefs?

    package var item: ItemID { state.item.id }
    package var isSentBack: Bool { !state.openSendBacks.isEmpty }
    /// Others are to do something first: revise, or answer a question about the guideline.
    package var isWaiting: Bool { isSentBack || !state.openQuestions.isEmpty }

    /// What a lead may take as the outcome. Made anew each time: not for every key.
    package func proposal(in queue: QueueRecord) -> Proposal {
        Proposal(
            for: conflict, on: state.item, ask: queue.configuration.ask, policy: queue.configuration.policy,
            beliefs: beliefs)
    }

    /// One element of `docket conflicts --json`.
    package func json(in queue: QueueRecord) -> JSONObject {
        let proposal = proposal(in: queue)
        return [
            "item": JSONValue(item.rawValue),
            "kinds": .array(conflict.kinds.map { JSONValue($0.rawValue) }),
            "decisions": .array(conflict.decisions.map { .object(Self.summary($0)) }),
            "worth": JSONValue((worth.value * 1000).rounded() / 1000),
            "why": JSONValue(worth.why),
            "route": JSONValue(route.rawValue),
            "complete": .bool(isComplete),
            "stale": .bool(stale != nil),
            "sent_back": .bool(isSentBack),
            "questions": .array(state.openQuestions.map { JSONValue($0.id.rawValue) }),
            "proposal": proposal.answers.isEmpty
                ? .null
                : .object([
                    "outcome": .object(proposal.answers.json),
                    "undecided": .array(proposal.undecided.map { JSONValue($0.description) }),
                    "probability": JSONValue((proposal.probability * 1000).rounded() / 1000),
                    "why": JSONValue(proposal.why),
                ]),
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
