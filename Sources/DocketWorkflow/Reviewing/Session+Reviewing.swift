package import DocketModel
import DocketNotation
package import DocketStorage

extension Session {
    /// Deals out the next item: first what a lead sent back, then my open claim, then the next in order.
    /// - Parameter besides: items that are on the desk already, for claiming ahead.
    package func next(in queue: QueueRecord, besides: Set<ItemID> = []) async throws -> Serving {
        for sendBack in try await inbox(in: queue) where !besides.contains(sendBack.item) {
            guard let state = try await store.state(of: sendBack.item, in: queue.id) else { continue }
            return .item(try await revision(of: state, sentBack: sendBack, in: queue))
        }
        let request = ClaimRequest(
            queue: queue.id, annotator: person, milliseconds: Self.milliseconds(queue.configuration),
            besides: besides)
        switch try await store.claim(request) {
        case .claimed(let item, let claim): return .item(try await served(item, claim: claim, in: queue))
        case .waiting: return .waiting
        case .none: return .none
        case .capped(let limit): return .capped(limit: limit)
        case .finished: return .finished
        }
    }

    /// What leads sent back to this person and they have not yet answered, oldest first. It does not say to whom else.
    package func inbox(in queue: QueueRecord) async throws -> [SendBack] {
        try await store.inbox(of: person, in: queue.id).map { sendBack in
            var mine = sendBack
            mine.to = [person]
            return mine
        }
    }

    /// Puts one item on the desk again: with my decision where there is one, else with a claim.
    /// - Parameter occasion: the decision on that occasion, and no other. Without one of it, a primary decision needs a
    ///   claim, and the others do not. Nil for my last decision on any occasion.
    package func open(
        _ id: ItemID, in queue: QueueRecord, occasion: Occasion? = nil
    ) async throws -> Serving {
        guard let state = try await store.state(of: id, in: queue.id) else {
            throw StoreError.unknownItem(id, queue.id)
        }
        if occasion == .revision {
            let sentBack = try await inbox(in: queue).first { $0.item == id }
            return .item(try await revision(of: state, sentBack: sentBack, in: queue))
        }
        let mine = decisions(in: state).last { occasion == nil || $0.occasion == occasion }
        if mine != nil || occasion ?? .primary != .primary {
            var served = try await served(state.item, claim: nil, in: queue)
            served.existing = mine
            served.occasion = mine?.occasion ?? occasion ?? .primary
            return .item(served)
        }
        let request = ClaimRequest(
            queue: queue.id, annotator: person, milliseconds: Self.milliseconds(queue.configuration), item: id)
        switch try await store.claim(request) {
        case .claimed(let item, let claim): return .item(try await served(item, claim: claim, in: queue))
        case .waiting, .none, .capped, .finished:
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
        var addressed = decision
        addressed.queue = queue.id
        if addressed.guideline == nil { addressed.guideline = queue.guidelineDigest }
        let configuration = queue.configuration
        let receipt = try await store.record(addressed, fence: fence, by: author) { decision, item in
            try Self.checked(decision, on: item, configuration)
        }
        await followUp(on: decision.item, in: queue)
        return receipt
    }

    /// The decision in its usual form, if it is all that the queue asks.
    private static func checked(
        _ decision: Decision, on item: Item, _ configuration: QueueConfiguration
    ) throws -> Decision {
        var checked = decision
        if case .answers(let answers) = decision.answer {
            let ask = configuration.ask
            let normalized = ask.normalized(answers, for: item)
            let violations = ask.violations(in: normalized, for: item)
            guard violations.isEmpty else { throw WorkflowError.invalid(item.id, violations) }
            let missing = ask.missing(in: normalized, for: item)
            guard missing.isEmpty else { throw WorkflowError.incomplete(item.id, missing) }
            checked.answer = .answers(normalized)
        }
        if checked.shown.isEmpty {
            checked.shown = configuration.order.arranged(item, for: decision.annotator.id)
        }
        return checked
    }

    /// Extends a claim by the queue's time.
    /// - Throws: `StoreError.claimLost`, which names who has the slot now only to those who may know.
    package func renew(_ claim: Claim, in queue: QueueRecord) async throws -> Claim {
        do {
            return try await store.renew(claim, milliseconds: Self.milliseconds(queue.configuration))
        } catch StoreError.claimLost(let item, let holder) {
            let mayKnow = role >= .lead || !queue.configuration.blind.contains(.annotators)
            throw StoreError.claimLost(item, holder: mayKnow ? holder : nil)
        }
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

    private func decisions(in state: ItemState) -> [Decision] {
        state.decisions.map(\.decision).filter { $0.annotator.id == person }
    }

    private func revision(
        of state: ItemState, sentBack: SendBack?, in queue: QueueRecord
    ) async throws -> ServedItem {
        var served = try await served(state.item, claim: nil, in: queue)
        served.occasion = .revision
        served.sentBack = sentBack
        let mine = decisions(in: state)
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
