import DocketModel
import DocketNotation
import DocketStorage
import DocketTestSupport
import GRDB
import Testing

/// Damages what is computed from the journal behind Docket's back, has it mended, and looks whether the store is as it
/// was before.
@Suite("Computing anew what follows from the journal")
struct ProjectionRebuildTests {
    /// Histories of every kind, on a clock that goes on; closed.
    private static func makeStore() async throws -> (place: Place, head: JournalHead) {
        let fixture = try await Fixture(items: 5, overlap: Overlap(2))
        func step() { fixture.place.clock.advance(milliseconds: 1000) }
        func record(_ decision: Decision) async throws {
            step()
            try await fixture.record(decision)
        }
        try await record(fixture.decision("d1", 1, by: "ann"))
        try await record(fixture.decision("d2", 1, by: "bob"))
        try await record(fixture.decision("d3", 1, by: "cid"))
        try await record(fixture.decision("d4", 2, by: "ann"))
        step()
        _ = try await fixture.store.undo(nil, in: fixture.queue, as: "u-1", by: fixture.author("ann"))
        try await record(fixture.skip("d5", 3, by: "bob"))
        try await record(fixture.decision("d6", 3, by: "ann", occasion: .probe))
        try await record(fixture.decision("d7", 1, by: "ann", accepting: "b", supersedes: "d1"))
        step()
        try await fixture.bring(
            [Fixture.item(3, suggestions: 3), Fixture.item(6, priority: 4)],
            decisions: ["eva", "fay", "gus"].map { fixture.decision(EventID("i-\($0)"), 4, by: PersonID($0)) })
        step()
        _ = try await fixture.store.record(fixture.sendBack("b1", 1, to: ["ann"]), by: fixture.author("lead"))
        step()
        _ = try await fixture.store.record(fixture.resolution("r1", 1), by: fixture.author("lead"))
        step()
        _ = try await fixture.store.record(fixture.resolution("r2", 4), by: fixture.author("lead"))
        step()
        _ = try await fixture.store.undo("r2", in: fixture.queue, as: "u-2", by: fixture.author("lead"))
        step()
        try await fixture.store.grow(Fixture.itemID(2), in: fixture.queue, to: 3, by: fixture.author("lead"))
        try await record(fixture.decision("d8", 2, by: "bob"))
        step()
        _ = try await fixture.store.undo("d8", in: fixture.queue, as: "u-3", by: fixture.author("bob"))
        step()
        _ = try await fixture.store.redo(in: fixture.queue, as: "u-4", by: fixture.author("bob"))
        step()
        _ = try await fixture.store.undo("i-eva", in: fixture.queue, as: "u-5", by: fixture.author("eva"))
        try await record(fixture.decision("d9", 4, by: "eva"))
        step()
        _ = try await fixture.store.promote("d3", in: fixture.queue, by: fixture.author("lead"))
        step()
        _ = try await fixture.store.redact("d6", in: fixture.queue, reason: "a name", by: fixture.author("lead"))
        for person: PersonID in ["ida", "jim"] {
            step()
            _ = try await fixture.store.assign(
                Fixture.itemID(6), in: fixture.queue, to: person, by: fixture.author("lead"))
        }
        step()
        _ = try await fixture.store.unassign(
            Fixture.itemID(6), in: fixture.queue, from: "jim", by: fixture.author("lead"))
        let time = fixture.place.clock.now
        for (id, item) in [("q-1", 1), ("q-2", 2)] as [(EventID, Int)] {
            step()
            _ = try await fixture.store.record(
                GuidelineQuestion(
                    id: id, queue: fixture.queue, item: Fixture.itemID(item), asker: "ann", text: "Why?", at: time),
                by: fixture.author("ann"))
        }
        step()
        _ = try await fixture.store.record(
            GuidelineAnswer(
                id: "a-1", queue: fixture.queue, item: Fixture.itemID(1), question: "q-1", person: "lead", text: "So.",
                at: time), by: fixture.author("lead"))
        step()
        _ = try await fixture.store.record(fixture.resolution("r3", 3), by: fixture.author("lead"))
        _ = try #require(try await fixture.claim("hal").claim)
        _ = try await fixture.bring([Fixture.item(1)], into: "other")
        #expect(try await fixture.problems() == [])
        let head = try await fixture.store.head()
        await fixture.store.close()
        return (fixture.place, head)
    }

