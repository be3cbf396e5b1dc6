import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketWorkflow

/// Undo, going back, and what comes from the store and the mouse.
extension ReviewScreen {
    // MARK: Undo

    /// First what was answered on this item, step by step; then decisions, as far back as there are.
    mutating func undo() -> [Effect] {
        if desk?.sheet.canStepBack == true {
            desk?.sheet.stepBack()
            return keepDraft()
        }
        isMoving = true
        return keepDraft() + [.store(.undo(queue, reopens: true))]
    }

    mutating func redo() -> [Effect] {
        if desk?.sheet.canStepForward == true {
            desk?.sheet.stepForward()
            return keepDraft()
        }
        isMoving = true
        return [.store(.redo(queue))]
    }

    mutating func undone(_ receipt: UndoReceipt, _ serving: Serving?) -> [Effect] {
        isMoving = false
        guard receipt.target.event.kind == .decision, case .item(var served)? = serving else {
            notice = Notice(text: "taken back")
            return [.store(.loadProgress(queue))]
        }
        if let body = receipt.target.body, let record = try? JSONParser().parse(body).object {
            let answers = try? Answers(FieldReader(record), sole: nil)
            served.draft = ReviewDraft(answers: answers ?? Answers(), comment: record["comment"]?.text)
        }
        restCurrent(besides: served.item.id)
        visiting = nil
        visited.removeAll { $0 == served.item.id }
        put(served)
        desk?.hasDraft = true
        let number = visited.count
        notice = Notice(
            text: number == 0 ? "your decision is taken back" : "your decision is taken back; u again goes further back"
        )
        return [.store(.loadProgress(queue))]
    }

    /// What is on the desk comes again after the item that is put in front of it. What was only looked at does not.
    mutating func restCurrent(besides item: ItemID) {
        if let front = resting {
            resting = nil
            if front.item.id != item { ahead.insert(front, at: 0) }
        } else if visiting == nil, desk?.item.id != item, let current = stashed() {
            ahead.insert(current, at: 0)
        }
    }

    mutating func redone(_ receipt: UndoReceipt) -> [Effect] {
        isMoving = false
        notice = Notice(
            text: receipt.receipt.status == .surplus
                ? "put back, but its place was taken meanwhile: kept as surplus" : "put back")
        var effects: [Effect] = [.store(.loadProgress(queue))]
        if let item = receipt.target.event.item {
            visited.removeAll { $0 == item }
            visited.append(item)
            ahead.removeAll { $0.item.id == item }
            if resting?.item.id == item { resting = nil }
            if desk?.item.id == item { effects += advance() }
        }
        return effects
    }

    // MARK: Going back

    mutating func visitPrevious() -> [Effect] {
        guard hasLoadedRecent else {
            hasLoadedRecent = true
            wantsPrevious = true
            isMoving = true
            return [.store(.loadRecent(queue))]
        }
        let place = (visiting ?? visited.count) - 1
        guard place >= 0 else {
            notice = Notice(text: visited.isEmpty ? "you have decided nothing here yet" : "this is the first of them")
            return []
        }
        return visit(place)
    }

    /// Puts an earlier item on the desk, by its place among those that were decided here.
    mutating func visit(_ place: Int) -> [Effect] {
        let effects = keepDraft()
        if visiting == nil { resting = stashed() }
        visiting = place
        isMoving = true
        return effects + [.store(.open(visited[place], queue))]
    }

    mutating func visitNext() -> [Effect] {
        guard let place = visiting else { return [] }
        return place + 1 < visited.count ? visit(place + 1) : keepDraft() + advance()
    }

    // MARK: Messages

    package mutating func receive(_ message: Reply, _ context: Context) -> [Effect] {
        switch message {
        case .served(let serving, queue.id):
            isServing = false
            return received(serving, context.now)
        case .opened, .undone, .redone:
            if !isReading {
                hold(message)
                return []
            }
            return moved(message)
        case .recorded(let id, let receipt):
            saving.finish(id)
            if receipt.status == .surplus {
                notice = Notice(text: "kept as surplus: enough others had decided this item", kind: .warning)
            }
            return serveIfNeeded()
        case .recordFailed(let id, let failure):
            guard let lost = saving.fail(id, failure, now: context.now)?.decision else { return [] }
            return reopen(lost, because: failure.reason)
        case .recent(let items):
            visited = items.filter { !visited.contains($0) } + visited
            guard wantsPrevious else { return [] }
            guard isReading else {
                hold(.recent([]))
                return []
            }
            wantsPrevious = false
            isMoving = false
            return visitPrevious()
        case .progress(let progress, let counts):
            self.progress = progress
            self.counts = counts
            return []
        case .renewed(let claim):
            if desk?.item.id == claim.item { desk?.served.claim = claim }
            if resting?.item.id == claim.item { resting?.claim = claim }
            for place in ahead.indices where ahead[place].item.id == claim.item { ahead[place].claim = claim }
            return []
        case .claimLost(let item, let reason):
            // Somebody else has it: what only waits here goes, what is being worked on stays and may become surplus.
            ahead.removeAll { $0.item.id == item }
            if desk?.item.id == item {
                desk?.served.claim = nil
                notice = Notice(text: reason, kind: .warning)
            }
            return serveIfNeeded()
        case .guideline(let title, let text):
            if case .reading = mode { mode = .paging(Pager(title: title, .text(text))) }
            return []
        case .failed(let reason, let work):
            notice = Notice(text: reason, kind: .warning)
            switch work {
            case .serving:
                isServing = false
                serveRetryAt = context.now.advanced(byMilliseconds: 5000)
            case .moving:
                isMoving = false
                wantsPrevious = false
                abandonVisit()
            case .other: break
            }
            return []
        case .returned(let entry):
            show(entry)
            return []
        case .edited(let outcome): return editedExternally(outcome)
        case .copied(let line, let isDone):
            notice = Notice(text: line, kind: isDone ? .plain : .warning)
            return []
        case .tick(let now): return ticked(now)
        default: return []
        }
    }

