import DocketModel
import DocketNotation
import GRDB

/// Recomputes everything that can be recomputed, in one snapshot: chains, digests, and from the journal the tables that
/// are derived from it. What is off is data and not an error.
final class Verification {
    let database: Database
    let parser = JSONParser()
    private(set) var problems: [VerificationReport.Problem] = []
    private var events = 0
    private var redacted = 0

    /// After so many problems the rest is counted and not described.
    private static let problemLimit = 1000
    private var undescribed = 0

    init(database: Database) {
        self.database = database
    }

    func report(against expected: JournalHead?) -> VerificationReport {
        var head = JournalHead(chains: [])
        attempt(nil) { try checkFile() }
        attempt(nil) { try checkGuidelines() }
        attempt(nil) {
            for queue in try QueueRow.all(in: database) {
                let chain = VerifiedChain(verification: self, queue: queue)
                attempt(queue.name) { try chain.check() }
                events += chain.events
                redacted += chain.redacted
                head.chains.append(
                    JournalHead.Chain(queue: queue.name, position: queue.position, hash: queue.hash))
                attempt(queue.name) { try VerifiedItems(verification: self, queue: queue).check() }
                attempt(queue.name) { try VerifiedProjections(verification: self, queue: queue).check() }
            }
        }
        head = JournalHead(chains: head.chains)
        if let expected { attempt(nil) { try check(against: expected) } }
        if undescribed > 0 { problems.append(.init(queue: nil, position: nil, what: "and \(undescribed) more")) }
        return VerificationReport(events: events, head: head, problems: problems, redacted: redacted)
    }

    func note(_ queue: QueueID?, _ position: Int?, _ what: String) {
        if problems.count < Self.problemLimit {
            problems.append(VerificationReport.Problem(queue: queue, position: position, what: what))
        } else {
            undescribed += 1
        }
    }

    /// Goes on after an error, which is a problem like others.
    func attempt(_ queue: QueueID?, position: Int? = nil, _ check: () throws -> Void) {
        do {
            try check()
        } catch let damage as Damage {
            note(queue, position, damage.reason)
        } catch let error as DatabaseError {
            note(queue, position, "the file cannot be read here: \(error.message ?? "\(error.resultCode)")")
        } catch {
            note(queue, position, "\(error)")
        }
    }

    private func checkFile() throws {
        for line in try database.all("PRAGMA integrity_check", read: { $0.text(0) }) where line != "ok" {
            note(nil, nil, "SQLite's check of the file: \(line)")
        }
        try database.forEachRow("PRAGMA foreign_key_check") { row in
            note(nil, nil, "a row of table \(row.text(0)) refers to one of \(row.text(2)) that is missing")
        }
        try checkSchema()
        let orphans: [(sql: String, what: String)] = [
            ("SELECT count(*) FROM event WHERE seq NOT IN (SELECT event FROM body)", "events have no body"),
            ("SELECT count(*) FROM body WHERE event NOT IN (SELECT seq FROM event)", "bodies have no event"),
            (
                "SELECT count(*) FROM event WHERE queue NOT IN (SELECT id FROM queue WHERE version > 0)",
                "events belong to no queue"
            ),
            (
                "SELECT count(*) FROM content WHERE key >> \(SQLiteSchema.contentBits) NOT IN (SELECT seq FROM item)",
                "texts belong to no item"
            ),
            (
                "SELECT count(*) FROM queue WHERE version > 0 AND id NOT IN (SELECT queue FROM ledger)",
                "queues have no ledger"
            ),
        ]
        for orphan in orphans {
            let count = try database.integer(orphan.sql)
            if count > 0 { note(nil, nil, "\(count) \(orphan.what)") }
        }
        let stores = try database.integer("SELECT count(*) FROM store")
        if stores != 1 { note(nil, nil, "the store has \(stores) owners") }
    }

    /// Without its constraints and triggers a store keeps no promise.
    private func checkSchema() throws {
        func schema(_ database: Database) throws -> Set<String> {
            Set(
                try database.all("SELECT type, name, coalesce(sql, '') FROM sqlite_master") { row in
                    "\(row.text(0)) \(row.text(1)): \(row.text(2))"
                })
        }
        let expected = try DatabaseQueue().inDatabase { empty in
            try SQLiteSchema.create(in: empty, owner: "", at: Timestamp(milliseconds: 0))
            return try schema(empty)
        }
        for difference in expected.symmetricDifference(try schema(database)).sorted() {
            let name = difference.prefix { $0 != ":" }
            note(nil, nil, "the \(name) is missing, was changed, or does not belong here")
        }
    }

    private func checkGuidelines() throws {
        try database.forEachRow("SELECT digest, text FROM guideline") { row in
            let digest = try row.digest(0)
            if Digest(of: row.blob(1)) != digest {
                note(nil, nil, "the text of guideline \(digest) has another digest")
            }
        }
    }

    /// A chain alone shows neither that its end was cut off nor that it was written anew; a head kept elsewhere does.
    private func check(against head: JournalHead) throws {
        for chain in head.chains {
            guard let queue = try QueueRow.find(chain.queue, in: database), queue.version > 0 else {
                note(chain.queue, nil, "the head knows this queue, and it is missing")
                continue
            }
            if chain.position == 0 { continue }
            let hash = try database.first(
                "SELECT hash FROM event WHERE queue = ? AND position = ?", queue.key, chain.position
            ) { try $0.digest(0) }
            if hash == nil {
                note(chain.queue, chain.position, "the journal ends before the head: events were cut off")
            } else if hash != chain.hash {
                note(
                    chain.queue, chain.position,
                    "the event is not the one that the head knows: the journal was rewritten")
            }
        }
    }
}
