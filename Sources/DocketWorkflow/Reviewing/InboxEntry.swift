package import DocketModel
package import DocketNotation

/// What came back to somebody, with what they may see of what changed: their own decision, the guideline, and a lead's
/// ruling where one stands. Never what others decided, nor what a rule made of that.
package struct InboxEntry: Sendable, Hashable {
    /// As it concerns them: it does not say to whom else it went.
    package var sendBack: SendBack
    /// Their last decision about the item.
    package var mine: Decision?
    /// Where the queue's guideline is another than the one they decided under.
    package var guideline: GuidelineChange?
    /// The outcome that a lead ruled.
    package var ruling: Answers?

    package var json: JSONObject {
        var record: JSONObject = ["item": JSONValue(sendBack.item.rawValue), "id": JSONValue(sendBack.id.rawValue)]
        record["adjudicator"] = JSONValue(sendBack.adjudicator.rawValue)
        record["reason_code"] = sendBack.reasonCode.map { JSONValue($0) } ?? .null
        record["note"] = sendBack.note.map { .string($0) } ?? .null
        record["at"] = JSONValue(sendBack.at.description)
        record["mine"] = mine.map { .object($0.json) } ?? .null
        record["guideline"] = guideline.map { .object($0.json) } ?? .null
        record["ruling"] = ruling.map { .object($0.json) } ?? .null
        return record
    }
}

/// Two texts of a guideline, line by line.
package struct GuidelineChange: Sendable, Hashable {
    package enum Line: Sendable, Hashable {
        case same(SourceText), removed(SourceText), added(SourceText)
    }

    /// Nil where there was none.
    package var before: Digest?
    package var after: Digest?
    package var lines: [Line]

    init(before: Digest?, _ old: SourceText?, after: Digest?, _ new: SourceText?) {
        self.before = before
        self.after = after
        lines = Self.lines(Self.split(old), Self.split(new))
    }

    private static func split(_ text: SourceText?) -> [SourceText] {
        guard let text, !text.bytes.isEmpty else { return [] }
        var lines = text.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { SourceText(bytes: Array($0)) }
    }

    /// What was removed stands before what was added in its place.
    private static func lines(_ old: [SourceText], _ new: [SourceText]) -> [Line] {
        var removed = Set<Int>()
        var added = Set<Int>()
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var lines: [Line] = []
        var next = 0
        func takeAdded() {
            while added.contains(next) {
                lines.append(.added(new[next]))
                next += 1
            }
        }
        for (index, line) in old.enumerated() {
            if removed.contains(index) {
                lines.append(.removed(line))
            } else {
                takeAdded()
                lines.append(.same(line))
                next += 1
            }
        }
        takeAdded()
        return lines
    }

    var json: JSONObject {
        var record: JSONObject = ["before": before.map { JSONValue($0.hexadecimal) } ?? .null]
        record["after"] = after.map { JSONValue($0.hexadecimal) } ?? .null
        record["diff"] = .array(
            lines.map { line in
                switch line {
                case .same(let text): .string(SourceText(bytes: [0x20] + text.bytes))
                case .removed(let text): .string(SourceText(bytes: [0x2D] + text.bytes))
                case .added(let text): .string(SourceText(bytes: [0x2B] + text.bytes))
                }
            })
        return record
    }
}
