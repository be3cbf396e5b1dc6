import DocketAdjudication
import DocketNotation

extension EditMerge {
    /// What `docket merge --json` prints.
    func json(_ choices: MergeChoices) -> JSONObject {
        let result = result(choices)
        return [
            "base": .string(base),
            "edits": .array(
                edits.map { ["name": JSONValue($0.name), "text": .string($0.text)] as JSONObject }.map(JSONValue.object)
            ),
            "segments": .array(parts.map { .object(json($0, choices)) }),
            "nearest": medoid.map { JSONValue(edits[$0].name) } ?? .null,
            "open": JSONValue(open(choices).count),
            "result": .string(result.text),
            "provenance": .array(result.spans.map { .object(json($0)) }),
        ]
    }

    private func json(_ part: Part, _ choices: MergeChoices) -> JSONObject {
        switch part {
        case .unchanged(let range):
            return [
                "kind": "unchanged", "base": json(range), "text": .string(SourceText(bytes: Array(base.bytes[range]))),
            ]
        case .region(let place):
            let region = regions[place]
            var record: JSONObject = [
                "kind": region.isHunk ? "hunk" : "change", "base": json(region.base),
                "variants": .array(region.variants.map { .object(json($0)) }),
            ]
            if case .variant(let chosen)? = choice(of: place, in: choices) {
                record["chosen"] = JSONValue(chosen)
            } else {
                record["chosen"] = .null
            }
            record["vote"] = region.favourite.map { JSONValue($0) } ?? .null
            return record
        }
    }

    private func json(_ variant: MergeVariant) -> JSONObject {
        [
            "kind": JSONValue(variant.kind.rawValue), "text": .string(variant.text), "who": names(of: variant.people),
            "weight": JSONValue(variant.weight),
        ]
    }

    private func json(_ span: MergeResult.Span) -> JSONObject {
        var record: JSONObject = ["result": json(span.range), "base": json(span.base)]
        switch span.origin {
        case .base: record["from"] = "base"
        case .variant(let region, let variant):
            let variant = regions[region].variants[variant]
            record["from"] = JSONValue(variant.kind.rawValue)
            record["who"] = names(of: variant.people)
        case .own: record["from"] = "own"
        case .open: record["from"] = "open"
        }
        return record
    }

    /// Offsets in bytes, the end excluded.
    private func json(_ range: Range<Int>) -> JSONValue {
        [JSONValue(range.lowerBound), JSONValue(range.upperBound)]
    }

    private func names(of people: [Int]) -> JSONValue { .array(people.map { JSONValue(edits[$0].name) }) }
}
