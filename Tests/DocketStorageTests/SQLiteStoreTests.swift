import DocketModel
import DocketNotation
import DocketTestSupport
import GRDB
import Glibc
import Synchronization
import Testing

@testable import DocketStorage

@Suite("The SQLite engine")
struct SQLiteStoreTests {
    private func open(_ place: Place, _ mode: SQLiteStore.Mode = .createIfMissing) async throws -> SQLiteStore {
        try await SQLiteStore.open(path: place.path, mode: mode, owner: "owner", clock: { place.clock.now })
    }

    @Test("every commit is flushed to disk, and nothing is trusted or checkpointed by itself")
    func pragmas() async throws {
        let store = try await open(try Place())
        let expected = [
            "synchronous": "2", "journal_mode": "wal", "wal_autocheckpoint": "0", "foreign_keys": "1",
            "cell_size_check": "1", "trusted_schema": "0", "application_id": "1146045259", "user_version": "4",
        ]
        for (pragma, value) in expected {
            let found = try await store.write { database in
                try database.first("PRAGMA \(pragma)") { $0.text(0) }
            }
            #expect(found == value, "\(pragma)")
        }
        let readOnly = try await store.read { try $0.integer("PRAGMA query_only") }
        #expect(readOnly == 1)
        await store.close()
    }

    @Test("folder and files are for their owner only")
    func permissions() async throws {
        let place = try Place()
        let store = try await open(place)
        let folder = place.folder.path + "/store"
        #expect(try Files.permissions(folder) == 0o700)
        for name in Files.names(in: folder) {
            #expect(try Files.permissions(folder + "/" + name) == 0o600, "\(name)")
        }
        await store.close()
    }

    @Test("an empty file counts as new")
    func emptyFile() async throws {
        let place = try Place()
        try #require(mkdir(place.folder.path + "/store", 0o700) == 0)
        try Files.write([], to: place.path)
        let store = try await open(place)
        #expect(try await store.owner() == "owner")
        await store.close()
    }

    @Test(
        "a store that must exist and does not is an error, and nothing is made",
        arguments: [
            SQLiteStore.Mode.existing, .readOnly,
        ])
    func missing(mode: SQLiteStore.Mode) async throws {
        let place = try Place()
        let error = await #expect(throws: StoreError.self) { try await open(place, mode) }
        guard case .unavailable = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(Files.names(in: place.folder.path).isEmpty)
    }

    @Test("what is no store is refused, and not a byte is written", arguments: ["text", "sqlite", "short"])
    func foreign(kind: String) async throws {
        let place = try Place()
        let folder = place.folder.path + "/store"
        try #require(mkdir(folder, 0o700) == 0)
        switch kind {
        case "sqlite":
            let queue = try DatabaseQueue(path: place.path)
            try await queue.write { try $0.execute(sql: "CREATE TABLE other(a)") }
            try queue.close()
        case "text": try Files.write(Array(String(repeating: "no store at all\n", count: 400).utf8), to: place.path)
        default: try Files.write(Array("x".utf8), to: place.path)
        }
        let before = try Files.read(place.path)
        for mode in [SQLiteStore.Mode.createIfMissing, .existing, .readOnly] {
            await #expect(throws: StoreError.foreign(place.path)) { try await open(place, mode) }
        }
        #expect(try Files.read(place.path) == before)
        #expect(Files.names(in: folder) == ["docket.db"])
    }

