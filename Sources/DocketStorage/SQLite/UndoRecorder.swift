import DocketModel
import DocketNotation
import GRDB

/// Takes actions back and puts them back. Both are events; the item's history says what stands after them.
struct UndoRecorder {
    let journal: Journal
    /// Of the event to append.
    let id: EventID

    private var database: Database { journal.database }
    private var actor: PersonID { journal.author.person }

    /// - Throws: `StoreError.refused`.
    func undo(_ wanted: EventID?, in queue: inout QueueRow) throws -> UndoReceipt {
        if let known = try duplicate(in: queue) { return known }
        let actions = Actions(database: database, queue: queue.key)
        let target = try wanted.map { try named($0, queue) } ?? last(actions, queue)
        return try takeBack(target, in: &queue)
    }

    /// Takes back a resolution, whoever made it: from then on it is the author's to put back.
    /// - Throws: `StoreError.refused`.
    func reopen(_ resolution: EventID, in queue: inout QueueRow) throws -> UndoReceipt {
        if let known = try duplicate(in: queue) { return known }
        guard let target = try EventRow.find(resolution, in: queue, database) else {
            throw StoreError.refused(.unknownEvent(resolution))
        }
        guard target.event.kind == .resolution else {
            throw StoreError.refused(.invalid("\(resolution) is no resolution: it cannot be reopened"))
        }
        return try takeBack(target, in: &queue)
    }

    private func takeBack(_ target: EventRow, in queue: inout QueueRow) throws -> UndoReceipt {
        let key = try itemKey(of: target)
        let history = try ItemHistory(EventRow.about(key, in: queue, database))
        guard let line = history.line(of: target.event), line.done.last?.id == target.event.id else {
            let successor = history.line(of: target.event)?.successor(of: target.event.id)
            throw StoreError.refused(.superseded(target.event.id, by: successor ?? target.event.id))
        }
        let receipt = try append(
            takingBack: target.event.id, of: target, tip: line.tip, item: key, history: history, to: &queue)
        try Actions(database: database, queue: queue.key).setUndone(target.number, of: actor, by: receipt.number)
        return UndoReceipt(receipt: receipt.receipt, target: target.stored)
    }

    /// - Throws: `StoreError.refused`.
    func redo(in queue: inout QueueRow) throws -> UndoReceipt {
        if let known = try duplicate(in: queue) { return known }
        let actions = Actions(database: database, queue: queue.key)
        guard let (event, undo) = try actions.lastUndone(of: actor) else {
            throw StoreError.refused(.nothingToRedo)
        }
        let target = try EventRow.find(number: event, in: queue, database)
        let undoing = try EventRow.find(number: undo, in: queue, database)
        let key = try itemKey(of: target)
        let history = try ItemHistory(EventRow.about(key, in: queue, database))
        guard let line = history.line(of: target.event), line.canRedo(undoing.event.id) else {
            let tip = history.line(of: target.event)?.done.last?.id ?? undoing.event.id
            throw StoreError.refused(.superseded(target.event.id, by: tip))
        }
        let receipt = try append(
            takingBack: undoing.event.id, of: target, tip: line.tip, item: key, history: history, to: &queue)
        try actions.setRedone(target.number)
        return UndoReceipt(receipt: receipt.receipt, target: target.stored)
    }

    /// The receipt of the undo or redo of this id, if it is in the journal already.
    private func duplicate(in queue: QueueRow) throws -> UndoReceipt? {
        guard let known = try EventRow.find(id, in: queue, database) else { return nil }
        guard known.event.actor == actor, case .undo(let record) = try EventBody(known.stored),
            var target = try EventRow.find(record.target, in: queue, database)
        else { throw StoreError.refused(.idTaken(id)) }
        // A redo takes back an undo; what it puts back is what that undo had taken.
        if case .undo(let undone) = try EventBody(target.stored),
            let action = try EventRow.find(undone.target, in: queue, database)
        {
            target = action
        }
        let receipt = Receipt(
            id: id, status: .duplicate, position: known.event.position, hash: known.event.hash)
        return UndoReceipt(receipt: receipt, target: target.stored)
    }

