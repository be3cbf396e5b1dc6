package import DocketModel
package import DocketStorage

/// What leads and admins do to the work of others.
extension Session {
    /// Keeps a slot of an item for somebody: they get it before anything else, and nobody else gets it.
    /// - Throws: `WorkflowError.notAllowed`, `.unknownPerson`; `StoreError`.
    package func assign(
        _ item: ItemID, in queue: QueueRecord, to person: PersonID
    ) async throws -> AssignmentReceipt {
        try require(.lead, to: "assign items")
        try await requireKnown(person)
        return try await store.assign(item, in: queue.id, to: person, by: author)
    }

    /// Takes an assignment back, also of somebody who is not listed any more.
    package func unassign(
        _ item: ItemID, in queue: QueueRecord, from person: PersonID
    ) async throws -> AssignmentReceipt {
        try require(.lead, to: "assign items")
        return try await store.unassign(item, in: queue.id, from: person, by: author)
    }

    /// Assignments page by page: leads see all, annotators their own.
    package func assignments(
        in queue: QueueRecord, of person: PersonID?, each: ([Assignment]) throws -> Void
    ) async throws {
        if person != self.person { try require(.lead, to: "see what others are assigned") }
        var cursor: ItemCursor?
        repeat {
            let page = try await store.assignments(in: queue.id, of: person, after: cursor, limit: 500)
            try each(page.assignments)
            cursor = page.next
        } while cursor != nil
    }

    /// Makes a surplus decision count from now on.
    package func promote(_ decision: EventID, in queue: QueueRecord) async throws -> Receipt {
        try require(.lead, to: "promote decisions")
        return try await store.promote(decision, in: queue.id, by: author)
    }

    /// Takes what a decision, resolution or send-back says out of the journal for good.
    package func redact(_ event: EventID, in queue: QueueRecord, reason: String) async throws -> Receipt {
        try require(.admin, to: "redact")
        return try await store.redact(event, in: queue.id, reason: reason, by: author)
    }

    /// Where people are listed, nobody else can be given work.
    /// - Throws: `WorkflowError.unknownPerson` with names that are spelt alike.
    package func requireKnown(_ person: PersonID) async throws {
        let people = try await store.people().map(\.id)
        guard !people.isEmpty, !people.contains(person), try await store.owner() != person else { return }
        let near = Spelling.near(person.rawValue, in: people.map(\.rawValue)).map { PersonID($0) }
        throw WorkflowError.unknownPerson(person, near: near)
    }
}
