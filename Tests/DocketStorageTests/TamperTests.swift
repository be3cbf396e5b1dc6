import DocketModel
import DocketStorage
import DocketTestSupport
import FoundationEssentials
import GRDB
import Testing

/// Changes a closed store behind Docket's back and looks what `verify` says.
@Suite("Tampering with an SQLite store")
struct TamperTests {
    /// Three items, decisions, an undo, a surplus, a resolution and a send-back; closed.
    static func makeStore() async throws -> (place: Place, head: JournalHead) {
        let fixture = try await Fixture(items: 3, overlap: Overlap(1))
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        try await fixture.record(fixture.decision("d2", 1, by: "bob"))
        try await fixture.record(fixture.decision("d3", 2, by: "ann"))
        _ = try await fixture.store.undo(nil, in: fixture.queue, as: fixture.newID(), by: fixture.author("ann"))
        try await fixture.record(fixture.skip("d4", 3, by: "ann"))
        try await fixture.bring([Fixture.item(3, suggestions: 3)], decisions: [fixture.decision("d5", 3, by: "cid")])
        _ = try await fixture.store.record(fixture.sendBack("b1", 1, to: ["ann"]), by: fixture.author("lead"))
        _ = try await fixture.store.record(fixture.resolution("r1", 1), by: fixture.author("lead"))
        try await fixture.store.grow(Fixture.itemID(2), in: fixture.queue, to: 2, by: fixture.author("lead"))
        #expect(try await fixture.problems() == [])
        let head = try await fixture.store.head()
        await fixture.store.close()
        return (fixture.place, head)
    }

    private static func problems(_ place: Place, _ head: JournalHead? = nil) async throws -> [String] {
        let store = try await SQLiteStore.open(path: place.path, mode: .existing, owner: "x")
        let problems = try await store.verify(against: head).problems.map(\.what)
        await store.close()
        return problems
    }

