import DocketAdjudication
import DocketModel
import DocketNotation
package import DocketStorage
package import DocketWorkflow

/// Turns store effects into calls of the session, and what they answer or throw into messages.
package struct StoreEffectRunner: Sendable {
    package let session: Session
    /// Brings a sample queue into the store, if it is not there yet.
    package let openSample: @Sendable (SampleQueue) async throws -> QueueRecord

    /// So many contested items are looked at for the home screen's number of conflicts, which is then "at least".
    private static let contestedLookedAt = 2000

    package init(session: Session, openSample: @escaping @Sendable (SampleQueue) async throws -> QueueRecord) {
        self.session = session
        self.openSample = openSample
    }

    func perform(_ effect: StoreEffect) async -> [Reply] {
        do {
            switch effect {
            case .record(let decision, let fence, let queue): return await record(decision, fence, queue)
            case .resolve(let resolution, let queue):
                return await write(resolution.id) {
                    _ = try await session.record(resolution, in: queue)
                    return .resolved(resolution.id, resolution.item)
                }
            case .sendBack(let sendBack, let queue):
                return await write(sendBack.id) {
                    _ = try await session.record(sendBack, in: queue)
                    return .sentBack(sendBack.id, sendBack.item)
                }
            case .undo(let queue, let reopens): return [try await undo(in: queue, reopens: reopens)]
            case .redo(let queue): return [.redone(try await session.redo(in: queue))]
            case .applyRule(let resolution, let batch, let queue):
                return [.applied(await apply(resolution, batch, queue))]
            case .undoBatch(let events, let queue):
                let (done, failure) = await each(events) { _ = try await session.undo($0, in: queue) }
                return [.batchUndone(done, of: events.count, failure)]
            case .redoBatch(let count, let queue):
                let (done, failure) = await each(Array(0..<count)) { _ in _ = try await session.redo(in: queue) }
                return [.batchRedone(done, of: count, failure)]
            case .ask(let text, let item, let queue):
                _ = try await session.ask(text, about: item, in: queue)
                return [.asked(item)]
            case .release(let claims):
                for claim in claims { try await session.store.release(claim) }
                return []
            case .renew(let claim, let queue):
                return [await renew(claim, in: queue)]
            case .keepDraft(let draft, let item, let queue):
                try await session.keepDraft(draft, of: item, in: queue)
                return []
            case .keepRulingDraft(let draft, let item, let queue):
                try await session.keepDraft(draft, of: item, in: queue)
                return []
            default: return [try await read(effect)]
            }
        } catch {
            return [.failed(String(describing: error), effect.work)]
        }
    }

    private func renew(_ claim: Claim, in queue: QueueRecord) async -> Reply {
        do {
            return .renewed(try await session.renew(claim, in: queue))
        } catch StoreError.claimLost(let item, _) {
            return .claimLost(
                item, "your claim has lapsed: what you decide is kept, as surplus where others were faster")
        } catch {
            return .failed(String(describing: error), .other)
        }
    }

    private func read(_ effect: StoreEffect) async throws -> Reply {
        switch effect {
        case .loadQueues:
            var statuses: [QueueStatus] = []
            for queue in try await session.store.queues(includingArchived: false) {
                statuses.append(try await session.status(of: queue, countsConflicts: false))
            }
            return .queues(statuses)
        case .countConflicts(let queue):
            return .conflictCount(
                queue.id, try await session.conflictCount(in: queue, lookingAt: Self.contestedLookedAt))
        case .openQueue(let id, let sample, let adjudicates):
            if let sample { return .queueOpened(try await openSample(sample), adjudicates: adjudicates) }
            return .queueOpened(try await session.store.queue(id), adjudicates: adjudicates)
        case .serve(let queue, let besides):
            return .served(try await session.next(in: queue, besides: besides), queue.id)
        case .open(let item, let queue): return .opened(try await session.open(item, in: queue), queue.id)
        case .loadRecent(let queue):
            let events = try await session.store.recentActions(of: session.person, in: queue.id, limit: 1000)
            var items: [ItemID] = []
            for event in events where event.event.kind == .decision {
                if let item = event.event.item, !items.contains(item) { items.append(item) }
            }
            return .recent(items.reversed())
        case .loadExposure(let queue): return try await exposure(in: queue)
        case .loadProgress(let queue):
            let progress = try await session.store.progress(
                of: session.person, in: queue.id, since: session.startOfToday)
            return .progress(progress, try await session.store.counts(of: queue.id))
        case .loadGuideline(let queue):
            let text = try await session.guideline(of: queue)
            return .guideline(queue.configuration.guideline ?? queue.configuration.title, text ?? "")
        case .loadConflicts(let queue):
            let drafts = try await session.rulingDrafts(in: queue.id)
            return .conflicts(try await session.conflicts(in: queue, route: nil), drafts: drafts)
        case .loadRecord(let person, let queue): return .record(try await session.record(of: person, in: queue))
        case .loadPrecedents(let item, let queue):
            return .precedents(item, try await session.precedents(for: item, in: queue))
        case .loadReturned(let item, let queue):
            guard let entry = try await session.inboxEntries(in: queue).last(where: { $0.sendBack.item == item }) else {
                return .failed("that was answered already", .other)
            }
            return .returned(entry)
        case .loadQuestions(let queue): return .questions(try await session.questions(in: queue))
        case .tryRules(let queue): return .ruled(try await session.policyResolutions(in: queue), queue.id)
        default: return .failed("this cannot be done here", .other)
        }
    }

    /// What the journal knows of it, so that it outlasts the program.
    private func exposure(in queue: QueueID) async throws -> Reply {
        let since = session.startOfToday
        var items: Set<ItemID> = []
        var milliseconds: Int64 = 0
        for stored in try await session.store.recentActions(of: session.person, in: queue, limit: 1000) {
            guard stored.event.kind == .decision, let decision = try? stored.decision, decision.at >= since else {
                continue
            }
            items.insert(decision.item)
            milliseconds += Int64(min(decision.readingMilliseconds ?? 0, Exposure.longestLook))
        }
        return .exposure(queue, items, milliseconds: milliseconds)
    }

    private func record(_ decision: Decision, _ fence: Int?, _ queue: QueueRecord) async -> [Reply] {
        await write(decision.id) {
            .recorded(decision.id, try await session.record(decision, fence: fence, in: queue))
        }
    }

    private func undo(in queue: QueueRecord, reopens: Bool) async throws -> Reply {
        let receipt = try await session.undo(in: queue)
        guard reopens, receipt.target.event.kind == .decision, let item = receipt.target.event.item else {
            return .undone(receipt, nil)
        }
        return .undone(receipt, try await session.open(item, in: queue, occasion: receipt.target.event.occasion))
    }

    private func apply(
        _ resolution: PolicyResolution, _ batch: RuleBatch, _ queue: QueueRecord
    ) async -> RuleOutcome {
        do {
            let receipt = try await session.apply(resolution, in: queue)
            return RuleOutcome(batch: batch, item: resolution.item, result: .success(receipt.id))
        } catch {
            let failure = Reply.Failure(reason: String(describing: error), isTransient: false)
            return RuleOutcome(batch: batch, item: resolution.item, result: .failure(failure))
        }
    }

    /// Does all of it as far as that goes: how many were done, and why the first that was not was not.
    private func each<Work>(_ all: [Work], _ body: (Work) async throws -> Void) async -> (done: Int, failure: String?) {
        var done = 0
        var failure: String?
        for work in all {
            do {
                try await body(work)
                done += 1
            } catch {
                failure = failure ?? String(describing: error)
            }
        }
        return (done, failure)
    }

    /// A write that fails because of the disk or a lock is tried again; one that is refused never will be taken.
    private func write(_ id: EventID, _ body: () async throws -> Reply) async -> [Reply] {
        do {
            return [try await body()]
        } catch let error as StoreError {
            return [.recordFailed(id, .init(reason: error.shortDescription, isTransient: error.isTransient))]
        } catch {
            return [.recordFailed(id, .init(reason: String(describing: error), isTransient: false))]
        }
    }
}

extension StoreEffect {
    /// What somebody waits for while it is done.
    fileprivate var work: Reply.Work {
        switch self {
        case .serve: .serving
        case .undo, .redo, .undoBatch, .redoBatch, .open, .loadRecent: .moving
        default: .other
        }
    }
}

extension StoreError {
    /// Whether the same write may succeed later.
    var isTransient: Bool {
        switch self {
        case .diskFull, .inputOutput, .unknownOutcome, .unavailable, .readOnly: true
        case .unknownQueue, .unknownItem, .refused, .claimLost, .foreign, .newer, .older, .damaged, .cannotCreate: false
        }
    }

    /// A few words for the header, where the whole line has no room.
    var shortDescription: String {
        switch self {
        case .diskFull: "disk full"
        case .readOnly: "the store cannot be written"
        case .inputOutput(_, let reason), .unknownOutcome(_, let reason), .unavailable(_, let reason): reason
        default: description
        }
    }
}