    @Test("a newer store is refused with both versions")
    func newer() async throws {
        let place = try Place()
        await (try open(place)).close()
        let queue = try DatabaseQueue(path: place.path)
        try await queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 7") }
        try queue.close()
        await #expect(throws: StoreError.newer(place.path, version: 7, known: SQLiteSchema.version)) {
            try await open(place)
        }
        await #expect(throws: StoreError.newer(place.path, version: 7, known: SQLiteSchema.version)) {
            try await open(place, .readOnly)
        }
    }

    @Test("a damaged store is an error that says so")
    func damaged() async throws {
        let fixture = try await Fixture(items: 50)
        await fixture.store.close()
        var bytes = try Files.read(fixture.place.path)
        for index in 4096..<bytes.count { bytes[index] = 0xA5 }
        try Files.write(bytes, to: fixture.place.path)
        let error = await #expect(throws: StoreError.self) {
            let store = try await open(fixture.place)
            _ = try await store.counts(of: "replies")
        }
        guard case .damaged = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("a store opened for reading gives what is there and takes nothing")
    func readOnly() async throws {
        let fixture = try await Fixture(items: 2)
        let reader = try await open(fixture.place, .readOnly)
        #expect(try await reader.counts(of: "replies").items == 2)
        #expect(try await reader.verify(against: nil).problems == [])
        await #expect(throws: StoreError.readOnly(fixture.place.path)) {
            try await reader.record(fixture.decision("d1", 1, by: "ann"), fence: nil, by: fixture.author("ann"))
        }
        await #expect(throws: StoreError.readOnly(fixture.place.path)) {
            _ = try await reader.beginImport(
                ImportRequest(
                    configuration: QueueConfiguration(name: "replies"), guideline: nil, fileName: "f",
                    format: "native"), by: fixture.author("ann"))
        }
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        #expect(try await reader.counts(of: "replies").decisions == 1)
        await reader.close()
    }

    @Test("a full disk is an error of its own: what was saved stays, and it goes on when there is room")
    func diskFull() async throws {
        let fixture = try await Fixture(items: 60)
        let store = try #require(fixture.store as? SQLiteStore)
        try await fixture.record(fixture.decision("d0", 1, by: "ann"))
        let pages = try await store.read { try $0.integer("PRAGMA page_count") }
        try await store.write { _ = try $0.integer("PRAGMA max_page_count = \(pages)") }
        var saved = ["d0"]
        var failure: (any Error)?
        for number in 2...60 where failure == nil {
            var decision = fixture.decision(EventID("d\(number)"), number, by: "ann")
            decision.comment = SourceText(String(repeating: "long ", count: 500))
            do {
                saved.append(try await fixture.record(decision).id.rawValue)
            } catch {
                failure = error
            }
        }
        #expect(failure as? StoreError == .diskFull(fixture.place.path))
        #expect(try await fixture.problems() == [])
        try await store.write { _ = try $0.integer("PRAGMA max_page_count = 1000000") }
        let next = fixture.decision("again", saved.count + 1, by: "ann")
        #expect(try await fixture.record(next).status == .saved)
        #expect(try await fixture.counts().decisions == saved.count + 1)
        #expect(try await fixture.problems() == [])
    }

    @Test(
        "what a constraint refuses changes nothing: k, nobody twice, no two events on one",
        arguments: [
            "INSERT INTO slot VALUES (1, 1, 1, 'eve', 0, 1, 0, 0, NULL)",
            "INSERT INTO slot VALUES (1, 0, 1, 'eve', 0, 1, 0, 0, NULL)",
            "UPDATE slot SET slot = 1", "UPDATE item SET overlap = 0, free = 0, decided = 0 WHERE seq = 1",
            "UPDATE item SET free = 9", "DELETE FROM event", "UPDATE event SET actor = 'eve'", "DELETE FROM body",
            "UPDATE body SET bytes = x'00'",
            """
            INSERT INTO event SELECT 99, queue, 99, 'x', kind, actor, item, occasion, 'd1', body, shown, client_version,
                client_time, server_time, previous, hash FROM event WHERE id = 'd2'
            """,
            "DELETE FROM item WHERE seq = 1",
        ])
    func constraints(change: String) async throws {
        let fixture = try await Fixture(items: 2)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        try await fixture.record(fixture.decision("d2", 1, by: "ann", accepting: "b", supersedes: "d1"))
        let store = try #require(fixture.store as? SQLiteStore)
        await #expect(throws: StoreError.self) { try await store.write { try $0.run(change) } }
        #expect(try await fixture.problems() == [])
    }

    @Test(
        "the next item is found by walking an index, and never by sorting or scanning a table",
        arguments: [
            Dealer.groupSQL, Dealer.walkSQL,
        ])
    func plan(sql: String) async throws {
        let fixture = try await Fixture(items: 20)
        let store = try #require(fixture.store as? SQLiteStore)
        let plan = try await store.read { database in
            try Row.fetchAll(
                database, sql: "EXPLAIN QUERY PLAN " + sql,
                arguments: StatementArguments(
                    Array(repeating: 1, count: sql.contains("?8") ? 8 : 4))
            ).map { $0["detail"] as String }
        }
        #expect(plan.allSatisfy { !$0.hasPrefix("SCAN") && !$0.contains("TEMP B-TREE") }, "\(plan)")
        #expect(plan.contains { $0.contains("item_deal (queue=? AND shelf=?") }, "\(plan)")
    }

    @Test("a page of items is a walk of their table from one place to another, and never sorted")
    func pagePlan() async throws {
        let fixture = try await Fixture(items: 20)
        let store = try #require(fixture.store as? SQLiteStore)
        let plan = try await store.read { database in
            try Row.fetchAll(
                database, sql: "EXPLAIN QUERY PLAN " + ItemStates.rangeSQL, arguments: [1, 1, 1, 1]
            ).map { $0["detail"] as String }
        }
        #expect(plan.count == 1 && plan[0].contains("USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"), "\(plan)")
    }

    @Test("the next item costs the same after many items were decided by the same person")
    func nextIsFlat() async throws {
        let fixture = try await Fixture(items: 400, overlap: Overlap(2))
        let store = try #require(fixture.store as? SQLiteStore)
        for number in 0..<300 {
            guard case .claimed(let item, _) = try await fixture.claim("ann") else { break }
            var decision = fixture.decision(EventID("d\(number)"), 1, by: "ann")
            decision.item = item.id
            try await fixture.record(decision)
        }
        // All 300 stand first, with the fewest missing, and none of them is for this annotator.
        let passed = try await store.read { database in
            try database.first("SELECT count(*), min(deal) FROM passed WHERE annotator = 'ann'") {
                (count: $0.int(0), deal: $0.int64(1))
            }
        }
        #expect(passed?.count == 1)
        let left = try await store.read { database in
            try database.integer(
                "SELECT count(*) FROM item WHERE free = 1 AND deal > ?", passed?.deal ?? 0)
        }
        #expect(left < 20)
        var seen = Set<ItemID>()
        for number in 0..<300 {
            guard case .claimed(let item, _) = try await fixture.claim("bob") else { break }
            #expect(seen.insert(item.id).inserted)
            var decision = fixture.decision(EventID("e\(number)"), 1, by: "bob")
            decision.item = item.id
            try await fixture.record(decision)
        }
        #expect(try await fixture.counts().complete == 300)
        // An undo brings an item back that had been passed over.
        let undone = try await fixture.store.undo(
            "d7", in: fixture.queue, as: fixture.newID(), by: fixture.author("ann"))
        #expect(try await fixture.claim("ann").item == undone.target.event.item)
        #expect(try await fixture.problems() == [])
    }

    @Test("the log is moved into the file as it grows, and closing empties it")
    func checkpoints() async throws {
        let fixture = try await Fixture(items: 10)
        let store = try #require(fixture.store as? SQLiteStore)
        for number in 0..<40 {
            try await store.saveDraft(
                [UInt8](repeating: UInt8(number), count: 400_000), of: "ann", item: Fixture.itemID(1), in: "replies")
        }
        // 16 MB were written; the log starts anew after each thousand pages.
        let log = try Files.read(fixture.place.path + "-wal").count
        #expect(log < 8_000_000)
        await store.close()
        #expect(try Files.read(fixture.place.path + "-wal").isEmpty)
        await store.close()
    }

    @Test("a reader in the way does not hold up writers, and is not disturbed")
    func readerInTheWay() async throws {
        let fixture = try await Fixture(items: 10)
        let blocker = try SQLiteConnection.openReader(path: fixture.place.path)
        try await blocker.writeWithoutTransaction { database in
            try database.beginTransaction(.deferred)
            #expect(try database.integer("SELECT count(*) FROM event") == 2)
        }
        for number in 1...10 { try await fixture.record(fixture.decision(EventID("d\(number)"), number, by: "ann")) }
        for _ in 0..<15 {
            try await fixture.store.saveDraft(
                [UInt8](repeating: 1, count: 400_000), of: "ann", item: Fixture.itemID(1), in: "replies")
        }
        let seen = try await blocker.writeWithoutTransaction { database in
            let count = try database.integer("SELECT count(*) FROM event")
            try database.rollback()
            return count
        }
        #expect(seen == 2)
        try blocker.close()
        #expect(try await fixture.counts().decisions == 10)
        #expect(try await fixture.problems() == [])
    }

    @Test("a store reached by a symbolic link or a relative path has one gate, and a hard link is refused")
    func names() async throws {
        let fixture = try await Fixture(items: 1)
        let folder = fixture.place.folder.path
        try #require(symlink(folder + "/store", folder + "/link") == 0)
        try #require(symlink(fixture.place.path, folder + "/other.db") == 0)
        for path in [folder + "/link/docket.db", folder + "/other.db", folder + "/store/../link/./docket.db"] {
            let store = try await SQLiteStore.open(path: path, mode: .existing, owner: "x")
            #expect(store.files.path == fixture.place.path)
            #expect(store.location == path)
            #expect(try await store.counts(of: "replies").items == 1)
            await store.close()
        }
        #expect(Files.names(in: folder) == ["link", "other.db", "store"])
        try #require(link(fixture.place.path, folder + "/hard.db") == 0)
        let error = await #expect(throws: StoreError.self) {
            try await SQLiteStore.open(path: folder + "/hard.db", mode: .existing, owner: "x")
        }
        guard case .unavailable = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("after a commit whose fate is not known the store opens anew and goes on")
    func reopens() async throws {
        let fixture = try await Fixture(items: 2)
        let store = try #require(fixture.store as? SQLiteStore)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        store.needsReopening.store(true, ordering: .sequentiallyConsistent)
        #expect(try await fixture.record(fixture.decision("d1", 1, by: "ann")).status == .duplicate)
        let isStillDistrusted = store.needsReopening.load(ordering: .sequentiallyConsistent)
        #expect(!isStillDistrusted)
        #expect(try await fixture.record(fixture.decision("d2", 2, by: "ann")).status == .saved)
        let synchronous = try await store.write { try $0.integer("PRAGMA synchronous") }
        #expect(synchronous == 2)
        #expect(try await fixture.problems() == [])
        await store.close()
        await #expect(throws: StoreError.self) { try await fixture.record(fixture.decision("d3", 2, by: "ann")) }
    }

    @Test(
        "errors of SQLite are told apart",
        arguments: [
            (ResultCode.SQLITE_FULL, false, StoreError.diskFull("p")), (.SQLITE_READONLY, false, .readOnly("p")),
            (.SQLITE_CORRUPT, false, .damaged("p", reason: "why")), (.SQLITE_NOTADB, false, .foreign("p")),
            (.SQLITE_IOERR, false, .inputOutput("p", reason: "why")), (.SQLITE_FULL, true, .diskFull("p")),
            (.SQLITE_IOERR, true, .unknownOutcome("p", reason: "why")),
            (.SQLITE_IOERR_FSYNC, true, .unknownOutcome("p", reason: "why")),
            (.SQLITE_CANTOPEN, false, .unavailable("p", reason: "why")),
            (.SQLITE_BUSY, false, .unavailable("p", reason: "another program keeps it locked: end that, and repeat")),
        ])
    func errors(code: ResultCode, isCommit: Bool, expected: StoreError) {
        let error = DatabaseError(resultCode: code, message: "why")
        #expect(StoreError(error, at: "p", isCommit: isCommit) == expected)
    }
}
