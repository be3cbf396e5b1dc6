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
        entry["record"] = record.map { .object($0) } ?? .null
        return entry
    }
}

extension Session {
    /// Everything decided about an item, as far as this person may see it: leads all of it; an annotator their own
    /// events, and send-backs to them.
    package func history(of item: ItemID, in queue: QueueRecord) async throws -> [HistoryEntry] {
        guard let state = try await store.state(of: item, in: queue.id) else {
            throw StoreError.unknownItem(item, queue.id)
        }
        let standing = Set(
            state.decisions.map(\.decision.id) + [state.resolution?.id].compactMap { $0 }
                + state.openSendBacks.map(\.id))
        let seesAll = role >= .lead
        let parser = JSONParser()
        return try await store.events(about: item, in: queue.id).compactMap { stored in
            let record = stored.body.flatMap { try? parser.parse($0).object }
            guard seesAll || stored.event.actor == person || isAddressed(record) else { return nil }
            return HistoryEntry(event: stored.event, record: record, stands: standing.contains(stored.event.id))
        }
    }

    private func isAddressed(_ record: JSONObject?) -> Bool {
        record?["type"] == "send-back" && record?["to"]?.array?.contains(JSONValue(person.rawValue)) == true
    }
}
