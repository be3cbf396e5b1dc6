import DocketAdjudication
package import DocketModel
package import DocketStorage

extension Session {
    /// So many of a person's items are looked at for their record, so that it costs the same in a large queue.
    package static let recordLimit = 2000

    /// - Throws: `WorkflowError.notAllowed` unless this person is a lead; `StoreError`.
    package func record(of person: PersonID, in queue: QueueRecord) async throws -> AnnotatorRecord {
        try require(.lead, to: "see how somebody decides")
        var record = AnnotatorRecord(person: person)
        let progress = try await store.progress(of: person, in: queue.id, since: startOfToday)
        (record.decided, record.skipped) = (progress.decided, progress.skipped)
        var times: (own: [Int], others: [Int]) = ([], [])
        var cursor: ItemCursor?
        repeat {
            let page = try await store.states(
                in: queue.id, filter: .decided(by: person), asOf: nil, after: cursor, limit: 200)
            for state in page.states { add(state, of: queue, to: &record, &times) }
            cursor = page.next
        } while cursor != nil && record.examined < Self.recordLimit
        record.medianMilliseconds = Self.median(times.own)
        record.othersMedianMilliseconds = Self.median(times.others)
        return record
    }

    private func add(
        _ state: ItemState, of queue: QueueRecord, to record: inout AnnotatorRecord,
        _ times: inout (own: [Int], others: [Int])
    ) {
        guard let own = state.primaries.first(where: { $0.annotator.id == record.person }) else { return }
        record.examined += 1
        if let time = own.readingMilliseconds { times.own.append(time) }
        for other in state.primaries where other.annotator.id != record.person {
            if let time = other.readingMilliseconds { times.others.append(time) }
            let kinds = difference(own, other, on: state.item, of: queue)
            record.comparisons += 1
            if kinds.isEmpty { record.agreeing += 1 }
            for kind in kinds { record.differences[kind, default: 0] += 1 }
        }
        guard case .resolved = outcome(of: state, in: queue), let resolution = state.resolution else { return }
        let ruling = Decision(
            id: resolution.id, queue: queue.id, item: state.item.id,
            annotator: Annotator(id: resolution.adjudicator), answer: .answers(resolution.outcome), at: resolution.at)
        record.ruled += 1
        if difference(own, ruling, on: state.item, of: queue).isEmpty { record.upheld += 1 }
    }

    /// What two decisions differ on, of what the queue sends to a lead.
    private func difference(
        _ one: Decision, _ other: Decision, on item: Item, of queue: QueueRecord
    ) -> [Conflict.Kind] {
        let policy = queue.configuration.policy
        let conflict = Conflict.find(
            item: item, primaries: [one, other], ask: queue.configuration.ask, policy: policy)
        return conflict?.kinds.filter(policy.lead.contains) ?? []
    }

    /// The middle one; the lower of two.
    private static func median(_ values: [Int]) -> Int? {
        values.isEmpty ? nil : values.sorted()[(values.count - 1) / 2]
    }
}
