package import DocketModel
package import DocketNotation
package import DocketStorage

/// A decision that stands and was made under another guideline than the queue's present one.
package struct OutdatedDecision: Sendable, Hashable {
    package var item: ItemID
    package var live: LiveDecision
    package var edition: GuidelineEdition

    package var json: JSONObject {
        let decision = live.decision
        var record: JSONObject = ["item": JSONValue(item.rawValue)]
        record["annotator"] = JSONValue(decision.annotator.id.rawValue)
        record["decision"] = JSONValue(decision.id.rawValue)
        record["occasion"] = JSONValue(decision.occasion.rawValue)
        record["standing"] = JSONValue(live.standing.rawValue)
        record["skipped"] = .bool(decision.answer.isSkip)
        record["position"] = JSONValue(live.position)
        record["at"] = JSONValue(decision.at.description)
        for member in edition.json.members { record[member.key] = member.value }
        return record
    }
}

/// A guideline as it was in force for a while.
package struct GuidelineEdition: Sendable, Hashable {
    /// Nil: no guideline is on record.
    package var digest: Digest?
    /// The version of the queue's configuration that brought it; nil where it never was the queue's, as it can be with
    /// decisions that came with an import.
    package var version: Int?

    package init(digest: Digest? = nil, version: Int? = nil) {
        self.digest = digest
        self.version = version
    }

    package var json: JSONObject {
        [
            "guideline": digest.map { JSONValue($0.hexadecimal) } ?? .null,
            "version": version.map { JSONValue($0) } ?? .null,
        ]
    }
}

/// How many decisions stand that were made under each earlier guideline.
package struct OutdatedCounts: Sendable, Hashable {
    package struct Row: Sendable, Hashable {
        package var edition: GuidelineEdition
        package var decisions: Int
    }

    /// The guideline in force; nil where the queue has none, and nothing is outdated.
    package var present: GuidelineEdition?
    /// The earliest first; those of unknown origin last.
    package var rows: [Row]

    package var total: Int { rows.reduce(0) { $0 + $1.decisions } }
}

/// Which guideline was in force when.
struct GuidelineHistory {
    private struct Stretch {
        var position: Int
        var edition: GuidelineEdition
    }

    private var stretches: [Stretch] = []

    init(_ changes: [QueueChange]) {
        for change in changes where stretches.isEmpty || stretches.last?.edition.digest != change.guideline {
            stretches.append(
                Stretch(
                    position: change.position,
                    edition: GuidelineEdition(digest: change.guideline, version: change.version)))
        }
    }

    /// The guideline in force; nil where there is none.
    var present: GuidelineEdition? {
        stretches.last?.edition.digest == nil ? nil : stretches.last?.edition
    }

    /// The edition under which a decision at that position was made, by the digest that it names.
    func edition(_ digest: Digest?, at position: Int) -> GuidelineEdition {
        stretches.last { $0.position <= position && $0.edition.digest == digest }?.edition
            ?? GuidelineEdition(digest: digest, version: nil)
    }
}