    private func named(_ id: EventID, _ queue: QueueRow) throws -> EventRow {
        guard let target = try EventRow.find(id, in: queue, database) else {
            throw StoreError.refused(.unknownEvent(id))
        }
        switch target.event.kind {
        case .decision, .resolution, .sendBack, .question, .answer: break
        case .undo, .importing, .configuration, .redaction, .promotion, .growth, .assignment:
            throw StoreError.refused(
                .invalid("\(id) is no decision, resolution, send-back, question or answer: it cannot be undone"))
        }
        guard target.event.actor == actor else { throw StoreError.refused(.notYours(id)) }
        return target
    }

    private func last(_ actions: Actions, _ queue: QueueRow) throws -> EventRow {
        guard let number = try actions.lastDone(of: actor) else { throw StoreError.refused(.nothingToUndo) }
        return try EventRow.find(number: number, in: queue, database)
    }

    private func itemKey(of target: EventRow) throws -> Int64 {
        guard let key = target.itemKey else { throw Damage(reason: "event \(target.event.id) is about no item") }
        return key
    }

    /// Appends the undo of `taken`, by which the history of `action` changes, and brings the tables up to date.
    private func append(
        takingBack taken: EventID, of action: EventRow, tip: EventID, item key: Int64, history: ItemHistory,
        to queue: inout QueueRow
    ) throws -> (receipt: Receipt, number: Int64) {
        guard let itemID = action.event.item, let item = try ItemRow.find(itemID, in: queue, database) else {
            throw Damage(reason: "the item of event \(action.event.id) is missing")
        }
        var record = UndoRecord(
            id: id, queue: queue.name, item: itemID, target: taken, at: journal.now, isSurplus: false)
        var after = history
        let number = try journal.nextNumber()
        after.apply(preview(of: record, action, tip: tip, number: number, queue), .undo(record))
        if action.event.occasion == .primary {
            let slots = SlotKeeper(database: database, queue: queue.key, now: journal.now)
            let standing = after.line(of: action.event)?.standing
            record.isSurplus = try slots.settle(
                item, annotator: action.event.actor,
                event: standing.flatMap { $0.isSkip ? nil : $0.number })
            if standing == nil { try slots.keepIfAssigned(item, to: action.event.actor) }
        }
        let appended = try journal.append(
            EventDraft(
                id: id, kind: .undo, actor: actor, item: item, occasion: action.event.occasion, supersedes: tip,
                body: record.bytes),
            to: &queue)
        if let occasion = action.event.occasion {
            let line = after.line(of: action.event)
            try Lines(database: database, queue: queue.key).put(
                item: key, annotator: action.event.actor, occasion: occasion, tip: appended.number,
                live: line?.standing.flatMap { live(of: $0, isSurplus: record.isSurplus) },
                time: line?.standing?.decision?.at ?? journal.now)
            try SlotKeeper(database: database, queue: queue.key, now: journal.now).touch(key)
        } else if [.question, .answer].contains(action.event.kind) {
            try QuestionRecorder.put(after, of: key, in: queue, database)
        } else {
            try VerdictRecorder(journal: journal, way: .live).put(item: key, history: after, in: queue)
        }
        let receipt = Receipt(
            id: id, status: record.isSurplus ? .surplus : .saved, position: appended.event.position,
            hash: appended.event.hash)
        return (receipt, appended.number)
    }

    private func live(of action: ItemHistory.Action, isSurplus: Bool) -> Lines.Live? {
        Lines.Live(number: action.number, isSkip: action.isSkip, isSurplus: isSurplus)
    }

    /// The event as far as the item's history needs it, before its body is settled.
    private func preview(
        of record: UndoRecord, _ action: EventRow, tip: EventID, number: Int64, _ queue: QueueRow
    ) -> EventRow {
        let event = JournalEvent(
            queue: queue.name, position: queue.position + 1, id: id, kind: .undo, actor: actor,
            item: action.event.item, occasion: action.event.occasion, supersedes: tip, bodyDigest: .zero,
            shownDigest: .zero, clientVersion: journal.author.clientVersion, clientTime: journal.author.clientTime,
            serverTime: journal.now, previousHash: queue.hash)
        return EventRow(number: number, itemKey: action.itemKey, event: event, body: record.bytes)
    }
}