    /// What is computed from the journal, as text; without what may come out otherwise: which slot somebody has, and the
    /// order of dealing.
    private static func projection(_ path: String) throws -> [String] {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.inDatabase { database in
            try [
                "SELECT item, annotator, decided, event FROM slot ORDER BY 1, 2",
                "SELECT * FROM line ORDER BY item, annotator, occasion", "SELECT * FROM verdict ORDER BY item",
                "SELECT * FROM sendback ORDER BY item, event", "SELECT * FROM assignment ORDER BY item, annotator",
                "SELECT * FROM action ORDER BY event", "SELECT * FROM question ORDER BY event",
                "SELECT rowid, queue, words FROM precedent ORDER BY rowid",
                "SELECT seq, rank, overlap, free, decided, resolved, shelf FROM item ORDER BY seq",
                "SELECT * FROM queue ORDER BY id", "SELECT * FROM import ORDER BY queue, position",
                "SELECT queue, position, hash, items, decisions, complete, resolved, first_item, last_item FROM ledger",
            ].flatMap { sql in try Row.fetchAll(database, sql: sql).map { "\($0)" } }
        }
    }

    private static func open(_ place: Place) async throws -> SQLiteStore {
        try await SQLiteStore.open(
            path: place.path, mode: .existing, owner: "x", clock: { place.clock.now }, makeID: { place.ids.next() })
    }

    /// Changes that leave the journal whole, and after which everything comes out as it was.
    private static let damage = [
        "UPDATE ledger SET position = position - 1", "UPDATE ledger SET hash = zeroblob(32)",
        "UPDATE ledger SET decisions = decisions + 1", "UPDATE ledger SET complete = 0, resolved = 7, items = 99",
        "UPDATE ledger SET last_item = 2", "DELETE FROM ledger", "UPDATE ledger SET first_item = 3, last_item = 0",
        "UPDATE queue SET version = 9", "UPDATE queue SET archived = 1", "UPDATE queue SET guideline = NULL",
        "UPDATE queue SET configuration = x'7b7d' WHERE name = 'other'", "DELETE FROM import WHERE position > 2",
        "DELETE FROM import", "UPDATE item SET rank = -7 WHERE seq = 2", "UPDATE item SET shelf = 77 WHERE seq = 2",
        "UPDATE item SET resolved = 1 - resolved", "UPDATE item SET free = 0, decided = 0",
        "UPDATE item SET free = 0, decided = 1 WHERE seq = 5", "DELETE FROM slot WHERE decided = 1",
        "UPDATE slot SET annotator = 'eve', event = 5 WHERE item = 1 AND annotator = 'ann'",
        "UPDATE slot SET event = 1 WHERE decided = 1", "UPDATE slot SET slot = slot + 7 WHERE item = 1",
        "UPDATE line SET surplus = 1 - surplus", "UPDATE line SET live = NULL", "UPDATE line SET skip = 1 - skip",
        "UPDATE line SET annotator = 'eve' WHERE annotator = 'bob'", "UPDATE line SET tip = 1", "DELETE FROM line",
        "UPDATE line SET queue = 2", "DELETE FROM verdict", "UPDATE verdict SET live = NULL, tip = 1",
        "DELETE FROM sendback", "INSERT INTO sendback VALUES (1, 2, 3)", "UPDATE action SET state = 1 - (state = 1)",
        "INSERT INTO line SELECT 2, 'eve', occasion, queue, tip, live, skip, surplus, time FROM line LIMIT 1",
        "INSERT INTO line SELECT 99, 'eve', occasion, queue, tip, live, skip, surplus, time FROM line LIMIT 1",
        "INSERT INTO slot VALUES (5, 0, 1, 'eve', 1, 0, 0, 0, 4)",
        "INSERT INTO verdict SELECT 5, tip, live FROM verdict LIMIT 1",
        "DELETE FROM assignment", "UPDATE assignment SET annotator = 'eve'",
        "INSERT INTO assignment VALUES (1, 2, 'eve')",
        "DELETE FROM assignment; DELETE FROM slot WHERE annotator = 'ida'",
        "DELETE FROM action WHERE event < 9; UPDATE line SET tip = 2",
        "DELETE FROM question", "UPDATE question SET stands = 1 - stands, answer = NULL",
        "UPDATE question SET answer = tip", "UPDATE question SET item = 5",
        "INSERT INTO question SELECT 1, queue, item, tip, stands, answer FROM question LIMIT 1",
        "DELETE FROM precedent", "UPDATE precedent SET words = 'something else' WHERE rowid = 1",
        "INSERT INTO precedent(rowid, queue, words) VALUES (5, '1', 'stray words')",
        "UPDATE precedent SET queue = '2'", "DELETE FROM precedent_data WHERE id > 10",
        "UPDATE precedent_content SET c1 = c1 || ' more'", "DROP TABLE precedent_word; DROP TABLE precedent",
        "DELETE FROM slot WHERE decided = 1; DELETE FROM line; DELETE FROM verdict; DELETE FROM sendback; DELETE FROM action",
    ]

