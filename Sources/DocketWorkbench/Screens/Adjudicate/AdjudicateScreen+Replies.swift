import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketWorkflow

/// Which conflict is in front, and what comes from the store.
extension AdjudicateScreen {
    mutating func resetColumns() {
        subject = nil
        focus = 0
        bodyScroll = 0
        contextScroll = nil
        isContextUnfolded = false
        search = nil
        wantedRecord = nil
        suggestion = 0
        isSuggestionInFront = false
        against = nil
        mode = .reading
    }

    mutating func select(_ place: Int) {
        guard conflicts.indices.contains(place), place != selected else { return }
        selected = place
        resetColumns()
    }

    func load() -> [Effect] {
        [.store(.loadConflicts(queue)), .store(.loadProgress(queue))]
    }

    // MARK: Messages

    package mutating func receive(_ message: Reply, _ context: Context) -> [Effect] {
        keeping { $0.received(message, context) }
    }

    private mutating func received(_ message: Reply, _ context: Context) -> [Effect] {
        switch message {
        case .conflicts(let found, let stored):
            isMoving = false
            adopt(stored)
            let item = wanted ?? shownItem
            // What is being saved is no conflict any more, whatever was read before it was.
            conflicts = found.filter { found in !saving.entries.contains { $0.work.conflict.item == found.item } }
            isLoaded = true
            wanted = nil
            if let ruling = takenBack { restore(ruling) }
            takenBack = nil
            guard subject == nil else { return [] }
            let place = conflicts.firstIndex { $0.item == item } ?? min(selected, max(0, conflicts.count - 1))
            if place != selected || current?.item != shownItem { resetColumns() }
            selected = place
        case .progress(_, let counts): resolvedCount = counts.resolved
        case .resolved(let id, let item):
            saving.finish(id)
            done(.single)
            forgetDraft(of: item)
            resolvedCount += 1
        case .sentBack(let id, let item):
            saving.finish(id)
            done(.single)
            notice = .init(text: "sent back: it is in the annotators' inbox")
            var draft = drafts[item] ?? RulingDraft()
            draft.unfinishedNote = nil
            drafts[item] = draft.isEmpty ? nil : draft
            return keepDraft(of: item, draft) + [.store(.loadConflicts(queue))]
        case .recordFailed(let id, let failure):
            guard let refused = saving.fail(id, failure, now: context.now) else { return [] }
            return takeUp(refused, because: failure.reason)
        case .tick(let now): return saving.due(now).map { .store($0.effect(queue)) }
        case .undone(let receipt, _):
            wanted = receipt.target.event.item
            if receipt.target.event.kind == .resolution { takenBack = try? receipt.target.resolution }
            notice = .init(text: "taken back")
            return load()
        case .redone(let receipt):
            notice = .init(text: "put back")
            guard let item = receipt.target.event.item, receipt.target.event.kind == .resolution else { return load() }
            drafts[item] = nil
            return keepDraft(of: item, RulingDraft()) + load()
        case .guideline(let title, let text):
            if case .reading = mode { mode = .paging(Pager(title: title, .text(text)), nil) }
        case .record(let record): show(record)
        case .precedents(let item, let found):
            if surroundings?.item == item { surroundings?.precedents = found }
        case .questions(let questions): show(questions)
        case .asked(let item):
            notice = .init(text: "asked: the item waits for the answer")
            done(.single)
            var draft = drafts[item] ?? RulingDraft()
            draft.unfinishedQuestion = nil
            drafts[item] = draft.isEmpty ? nil : draft
            return keepDraft(of: item, draft) + load()
        case .applied(let outcome): return applied(outcome)
        case .batchUndone(let done, let total, let failure): return tookBack(done, of: total, failure)
        case .batchRedone(let done, let total, let failure):
            notice = .init(
                text: "\(done) of \(total) are resolved by rules again" + (failure.map { ": \($0)" } ?? ""),
                kind: failure == nil ? .plain : .warning)
            return load()
        case .edited(let outcome):
            if let effects = inMerge(context, { $0.receive(message, context) }) { return effects }
            editedExternally(outcome)
        case .copied(let line, let isDone): notice = .init(text: line, kind: isDone ? .plain : .warning)
        case .failed(let why, _):
            isLoaded = true
            isMoving = false
            notice = .init(text: why, kind: .warning)
        default: break
        }
        return []
    }
}
