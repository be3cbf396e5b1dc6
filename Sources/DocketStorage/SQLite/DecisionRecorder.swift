import DocketModel
import DocketNotation
import GRDB

/// Appends decisions and brings slots and lines up to date, inside the caller's transaction.
struct DecisionRecorder {
    enum Way {
        /// By the person at work: something they can undo.
        case live
        /// With an import: needs no claim, and k grows to hold it.
        case imported
    }

    let journal: Journal
    let way: Way

    private var database: Database { journal.database }

    /// - Parameter fence: of the claim that the decision was made under.
    /// - Throws: `StoreError.refused`.
    func record(_ decision: Decision, fence: Int? = nil, in queue: inout QueueRow) throws -> Receipt {
        if let known = try duplicate(of: decision, in: queue) { return known }
        // An import that was taken in is brought to its end, whatever became of its queue since.
        guard way == .imported || !queue.isArchived else { throw StoreError.refused(.archived(queue.name)) }
        guard let item = try ItemRow.find(decision.item, in: queue, database) else {
            throw StoreError.refused(.unknownItem(decision.item, queue.name))
        }
        let shown = try ShownDigest(of: item.key, database).checked(decision)
        let superseded = try tip(for: decision, item: item)
        let number = try journal.nextNumber()
        var isSurplus = false
        let slots = SlotKeeper(database: database, queue: queue.key, now: journal.now)
        if decision.occasion == .primary {
            isSurplus = try slots.settle(
                item, annotator: decision.annotator.id, event: decision.answer.isSkip ? nil : number, fence: fence,
                mayGrow: way == .imported, limit: way == .live ? try queue.configuration().perPerson : nil)
            if decision.answer.isSkip || isSurplus { try slots.touch(item.key) }
        } else {
            // Whoever looks at an item on another occasion is no independent annotator of it any more.
            try slots.releaseClaim(on: item.key, of: decision.annotator.id)
        }
        let appended = try journal.append(
            EventDraft(
                id: decision.id, kind: .decision, actor: decision.annotator.id, item: item,
                occasion: decision.occasion, supersedes: superseded,
                body: EventBody.bytes(of: decision, isSurplus: isSurplus), shown: shown),
            to: &queue)
        try Lines(database: database, queue: queue.key).put(
            item: item.key, annotator: decision.annotator.id, occasion: decision.occasion, tip: appended.number,
            live: Lines.Live(number: appended.number, isSkip: decision.answer.isSkip, isSurplus: isSurplus),
            time: decision.at)
        if way == .live {
            try Actions(database: database, queue: queue.key).add(appended.number, of: decision.annotator.id)
            try DraftKey(decisionBy: decision.annotator.id).discard(item.key, in: database)
        }
        return Receipt(
            id: decision.id, status: isSurplus ? .surplus : .saved, position: appended.event.position,
            hash: appended.event.hash)
    }

    /// The receipt of the same decision, if it is in the journal already.
    private func duplicate(of decision: Decision, in queue: QueueRow) throws -> Receipt? {
        guard let known = try EventRow.find(decision.id, in: queue, database)?.event else { return nil }
        let bodies = [false, true].map { Digest(of: EventBody.bytes(of: decision, isSurplus: $0)) }
        guard known.kind == .decision, bodies.contains(known.bodyDigest) else {
            throw StoreError.refused(.idTaken(decision.id))
        }
        return Receipt(id: decision.id, status: .duplicate, position: known.position, hash: known.hash)
    }

    /// The last event of the decision's line, which it follows.
    private func tip(for decision: Decision, item: ItemRow) throws -> EventID? {
        let line = try database.first(
            """
            SELECT t.id, v.id FROM line l JOIN event t ON t.seq = l.tip LEFT JOIN event v ON v.seq = l.live
            WHERE l.item = ? AND l.annotator = ? AND l.occasion = ?
            """, item.key, decision.annotator.id, decision.occasion.rawValue
        ) { (tip: EventID($0.text(0)), live: $0.optionalText(1).map { EventID($0) }) }
        guard let line else {
            // What a decision superseded in the store it comes from need not have come along.
            guard decision.supersedes == nil || way == .imported else {
                throw StoreError.refused(.notTheLast(decision.supersedes ?? decision.id, tip: nil))
            }
            return nil
        }
        switch (decision.supersedes, line.live) {
        case (nil, let live?): throw StoreError.refused(.alreadyDecided(item.id, existing: live))
        case (nil, nil): return line.tip
        case (let named?, let live):
            guard named == line.tip || named == live else {
                throw StoreError.refused(.notTheLast(named, tip: live ?? line.tip))
            }
            return line.tip
        }
    }
}