    private mutating func received(_ serving: Serving, _ now: Timestamp) -> [Effect] {
        switch serving {
        case .item(let served):
            guard served.item.id != desk?.item.id, !ahead.contains(where: { $0.item.id == served.item.id }) else {
                return []
            }
            ended = nil
            if desk == nil, isReading { put(served) } else { ahead.append(served) }
            return serveIfNeeded()
        case .waiting, .none, .capped, .finished:
            ended = serving
            if case .waiting = serving { serveRetryAt = now.advanced(byMilliseconds: 5000) }
            return desk == nil ? [.store(.loadProgress(queue))] : []
        }
    }

    private mutating func ticked(_ now: Timestamp) -> [Effect] {
        var effects: [Effect] = saving.due(now).map { .store(.record($0.decision, fence: $0.fence, queue)) }
        if let retryAt = serveRetryAt, retryAt <= now {
            serveRetryAt = nil
            ended = nil
            effects += serveIfNeeded()
        }
        return effects
    }

    /// Somebody is at work: claims that are half through are renewed.
    mutating func renewIfNeeded(_ now: Timestamp) -> [Effect] {
        let half = Int64(queue.configuration.claimMinutes) * 30_000
        guard lastRenewal.map({ now.milliseconds - $0.milliseconds > 10_000 }) ?? true else { return [] }
        let held = ([desk?.served.claim, resting?.claim] + ahead.map(\.claim)).compactMap { $0 }
        let old = held.filter { $0.expires.milliseconds - now.milliseconds < half }
        if !old.isEmpty { lastRenewal = now }
        return old.map { .store(.renew($0, queue)) }
    }

    /// A decision that was refused: its answers are a draft again, on the item they are about.
    private mutating func reopen(_ lost: Decision, because reason: String) -> [Effect] {
        notice = Notice(text: reason, kind: .warning)
        refusals[lost.item] = reason
        visited.removeAll { $0 == lost.item }
        isMoving = true
        let draft = ReviewDraft(answers: lost.answer.answers ?? Answers(), comment: lost.comment)
        return keepDraft() + [
            .store(.keepDraft(draft, lost.item, queue.id)), .store(.loadProgress(queue)),
            .store(.open(lost.item, queue)),
        ]
    }

    // MARK: Mouse

    package mutating func click(_ target: HitTarget, _ context: Context) -> [Effect] {
        notice = nil
        return clicked(target, context) + takeArrivals(context)
    }

    private mutating func clicked(_ target: HitTarget, _ context: Context) -> [Effect] {
        if search != nil { adopt(context.painted) }
        switch (target, mode) {
        case (.pane(let place), .reading): desk?.sheet.setFocus(place)
        case (.fold, .reading): desk?.isContextUnfolded.toggle()
        case (.context, .reading): openContext()
        case (.unchanged(let place), .reading):
            desk?.unfolded.insert(place)
            desk?.change = nil
        case (.entry(let place), .picking(var picker)):
            picker.select(place)
            return picked(picker, context)
        case (.editor(let offset), .editing(var editor)):
            editor.moveCursor(toOffset: offset, selects: context.extendsSelection, context)
            mode = .editing(editor)
        case (.editor(let offset), .prompting(var prompt)):
            prompt.input.moveCursor(toOffset: offset, selects: context.extendsSelection, context)
            mode = .prompting(prompt)
        default: break
        }
        return []
    }

    package mutating func drag(_ target: HitTarget, _ context: Context) -> [Effect] {
        switch (target, mode) {
        case (.editor(let offset), .editing(var editor)):
            editor.moveCursor(toOffset: offset, selects: true, context)
            mode = .editing(editor)
        case (.editor(let offset), .prompting(var prompt)):
            prompt.input.moveCursor(toOffset: offset, selects: true, context)
            mode = .prompting(prompt)
        default: break
        }
        return []
    }

    package mutating func scroll(_ target: HitTarget?, by lines: Int, _ context: Context) -> [Effect] {
        if search != nil {
            adopt(context.painted)
            search?.current = context.painted.found.current
            search?.follows = false
        }
        func moved(_ position: Int, _ limit: Int) -> Int { min(max(0, position + lines), limit) }
        switch (target, mode) {
        case (.context?, .reading):
            scrollContext(by: lines, context)
        case (.pane(let place)?, .reading): scrollBody(context, only: place, moved)
        case (_, .paging(var pager)):
            pager.scroll(by: lines, context)
            mode = .paging(pager)
        case (_, .editing(var editor)):
            editor.scroll(by: lines, context)
            mode = .editing(editor)
        case (_, .reading): scrollBody(context, moved)
        default: break
        }
        return []
    }
}
