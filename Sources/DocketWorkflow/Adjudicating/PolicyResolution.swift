package import DocketAdjudication
package import DocketModel
package import DocketNotation
import DocketStorage

/// What one of the queue's rules would make of a conflict: to be looked at before it is recorded.
package struct PolicyResolution: Sendable, Hashable {
    package var item: ItemID
    package var kinds: [Conflict.Kind]
    package var ruling: RuleRuling
    /// The decisions that it rests on.
    package var inputs: [EventID]
    /// The stale resolution, made by a rule, that it would replace.
    package var supersedes: EventID?

    /// One element of `docket resolve --by-policy --dry-run --json`.
    package var json: JSONObject {
        var record: JSONObject = ["item": JSONValue(item.rawValue)]
        record["kinds"] = .array(kinds.map { JSONValue($0.rawValue) })
        record["method"] = JSONValue(method.text)
        record["outcome"] = .object(ruling.outcome.json)
        record["ballots"] = .array(ruling.ballots.map { .object($0.json) })
        record["inputs"] = .array(inputs.map { JSONValue($0.rawValue) })
        record["reason"] = JSONValue(ruling.reason)
        record.set("supersedes", supersedes.map { JSONValue($0.rawValue) })
        return record
    }

    package var method: Resolution.Method { .rule(ruling.rule.criterion.text) }

    func resolution(id: EventID, by adjudicator: PersonID, in queue: QueueRecord, at time: Timestamp) -> Resolution {
        Resolution(
            id: id, queue: queue.id, item: item, adjudicator: adjudicator, inputs: inputs, method: method,
            outcome: ruling.outcome, reason: SourceText(ruling.reason), guideline: queue.guidelineDigest, at: time,
            supersedes: supersedes)
    }
}

extension OpenConflict {
    /// What the first of the queue's rules that decides it makes of it. Nothing where more decisions are to come, where
    /// somebody is asked something, or where a person's ruling went stale: a rule does not take a person's place.
    /// - Parameter onlyByItem: leave out rules that need more than the item's own decisions.
    func ruled(by configuration: QueueConfiguration, onlyByItem: Bool = false) -> PolicyResolution? {
        guard isComplete, !isWaiting, stale.map({ $0.method.isRule }) ?? true,
            let ruling = configuration.policy.ruling(
                on: conflict, item: state.item, ask: configuration.ask, beliefs: onlyByItem ? nil : beliefs)
        else { return nil }
        return PolicyResolution(
            item: item, kinds: conflict.kinds, ruling: ruling, inputs: conflict.decisions.map(\.id),
            supersedes: stale?.id)
    }
}

extension Resolution.Method {
    /// Whether a rule of this name made it: `majority`, or as it was configured, `majority:2`.
    func isRule(named name: String) -> Bool {
        guard case .rule(let text) = self else { return false }
        return text == name || text.split(separator: ":").first.map(String.init) == name
    }
}
