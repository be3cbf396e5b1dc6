import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

/// Many conflicts settled at once by the queue's rules, and all of that taken back at once.
extension AdjudicateScreen {
    /// What rules settled together, or are settling.
    struct Batch: Sendable {
        var id: EventID
        var total: Int
        var seen = 0
        var made: [EventID] = []
        /// Why the first that was refused was, and how many were.
        var refusal: String?

        var refused: Int { seen - made.count }
        var isOver: Bool { seen == total }
    }

    /// Something that this person did here and can take back.
    enum Deed: Sendable {
        case single
        case batch([EventID])
    }

    mutating func applied(_ outcome: RuleOutcome) -> [Effect] {
        if batch?.id != outcome.batch.id { batch = Batch(id: outcome.batch.id, total: outcome.batch.total) }
        guard var batch else { return [] }
        batch.seen += 1
        switch outcome.result {
        case .success(let id):
            batch.made.append(id)
            resolvedCount += 1
            drop(outcome.item)
        case .failure(let failure): batch.refusal = batch.refusal ?? "\(outcome.item): \(failure.reason)"
        }
        guard batch.isOver else {
            self.batch = batch
            return []
        }
        self.batch = nil
        if !batch.made.isEmpty { done(.batch(batch.made)) }
        let refused = batch.refusal.map { "; \(batch.refused) not, \($0)" } ?? ""
        notice = .init(
            text: "\(batch.made.count) of \(batch.total) resolved by rules\(refused)"
                + (batch.made.isEmpty ? "" : "; \(key(.undo)) takes them all back"),
            kind: batch.refusal == nil ? .plain : .warning)
        return load()
    }

    /// A conflict that rules settled leaves the list, unless it is being ruled on.
    private mutating func drop(_ item: ItemID) {
        guard subject?.item != item, let place = conflicts.firstIndex(where: { $0.item == item }) else { return }
        let isInFront = place == selected
        conflicts.remove(at: place)
        if place < selected { selected -= 1 }
        selected = min(selected, max(0, conflicts.count - 1))
        if isInFront { resetColumns() }
    }

    mutating func done(_ deed: Deed) {
        deeds.append(deed)
        undoneBatch = nil
    }

    /// The last thing done here: a ruling, or all that rules settled together.
    mutating func takeBack() -> [Effect] {
        isMoving = true
        let last = deeds.popLast()
        undoneBatch = nil
        guard case .batch(let events)? = last else { return [.store(.undo(queue, reopens: false))] }
        return [.store(.undoBatch(events.reversed(), queue))]
    }

    mutating func putBack() -> [Effect] {
        isMoving = true
        guard let count = undoneBatch else { return [.store(.redo(queue))] }
        undoneBatch = nil
        return [.store(.redoBatch(count, queue))]
    }

    mutating func tookBack(_ done: Int, of total: Int, _ failure: String?) -> [Effect] {
        undoneBatch = done > 0 ? done : nil
        notice = .init(
            text: "\(done) of \(total) that rules had resolved are taken back" + (failure.map { ": \($0)" } ?? ""),
            kind: failure == nil ? .plain : .warning)
        return load()
    }
}