    @Test("whatever is damaged is found, mended, and then as it was", arguments: damage)
    func mends(change: String) async throws {
        let (place, head) = try await Self.makeStore()
        let before = try Self.projection(place.path)
        try Tampering.change(place.path) { try $0.execute(sql: change) }
        let store = try await Self.open(place)
        #expect(try await store.verify(against: nil).problems.allSatisfy(\.isDerived))
        let first = try await store.examine(repairing: false)
        #expect(first.filter(\.isProblemLeft).map(\.subject) == ["projection"])
        #expect(first.first(where: \.isProblemLeft)?.mending == .possible)
        let second = try await store.examine(repairing: true)
        #expect(second.filter(\.isProblemLeft) == [])
        #expect(second.first { $0.subject == "projection" }?.mending == .done)
        #expect(try await store.verify(against: head).problems == [])
        await store.close()
        #expect(try Self.projection(place.path) == before)
    }

    @Test(
        "several damages at once are mended together, and work goes on", arguments: 1...UInt64(Surroundings.rounds(3)))
    func mendsMany(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let (place, head) = try await Self.makeStore()
        let changes = (0..<4).compactMap { _ in Self.damage.randomElement(using: &random) }
        for change in changes { try? Tampering.change(place.path) { try $0.execute(sql: change) } }
        let store = try await Self.open(place)
        let findings = try await store.examine(repairing: true)
        #expect(findings.filter(\.isProblemLeft) == [], "seed \(seed): \(changes)")
        #expect(try await store.verify(against: head).problems == [], "seed \(seed): \(changes)")
        let fixture = try await Fixture(overlap: Overlap(2), place: place)
        _ = try await fixture.store.undo("d7", in: "replies", as: "u-6", by: fixture.author("ann"))
        #expect(try await fixture.record(fixture.decision("n1", 5, by: "ann")).status == .saved)
        #expect(try await fixture.claim("zoe").claim != nil)
        #expect(try await fixture.problems(against: head) == [], "seed \(seed): \(changes)")
        await fixture.store.close()
        await store.close()
    }

    @Test("a claim stays where it fits, and gives way to what was decided")
    func claims() async throws {
        let fixture = try await Fixture(items: 2)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        let kept = try #require(try await fixture.claim("bob", item: 2).claim)
        await fixture.store.close()
        try Tampering.change(fixture.place.path) { database in
            try database.execute(
                sql: "DELETE FROM slot WHERE item = 1; UPDATE line SET surplus = 1; UPDATE item SET decided = 0")
            try database.execute(sql: "INSERT INTO slot VALUES (1, 0, 1, 'eve', 0, 9, 0, 9000000000000, NULL)")
        }
        let store = try await Self.open(fixture.place)
        #expect(try await store.examine(repairing: true).filter(\.isProblemLeft) == [])
        #expect(try await store.renew(kept, milliseconds: 1000).fence == kept.fence)
        #expect(try await store.counts(of: "replies").decisions == 1)
        #expect(try await store.counts(of: "replies").claimed == 1)
        await store.close()
    }

    @Test("missing triggers and indexes are made again")
    func schema() async throws {
        let (place, head) = try await Self.makeStore()
        let queue = try DatabaseQueue(path: place.path)
        try await queue.write { database in
            try database.execute(
                sql: """
                    DROP TRIGGER slot_within_k; DROP INDEX event_line;
                    CREATE TRIGGER odd AFTER INSERT ON line BEGIN DELETE FROM draft; END
                    """)
        }
        try queue.close()
        let store = try await Self.open(place)
        #expect(try await store.examine(repairing: true).filter(\.isProblemLeft) == [])
        #expect(try await store.verify(against: head).problems == [])
        await store.close()
    }

    @Test(
        "damage to the journal is reported and not mended, and nothing is computed from it",
        arguments: [
            "UPDATE event SET actor = 'eve' WHERE id = 'd1'", "DELETE FROM event WHERE id = 'r2'",
            "UPDATE body SET bytes = x'7b7d' WHERE event = 4", "DELETE FROM body WHERE event = 4",
            """
            DELETE FROM body WHERE event = (SELECT max(seq) FROM event WHERE queue = 1);
            DELETE FROM event WHERE seq = (SELECT max(seq) FROM event WHERE queue = 1)
            """,
            "UPDATE content SET bytes = x'7b7d' WHERE key = (1 << 12)", "DELETE FROM guideline",
            "UPDATE ledger SET position = position + 1, hash = randomblob(32)",
        ])
    func journal(change: String) async throws {
        let (place, _) = try await Self.makeStore()
        try Tampering.change(place.path) { database in
            try database.execute(sql: "\(change); UPDATE line SET surplus = 1 - surplus")
        }
        let before = try Self.projection(place.path)
        let store = try await Self.open(place)
        let findings = try await store.examine(repairing: true)
        let journal = try #require(findings.first { $0.subject == "journal" })
        #expect(journal.isProblemLeft)
        #expect(journal.remedy?.contains("docket restore") == true)
        #expect(findings.first { $0.subject == "projection" }?.mending == .byHand)
        await store.close()
        #expect(try Self.projection(place.path) == before)
    }
}
