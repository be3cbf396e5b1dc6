package import DocketModel
package import DocketNotation
package import DocketStorage

/// One event of an item's history, as somebody may see it.
package struct HistoryEntry: Sendable, Hashable {
    package var event: JournalEvent
    /// The event's record; nil where it was redacted.
    package var record: JSONObject?
    /// Whether it stands: not undone, not superseded.
    package var stands: Bool

    package var json: JSONObject {
        var entry: JSONObject = ["position": JSONValue(event.position), "id": JSONValue(event.id.rawValue)]
        entry["kind"] = JSONValue(event.kind.rawValue)
        entry["actor"] = JSONValue(event.actor.rawValue)
        entry["at"] = JSONValue(event.serverTime.description)
        entry["stands"] = .bool(stands)
        entry["redacted"] = .bool(record == nil)
        entry["record"] = record.map { .object($0) } ?? .null
        return entry
    }
}

extension Session {
    /// Everything decided about an item, as far as this person may see it: leads all of it; an annotator their own
    /// decisions, and send-backs to them, without who else was asked.
    package func history(of item: ItemID, in queue: QueueRecord) async throws -> [HistoryEntry] {
        guard let state = try await store.state(of: item, in: queue.id) else {
            throw StoreError.unknownItem(item, queue.id)
        }
        let standing = Set(
            state.decisions.map(\.decision.id) + [state.resolution?.id].compactMap { $0 }
                + state.openSendBacks.map(\.id)
        )
        .union(
            try await store.questions(in: queue.id, onlyOpen: false).filter { $0.question.item == item }
                .flatMap { [$0.question.id] + [$0.answer?.id].compactMap(\.self) })
        let seesAll = role >= .lead
        let parser = JSONParser()
        let events = try await store.events(about: item, in: queue.id).map { stored in
            (stored: stored, record: stored.body.flatMap { try? parser.parse($0).object })
        }
        let assignments = Self.standingAssignments(events)
        let myQuestions = Set(
            events.filter { $0.stored.event.kind == .question && $0.stored.event.actor == person }
                .map(\.stored.event.id.rawValue))
        return events.compactMap { stored, record in
            let stands =
                standing.contains(stored.event.id) || assignments.contains(stored.event.id)
                || Self.isApart(stored.event.kind)
            if seesAll { return HistoryEntry(event: stored.event, record: record, stands: stands) }
            guard isAboutMe(stored.event, record, myQuestions) else { return nil }
            let isSendBack = stored.event.kind == .sendBack
            return HistoryEntry(
                event: stored.event, record: isSendBack ? record.map(Self.withoutPeople) : record, stands: stands)
        }
    }

    private func isAboutMe(_ event: JournalEvent, _ record: JSONObject?, _ myQuestions: Set<String>) -> Bool {
        switch event.kind {
        case .sendBack: event.actor == person || isAddressed(record)
        // That one more is asked says that others disagreed.
        case .growth: false
        // What became of my own, and not of others': the record names whose it is.
        case .assignment: record?["annotator"]?.string == person.rawValue
        case .promotion, .redaction: false
        case .answer: event.actor == person || myQuestions.contains(record?["question"]?.string ?? "")
        default: event.actor == person
        }
    }

    /// Events that are no part of anybody's history of decisions: they stand by themselves.
    private static func isApart(_ kind: JournalEvent.Kind) -> Bool {
        switch kind {
        case .growth, .promotion, .redaction: true
        case .decision, .undo, .resolution, .sendBack, .importing, .configuration, .assignment, .question, .answer:
            false
        }
    }

    /// The last word about each person for whom a slot is kept.
    private static func standingAssignments(_ events: [(stored: StoredEvent, record: JSONObject?)]) -> Set<EventID> {
        var last: [String: EventID] = [:]
        for (stored, record) in events where stored.event.kind == .assignment {
            guard let person = record?["annotator"]?.string else { continue }
            last[person] = record?["assigned"]?.bool == true ? stored.event.id : nil
        }
        return Set(last.values)
    }

    /// A send-back without whom it went to.
    private static func withoutPeople(_ record: JSONObject) -> JSONObject {
        var shown: JSONObject = [:]
        for key in ["type", "reason_code", "note", "at", "adjudicator"] { shown.set(key, record[key]) }
        return shown
    }

    private func isAddressed(_ record: JSONObject?) -> Bool {
        record?["to"]?.array?.contains(JSONValue(person.rawValue)) == true
    }
}