    private static let changes = [
        // The journal.
        "UPDATE event SET actor = 'eve' WHERE id = 'd1'",
        "UPDATE event SET server_time = server_time + 1 WHERE id = 'd1'",
        "UPDATE event SET client_time = client_time - 1 WHERE id = 'd3'",
        "UPDATE event SET client_version = '2.0' WHERE id = 'd1'", "UPDATE event SET kind = 'undo' WHERE id = 'd1'",
        "UPDATE event SET id = 'dx' WHERE id = 'd1'", "UPDATE event SET item = 2 WHERE id = 'd1'",
        "UPDATE event SET occasion = 'probe' WHERE id = 'd1'", "UPDATE event SET occasion = 'odd' WHERE id = 'd1'",
        "UPDATE event SET supersedes = 'd2' WHERE id = 'd1'", "UPDATE event SET shown = zeroblob(32) WHERE id = 'd1'",
        "UPDATE event SET hash = zeroblob(32) WHERE id = 'r1'", "UPDATE event SET hash = zeroblob(31) WHERE id = 'd1'",
        "UPDATE event SET previous = zeroblob(32) WHERE id = 'd2'",
        "UPDATE event SET body = zeroblob(32) WHERE id = 'd2'",
        "UPDATE event SET position = 99 WHERE id = 'd3'",
        "UPDATE body SET bytes = NULL WHERE event = (SELECT seq FROM event WHERE id = 'd1')",
        "UPDATE body SET bytes = x'7b7d' WHERE event = (SELECT seq FROM event WHERE id = 'd1')",
        "DELETE FROM body WHERE event = (SELECT seq FROM event WHERE id = 'd1')",
        "DELETE FROM event WHERE id = 'd2'", "DELETE FROM event WHERE id = 'r1'",
        """
        INSERT INTO event SELECT 99, queue, 99, 'new', kind, actor, item, occasion, 'r1', body, shown, client_version,
            client_time, server_time, previous, hash FROM event WHERE id = 'd1'
        """,
        // Two events swapped, with and without their place in the chain; one dropped and the rest moved up.
        """
        UPDATE event SET position = 99 WHERE id = 'd1'; UPDATE event SET position = 3 WHERE id = 'd2';
        UPDATE event SET position = 4 WHERE id = 'd1'
        """,
        """
        UPDATE event SET seq = 99 WHERE id = 'd1'; UPDATE event SET seq = 3 WHERE id = 'd2';
        UPDATE event SET seq = 4 WHERE id = 'd1'; UPDATE body SET event = 99 WHERE event = 3;
        UPDATE body SET event = 3 WHERE event = 4; UPDATE body SET event = 4 WHERE event = 99
        """,
        """
        UPDATE body SET event = 99 WHERE event = 3; UPDATE body SET event = 3 WHERE event = 4;
        UPDATE body SET event = 4 WHERE event = 99
        """,
        """
        DELETE FROM event WHERE id = 'd2'; UPDATE event SET position = -position WHERE position > 4;
        UPDATE event SET position = -position - 1 WHERE position < 0; UPDATE ledger SET position = position - 1
        """,
        // k, lower than it was raised to.
        "UPDATE item SET overlap = 1, free = 1 WHERE id = 'item-0002'",
        // Content.
        "UPDATE content SET bytes = CAST(bytes || ' ' AS BLOB) WHERE key & 4095 = 0 AND key >> 12 = 1",
        "UPDATE content SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Answer 2/0', 'Answer 9/9') AS BLOB)",
        "UPDATE content SET digest = zeroblob(length(digest)) WHERE key >> 12 = 2",
        "UPDATE content SET digest = CAST(digest || zeroblob(32) AS BLOB) WHERE key >> 12 = 2",
        "UPDATE content SET name = replace(name, ':a', ':q') WHERE key >> 12 = 2",
        "UPDATE content SET name = substr(name, 1, length(name) - 1) WHERE key >> 12 = 2",
        "UPDATE content SET name = '99999' || name WHERE key >> 12 = 2",
        "UPDATE content SET bytes = x'7b7d', digest = zeroblob(32) WHERE since > 0",
        "UPDATE content SET name = 'q' WHERE since > 0", "DELETE FROM content WHERE since > 0",
        "DELETE FROM content WHERE key >> 12 = 3",
        "INSERT INTO content SELECT (9 << 12), name, digest, since, bytes FROM content WHERE key = (1 << 12)",
        "UPDATE content SET since = 0 WHERE since > 0", "UPDATE item SET id = 'other' WHERE seq = 2",
        "UPDATE item SET rank = -7 WHERE seq = 2", "DELETE FROM item WHERE seq = 2",
        "UPDATE item SET shelf = 77 WHERE seq = 2", "UPDATE guideline SET text = x'41'", "DELETE FROM guideline",
        // Configuration.
        "UPDATE queue SET version = 9", "UPDATE queue SET archived = 1", "UPDATE queue SET guideline = NULL",
        "UPDATE queue SET configuration = CAST(replace(CAST(configuration AS TEXT), '\"overlap\":1', '') AS BLOB)",
        "UPDATE queue SET name = 'renamed'", "DELETE FROM import WHERE position > 2", "DELETE FROM store",
        // What is derived.
        "UPDATE ledger SET position = position - 1", "UPDATE ledger SET hash = zeroblob(32)",
        "UPDATE ledger SET decisions = decisions + 1", "UPDATE ledger SET complete = 0",
        "UPDATE ledger SET resolved = 0",
        "UPDATE ledger SET items = 99", "UPDATE ledger SET last_item = 2", "DELETE FROM ledger",
        "UPDATE item SET free = 0, decided = 1 WHERE seq = 2", "UPDATE item SET overlap = 5 WHERE seq = 2",
        "UPDATE item SET resolved = 0 WHERE seq = 1", "DELETE FROM slot WHERE decided = 1",
        "UPDATE slot SET annotator = 'bob', event = (SELECT seq FROM event WHERE id = 'd2') WHERE item = 1",
        "UPDATE slot SET event = 1 WHERE item = 1", "UPDATE line SET surplus = 0", "UPDATE line SET live = NULL",
        "UPDATE line SET skip = 1 - skip", "UPDATE line SET annotator = 'eve' WHERE annotator = 'bob'",
        "UPDATE line SET tip = 1", "DELETE FROM line", "DELETE FROM verdict", "UPDATE verdict SET live = NULL",
        "DELETE FROM sendback", "UPDATE action SET state = 0",
        "INSERT INTO line SELECT 2, 'eve', occasion, queue, tip, live, skip, surplus, time FROM line LIMIT 1",
    ]

