import DocketAdjudication
package import DocketModel
package import DocketNotation
package import DocketStorage

extension Session {
    /// Makes or changes a queue. Takes a lead where people are listed.
    package func configure(_ configuration: QueueConfiguration, guideline: SourceText?) async throws -> QueueRecord {
        try require(.lead, to: "configure queues")
        return try await store.configure(configuration, guideline: guideline, by: author)
    }

    package func setArchived(_ isArchived: Bool, queue: QueueID) async throws {
        try require(.lead, to: "archive queues")
        try await store.setArchived(isArchived, queue: queue, by: author)
    }

    package func put(_ person: Person) async throws {
        try require(.admin, to: "manage people")
        guard person.id != .policy else { throw WorkflowError.reservedName(person.id) }
        try await store.put(person, by: author)
    }

    /// Takes a person off the list. What they decided stays.
    package func remove(_ person: PersonID) async throws {
        try require(.admin, to: "manage people")
        try await store.remove(person, by: author)
    }

    /// The guideline's text as it is now, or nil where the queue has none.
    package func guideline(of queue: QueueRecord) async throws -> SourceText? {
        guard let digest = queue.guidelineDigest else { return nil }
        return try await store.guideline(digest)
    }

    /// The numbers of `docket status` and of the home screen.
    /// - Parameter countsConflicts: looks at every contested item; the rest costs the same however large the queue is.
    package func status(of queue: QueueRecord, countsConflicts: Bool = true) async throws -> QueueStatus {
        let counts = try await store.counts(of: queue.id)
        let progress = try await store.progress(of: person, in: queue.id, since: startOfToday)
        let inbox = try await store.inbox(of: person, in: queue.id).count
        // How many are in conflict says what others decided: only those who may adjudicate are told.
        let conflicts =
            role >= .lead && countsConflicts ? try await conflictCount(in: queue, lookingAt: .max).atLeast : nil
        return QueueStatus(
            queue: queue, counts: counts, progress: progress, inbox: inbox, conflicts: conflicts,
            resolved: role >= .lead ? counts.resolved : nil)
    }

    /// When this person's day began, by the clock of their machine.
    package var startOfToday: Timestamp { startOfDay(time) }
}

/// How a queue stands, for everybody and for one person.
package struct QueueStatus: Sendable, Hashable {
    package var queue: QueueRecord
    package var counts: QueueCounts
    package var progress: AnnotatorProgress
    /// Items that came back to this person.
    package var inbox: Int
    /// Unresolved conflicts for a lead; nil where this person may not know.
    package var conflicts: Int?
    /// Resolutions that stand; nil where this person may not know: a rule that settles what one's own decision completes would say
    /// what others decided.
    package var resolved: Int?

    package var json: JSONObject {
        var record: JSONObject = ["queue": JSONValue(queue.id.rawValue), "title": JSONValue(queue.configuration.title)]
        record["items"] = JSONValue(counts.items)
        record["decisions"] = JSONValue(counts.decisions)
        record["complete"] = JSONValue(counts.complete)
        record["claimed"] = JSONValue(counts.claimed)
        record["conflicts"] = conflicts.map { JSONValue($0) } ?? .null
        record["resolved"] = resolved.map { JSONValue($0) } ?? .null
        record["mine"] = .object([
            "decided": JSONValue(progress.decided), "skipped": JSONValue(progress.skipped),
            "today": JSONValue(progress.decidedSince), "remaining": JSONValue(progress.remaining),
            "inbox": JSONValue(inbox),
        ])
        record["overlap"] = JSONValue(queue.configuration.overlap.minimum)
        record["archived"] = .bool(queue.isArchived)
        record["position"] = JSONValue(queue.position)
        return record
    }
}
