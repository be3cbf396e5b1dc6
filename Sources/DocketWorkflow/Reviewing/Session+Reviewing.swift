package import DocketModel
import DocketNotation
package import DocketStorage

extension Session {
    /// Deals out the next item: first what a lead sent back, then my open claim, then the next in order.
    /// - Parameter besides: items that are on the desk already, for claiming ahead.
    package func next(in queue: QueueRecord, besides: Set<ItemID> = []) async throws -> Serving {
        for sendBack in try await store.inbox(of: person, in: queue.id) where !besides.contains(sendBack.item) {
            if let served = try await revision(for: sendBack, in: queue) { return .item(served) }
        }
        let request = ClaimRequest(
            queue: queue.id, annotator: person, milliseconds: Self.milliseconds(queue.configuration),
            besides: besides)
        switch try await store.claim(request) {
        case .claimed(let item, let claim): return .item(try await served(item, claim: claim, in: queue))
        case .waiting: return .waiting
        case .none: return .none
        case .finished: return .finished
        }
    }

    /// Puts one item on the desk again: with a claim where it is not decided by me, else with my decision.
    package func open(_ id: ItemID, in queue: QueueRecord) async throws -> Serving {
        guard let state = try await store.state(of: id, in: queue.id) else {
            throw StoreError.unknownItem(id, queue.id)
        }
        if let mine = state.decisions.last(where: { $0.decision.annotator.id == person })?.decision {
            var served = try await served(state.item, claim: nil, in: queue)
            served.existing = mine
            served.occasion = mine.occasion
            return .item(served)
        }
        let request = ClaimRequest(
            queue: queue.id, annotator: person, milliseconds: Self.milliseconds(queue.configuration), item: id)
        switch try await store.claim(request) {
        case .claimed(let item, let claim): return .item(try await served(item, claim: claim, in: queue))
        case .waiting, .none, .finished:
            // Every slot is taken: what is decided now is kept as surplus.
            return .item(try await served(state.item, claim: nil, in: queue))
        }
    }

    /// Checks a decision against what the queue asks and records it. Answers once it is durable.
    /// - Throws: `WorkflowError.invalid`, `.incomplete`, `.notYourself`; `StoreError`.
    package func record(_ decision: Decision, fence: Int?, in queue: QueueRecord) async throws -> Receipt {
        guard decision.annotator.id == person else {
            throw WorkflowError.notYourself(person, decision.annotator.id)
        }
        guard !queue.isArchived else { throw StoreError.refused(.archived(queue.id)) }
        guard let item = try await store.item(decision.item, in: queue.id) else {
            throw StoreError.refused(.unknownItem(decision.item, queue.id))
        }
        var checked = decision
        if case .answers(let answers) = decision.answer {
            let ask = queue.configuration.ask
            let normalized = ask.normalized(answers, for: item)
            let violations = ask.violations(in: normalized, for: item)
            guard violations.isEmpty else { throw WorkflowError.invalid(item.id, violations) }
            let missing = ask.missing(in: normalized, for: item)
            guard missing.isEmpty else { throw WorkflowError.incomplete(item.id, missing) }
            checked.answer = .answers(normalized)
        }
        checked.queue = queue.id
        if checked.guideline == nil { checked.guideline = queue.guidelineDigest }
        if checked.shown.isEmpty { checked.shown = queue.configuration.order.arranged(item, for: person) }
        return try await store.record(checked, fence: fence, by: author)
    }

    package func keepDraft(_ draft: ReviewDraft, of item: ItemID, in queue: QueueID) async throws {
        try await store.saveDraft(draft.data, of: person, item: item, in: queue)
    }

    private func served(_ item: Item, claim: Claim?, in queue: QueueRecord) async throws -> ServedItem {
        let draft = try await store.draft(of: person, item: item.id, in: queue.id)
        return ServedItem(
            item: queue.configuration.visible(item),
            order: queue.configuration.order.arranged(item, for: person), claim: claim,
            draft: draft.flatMap(ReviewDraft.init(data:)))
    }

    private func revision(for sendBack: SendBack, in queue: QueueRecord) async throws -> ServedItem? {
        guard let state = try await store.state(of: sendBack.item, in: queue.id) else { return nil }
        var served = try await served(state.item, claim: nil, in: queue)
        served.occasion = .revision
        served.sentBack = sendBack
        let mine = state.decisions.filter { $0.decision.annotator.id == person }.map(\.decision)
        served.existing = mine.last { $0.occasion == .revision }
        if served.draft == nil, let answers = mine.last?.answer.answers {
            served.draft = ReviewDraft(answers: answers)
        }
        return served
    }

    static func milliseconds(_ configuration: QueueConfiguration) -> Int64 {
        Int64(configuration.claimMinutes) * 60_000
    }
}