    @Test("every change is found", arguments: changes)
    func findsChange(change: String) async throws {
        let (place, head) = try await Self.makeStore()
        #expect(try await Self.problems(place, head) == [])
        try Tampering.change(place.path) { try $0.execute(sql: change) }
        #expect(try await Self.problems(place, head) != [])
    }

    @Test("a missing trigger or index is found")
    func findsSchemaChange() async throws {
        let (place, _) = try await Self.makeStore()
        let queue = try DatabaseQueue(path: place.path)
        try await queue.write { try $0.execute(sql: "DROP TRIGGER slot_within_k; DROP INDEX event_line") }
        try queue.close()
        #expect(
            try await Self.problems(place) == [
                "the index event_line is missing, was changed, or does not belong here",
                "the trigger slot_within_k is missing, was changed, or does not belong here",
            ])
    }

    @Test("a journal cut off at its end is found by a head, also where the rest agrees")
    func findsTruncation() async throws {
        let fixture = try await Fixture(items: 3)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        await fixture.store.close()
        let before = try Files.read(fixture.place.path)
        let again = try await Fixture(place: fixture.place)
        try await again.record(again.decision("d2", 2, by: "ann"))
        let head = try await again.store.head()
        await again.store.close()
        try Files.write(before, to: fixture.place.path)
        #expect(try await Self.problems(fixture.place) == [])
        #expect(
            try await Self.problems(fixture.place, head) == [
                "the journal ends before the head: events were cut off"
            ])
    }

    @Test(
        "one flipped bit anywhere in the journal is found", arguments: Surroundings.seeds(6))
    func flippedBits(seed: UInt64) async throws {
        let (place, _) = try await Self.makeStore()
        var random = SeededGenerator(seed: seed)
        let columns = [
            "body", "shown", "previous", "hash", "bytes", "id", "kind", "actor", "occasion", "supersedes",
            "client_version", "client_time", "server_time",
        ]
        for event in 1...11 {
            let column = columns[Int.random(in: 0..<columns.count, using: &random)]
            var value = DatabaseValue.null
            try Tampering.change(place.path) { database in
                let table = column == "bytes" ? "body WHERE event = \(event)" : "event WHERE seq = \(event)"
                value = try DatabaseValue.fetchOne(database, sql: "SELECT \(column) FROM \(table)") ?? .null
                try Self.set(column, event, Self.flipped(value, &random), database)
            }
            #expect(
                try await Self.problems(place) != [] || value.isNull, "seed \(seed), \(column) of event \(event)")
            try Tampering.change(place.path) { try Self.set(column, event, value, $0) }
        }
        #expect(try await Self.problems(place) == [])
    }

    private static func flipped(_ value: DatabaseValue, _ random: inout SeededGenerator) -> DatabaseValue {
        func flip(_ bytes: [UInt8]) -> [UInt8] {
            var bytes = bytes
            guard let index = bytes.indices.randomElement(using: &random) else { return bytes }
            bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            return bytes
        }
        switch value.storage {
        case .null, .double: return value
        case .int64(let number): return (number ^ 1 << Int64.random(in: 0..<40, using: &random)).databaseValue
        case .string(let text): return String(decoding: flip(Array(text.utf8)), as: UTF8.self).databaseValue
        case .blob(let data): return Data(flip(Array(data))).databaseValue
        }
    }

    private static func set(
        _ column: String, _ event: Int, _ value: DatabaseValue, _ database: Database
    ) throws {
        let table = column == "bytes" ? "body SET bytes = ? WHERE event = ?" : "event SET \(column) = ? WHERE seq = ?"
        try database.execute(sql: "UPDATE \(table)", arguments: [value, event])
    }
}
