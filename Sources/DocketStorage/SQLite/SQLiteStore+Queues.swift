package import DocketModel
package import DocketNotation
import GRDB

extension SQLiteStore {
    package func queues(includingArchived: Bool) async throws -> [QueueRecord] {
        try await read { database in
            try QueueRow.all(in: database).filter { includingArchived || !$0.isArchived }.map { try $0.record() }
        }
    }

    package func queue(_ id: QueueID) async throws -> QueueRecord {
        try await read { try QueueRow.existing(id, in: $0).record() }
    }

    package func queue(_ id: QueueID, asOf position: Int) async throws -> QueueRecord {
        try await read { try QueueRow.existing(id, in: $0).asOf(position, $0).record() }
    }

    package func configure(
        _ configuration: QueueConfiguration, guideline: SourceText?, by author: Author
    ) async throws -> QueueRecord {
        let id = makeID()
        return try await write { [clock] database in
            let found = try QueueRow.find(configuration.name, in: database)
            var queue = try found ?? QueueRow.insert(configuration, in: database)
            guard !queue.isArchived else { throw StoreError.refused(.archived(queue.name)) }
            let journal = Journal(database: database, author: author, now: clock())
            try QueueVersions(journal: journal).put(configuration, guideline: guideline, id: id, in: &queue)
            return try queue.record()
        }
    }

    package func setArchived(_ isArchived: Bool, queue: QueueID, by author: Author) async throws {
        let id = makeID()
        try await write { [clock] database in
            var queue = try QueueRow.existing(queue, in: database)
            guard queue.isArchived != isArchived else { return }
            let now = clock()
            let body: JSONObject = [
                "v": 1, "type": "archive", "id": JSONValue(id.rawValue), "queue": JSONValue(queue.name.rawValue),
                "archived": .bool(isArchived), "at": JSONValue(now.description),
            ]
            try database.run("UPDATE queue SET archived = ? WHERE id = ?", isArchived, queue.key)
            _ = try Journal(database: database, author: author, now: now).append(
                EventDraft(
                    id: id, kind: .configuration, actor: author.person, body: JSONValue.object(body).serialized),
                to: &queue)
        }
    }

    package func configurationEvents(of queue: QueueID) async throws -> [StoredEvent] {
        try await read { database in
            let queue = try QueueRow.existing(queue, in: database)
            return try database.all(
                "SELECT \(EventRow.columns) WHERE e.queue = ? AND e.kind = 'configuration' ORDER BY e.position",
                queue.key
            ) { try EventRow($0, queue: queue.name).stored }
        }
    }

    package func guideline(_ digest: Digest) async throws -> SourceText? {
        try await read { database in
            try database.first("SELECT text FROM guideline WHERE digest = ?", digest) { SourceText(bytes: $0.blob(0)) }
        }
    }

    package func counts(of queue: QueueID) async throws -> QueueCounts {
        let now = clock()
        return try await read { database in
            let queue = try QueueRow.existing(queue, in: database)
            var counts = queue.counts
            counts.claimed = try database.integer(
                "SELECT count(*) FROM slot INDEXED BY slot_claim WHERE queue = ? AND decided = 0 AND expires > ? AND expires < ?",
                queue.key, now, SQLiteSchema.never)
            return counts
        }
    }

    package func progress(
        of annotator: PersonID, in queue: QueueID, since: Timestamp
    ) async throws -> AnnotatorProgress {
        try await read { database in
            let queue = try QueueRow.existing(queue, in: database)
            func lines(_ skip: Bool, since time: Timestamp) throws -> Int {
                try database.integer(
                    """
                    SELECT count(*) FROM line INDEXED BY line_progress WHERE queue = ? AND annotator = ? AND skip = ?
                        AND time >= ? AND live IS NOT NULL AND occasion = 'primary'
                    """, queue.key, annotator, skip, time)
            }
            let always = Timestamp(milliseconds: .min)
            // Of the items that still want somebody, those are out where this person has decided.
            let mineAndOpen = try database.integer(
                """
                SELECT count(DISTINCT l.item) FROM line l INDEXED BY line_person JOIN item i ON i.seq = l.item
                WHERE l.queue = ? AND l.annotator = ? AND l.live IS NOT NULL AND i.decided < i.overlap
                """, queue.key, annotator)
            let decided = try lines(false, since: always)
            // Nobody is dealt more than their share.
            let share = try queue.configuration().perPerson.map { max(0, $0 - decided) } ?? .max
            return AnnotatorProgress(
                decided: decided, skipped: try lines(true, since: always), decidedSince: try lines(false, since: since),
                remaining: min(share, queue.counts.items - queue.counts.complete - mineAndOpen))
        }
    }
}

/// Puts versions of a queue's configuration into the journal.
struct QueueVersions {
    let journal: Journal

    private var database: Database { journal.database }

    /// A version equal to the present one adds nothing.
    func put(
        _ configuration: QueueConfiguration, guideline: SourceText?, id: EventID, in queue: inout QueueRow
    ) throws {
        let bytes = JSONValue.object(configuration.json).serialized
        let digest = guideline.map { Digest(of: $0.bytes) } ?? queue.guideline
        guard queue.version == 0 || bytes != queue.configurationBytes || digest != queue.guideline else { return }
        let previous = queue.version == 0 ? nil : try queue.configuration()
        if let guideline, let digest {
            try database.run(
                "INSERT INTO guideline(digest, text) VALUES (?, ?) ON CONFLICT DO NOTHING", digest, guideline.bytes)
        }
        queue.version += 1
        queue.configurationBytes = bytes
        queue.guideline = digest
        var body: JSONObject = ["v": 1, "type": "configuration", "id": JSONValue(id.rawValue)]
        body["queue"] = JSONValue(queue.name.rawValue)
        body["version"] = JSONValue(queue.version)
        body["configuration"] = .object(configuration.json)
        body.set("guideline", digest.map { JSONValue($0.hexadecimal) })
        body["at"] = JSONValue(journal.now.description)
        _ = try journal.append(
            EventDraft(
                id: id, kind: .configuration, actor: journal.author.person,
                body: JSONValue.object(body).serialized),
            to: &queue)
        try database.run(
            "UPDATE queue SET configuration = ?, version = ?, guideline = ? WHERE id = ?", bytes, queue.version,
            digest, queue.key)
        if let previous, previous.overlap.minimum != configuration.overlap.minimum {
            try setOverlap(from: previous.overlap.minimum, to: configuration.overlap.minimum, queue: queue.key)
        }
    }

    /// Items at the old k get the new one. One that has grown, or that more people have decided, keeps what it has.
    private func setOverlap(from old: Int, to new: Int, queue: Int64) throws {
        if new > old {
            try database.run(
                "UPDATE item SET free = free + ?1 - overlap, overlap = ?1 WHERE queue = ?2 AND overlap < ?1", new,
                queue)
        } else {
            // Nobody has touched most of them.
            try database.run(
                """
                UPDATE item SET free = ?1, overlap = ?1
                WHERE queue = ?2 AND overlap = ?3 AND free = ?3 AND deal < \(SQLiteSchema.touched)
                """, new, queue, old)
            let others = try database.all("SELECT seq FROM item WHERE queue = ? AND overlap > ?", queue, new) {
                $0.int64(0)
            }
            let fitting = SlotFitting(database: database, queue: queue)
            for item in others { try fitting.fit(item) }
        }
        // Items come back into groups that people had passed over.
        try database.run("DELETE FROM passed WHERE queue = ?", queue)
    }
}
