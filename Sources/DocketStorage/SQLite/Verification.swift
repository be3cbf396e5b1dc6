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
    /// Whether the index of precedents can be read; else it is told once what is wrong with it.
    private(set) var hasPrecedents = true

    /// After so many problems of the journal, or of what is computed from it, the rest is counted and not described.
    private static let problemLimit = 1000
    private var found = (journal: 0, derived: 0)

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
        noteRest()
        return VerificationReport(events: events, head: head, problems: problems, redacted: redacted)
    }

    /// - Parameter isDerived: the journal says better.
    func note(_ queue: QueueID?, _ position: Int?, _ what: String, isDerived: Bool = false) {
        if isDerived { found.derived += 1 } else { found.journal += 1 }
        guard (isDerived ? found.derived : found.journal) <= Self.problemLimit else { return }
        problems.append(.init(queue: queue, position: position, what: what, isDerived: isDerived))
    }

    private func noteRest() {
        for (count, isDerived) in [(found.journal, false), (found.derived, true)] where count > Self.problemLimit {
            let rest = count - Self.problemLimit
            problems.append(.init(queue: nil, position: nil, what: "and \(rest) more", isDerived: isDerived))
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
            note(nil, nil, "SQLite's check of the file: \(line)", isDerived: DerivedSchema.isAboutIndex(line))
        }
        try database.forEachRow("PRAGMA foreign_key_check") { row in
            let table = row.text(0)
            note(
                nil, nil, "a row of table \(table) refers to one of \(row.text(2)) that is missing",
                isDerived: DerivedSchema.tables.contains(table))
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
        ]
        for orphan in orphans {
            let count = try database.integer(orphan.sql)
            if count > 0 { note(nil, nil, "\(count) \(orphan.what)") }
        }
        let ledgers = try database.integer(DerivedSchema.queuesWithoutLedger)
        if ledgers > 0 { note(nil, nil, "\(ledgers) queues have no ledger", isDerived: true) }
        let stores = try database.integer("SELECT count(*) FROM store")
        if stores != 1 { note(nil, nil, "the store has \(stores) owners") }
    }

    /// Without its constraints and triggers a store keeps no promise.
    private func checkSchema() throws {
        let expected = try DerivedSchema.expected()
        for entry in expected.symmetricDifference(try DerivedSchema.entries(of: database)).sorted() {
            note(
                nil, nil, "the \(entry.kind) \(entry.name) is missing, was changed, or does not belong here",
                isDerived: entry.kind != "table" || DerivedSchema.isOfPrecedents(entry))
        }
        if let problem = Precedents.problem(in: database) {
            hasPrecedents = false
            note(nil, nil, problem, isDerived: true)
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
