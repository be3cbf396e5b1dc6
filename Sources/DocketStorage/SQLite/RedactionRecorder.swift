import DocketModel
import DocketNotation
import GRDB

/// Takes texts out of the journal, inside the caller's transaction.
struct RedactionRecorder {
    let journal: Journal
    /// Of the event to append.
    let id: EventID

    private var database: Database { journal.database }

    /// - Throws: `StoreError.refused`.
    func redact(_ event: EventID, reason: String, in queue: inout QueueRow) throws -> Receipt {
        guard let target = try EventRow.find(event, in: queue, database) else {
            throw StoreError.refused(.unknownEvent(event))
        }
        guard [.decision, .resolution, .sendBack, .question, .answer].contains(target.event.kind),
            let name = target.event.item,
            let item = try ItemRow.find(name, in: queue, database)
        else {
            throw StoreError.refused(
                .invalid(
                    "\(event) is no decision, resolution, send-back, question or answer: there is nothing to redact"))
        }
        guard target.body != nil else { throw StoreError.refused(.invalid("\(event) is redacted already")) }
        try database.run("UPDATE body SET bytes = NULL WHERE event = ?", target.number)
        for key in [DraftKey(decisionBy: target.event.actor), DraftKey(rulingBy: target.event.actor)] {
            try key.discard(item.key, in: database)
        }
        let appended = try journal.append(
            EventDraft(
                id: id, kind: .redaction, actor: journal.author.person, item: item,
                body: body(event, item.id, reason, queue.name)),
            to: &queue)
        try bringUpToDate(target, item, queue)
        return Receipt(id: id, status: .saved, position: appended.event.position, hash: appended.event.hash)
    }

    private func body(_ target: EventID, _ item: ItemID, _ reason: String, _ queue: QueueID) -> [UInt8] {
        var record: JSONObject = ["v": 1, "type": "redaction", "id": JSONValue(id.rawValue)]
        record["queue"] = JSONValue(queue.rawValue)
        record["item"] = JSONValue(item.rawValue)
        record["target"] = JSONValue(target.rawValue)
        record["reason"] = JSONValue(reason)
        record["at"] = JSONValue(journal.now.description)
        return JSONValue.object(record).serialized
    }

    /// What was redacted does not stand any more: its slot is free, for somebody whose decision can be read.
    private func bringUpToDate(_ target: EventRow, _ item: ItemRow, _ queue: QueueRow) throws {
        let history = try ItemHistory(EventRow.about(item.key, in: queue, database))
        guard let occasion = target.event.occasion else {
            try VerdictRecorder(journal: journal, way: .live).put(item: item.key, history: history, in: queue)
            try QuestionRecorder.put(history, of: item.key, in: queue, database)
            if target.event.kind == .resolution { try Precedents(database: database, queue: queue).forget() }
            return
        }
        guard let line = history.line(of: target.event), line.done.last?.id == target.event.id else { return }
        let slots = SlotKeeper(database: database, queue: queue.key, now: journal.now)
        if occasion == .primary {
            _ = try slots.settle(item, annotator: target.event.actor, event: nil)
            try slots.keepIfAssigned(item, to: target.event.actor)
        }
        try Lines(database: database, queue: queue.key).put(
            item: item.key, annotator: target.event.actor, occasion: occasion, tip: line.tipNumber, live: nil,
            time: journal.now)
        try slots.touch(item.key)
    }
}
