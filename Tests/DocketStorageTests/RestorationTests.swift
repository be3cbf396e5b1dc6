import DocketModel
import DocketTestSupport
import GRDB
import Glibc
import Testing

@testable import DocketStorage

@Suite("Restoring a backup")
struct RestorationTests {
    /// A store with two decisions, a backup of it, and one decision after that.
    private static func storeAndBackup() async throws -> (fixture: Fixture, backup: String) {
        let fixture = try await Fixture(items: 6)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        try await fixture.record(fixture.decision("d2", 2, by: "ann"))
        let backup = fixture.place.folder.path + "/backup.db"
        try await fixture.store.backup(to: backup)
        try await fixture.record(fixture.decision("d3", 3, by: "ann"))
        return (fixture, backup)
    }

    private static func restore(
        _ backup: String, _ place: Place, replacing: Bool = false, forced: Bool = false
    ) async throws -> RestorationReport {
        try await SQLiteStore.restore(
            backup: backup, to: place.path, replacing: replacing, forced: forced, clock: { place.clock.now })
    }

    private static func open(_ path: String) async throws -> SQLiteStore {
        try await SQLiteStore.open(path: path, mode: .existing, owner: "x")
    }

    @Test("where there is no store, it becomes one like any other")
    func new() async throws {
        let (fixture, backup) = try await Self.storeAndBackup()
        let place = try Place()
        let report = try await Self.restore(backup, place)
        #expect(report.replaced == nil)
        #expect(report.problems == [])
        #expect(try Files.permissions(place.path) == 0o600)
        let again = try await Fixture(place: place)
        #expect(try await again.store.head() == report.head)
        #expect(try await again.store.owner() == "owner")
        #expect(try await again.record(again.decision("n1", 3, by: "ann")).status == .saved)
        #expect(try await again.problems(against: report.head) == [])
        await again.store.close()
        let names = Files.names(in: place.folder.path + "/store")
        #expect(
            Set(names).isSubset(
                of: Set(SQLiteStore.files(of: place.path).map { String($0.split(separator: "/").last ?? "") })))
        await fixture.store.close()
    }

    @Test("over a store that others have open: they read what was restored, and go on writing; what was there is kept")
    func replaced() async throws {
        let (fixture, backup) = try await Self.storeAndBackup()
        let second = try await Fixture(place: fixture.place)
        let old = try await second.claim("bob")
        let head = try await fixture.store.head()
        #expect(try await fixture.counts().decisions == 3)
        let report = try await Self.restore(backup, fixture.place, replacing: true)
        let replaced = try #require(report.replaced)
        #expect(replaced.head == head)
        #expect(replaced.missingEvents == 1)
        for store in [fixture, second] {
            #expect(try await store.counts().decisions == 2)
            #expect(try await store.store.head() == report.head)
        }
        // Fences go on: what was claimed before is not taken for what is claimed now.
        let new = try #require(try await second.claim("bob").claim)
        #expect(new.fence > (old.claim?.fence ?? .max))
        #expect(try await fixture.record(fixture.decision("n1", 3, by: "cid")).status == .saved)
        #expect(try await second.record(second.decision("n2", 4, by: "cid")).status == .saved)
        #expect(
            try await fixture.store.undo(nil, in: "replies", as: "u-1", by: fixture.author("ann")).target.event.id
                == "d2")
        #expect(try await fixture.counts() == second.counts())
        _ = try await second.bring([Fixture.item(7)])
        #expect(try await fixture.problems(against: report.head) == [])
        await fixture.store.close()
        await second.store.close()

        let kept = try await Self.open(replaced.keptAt)
        #expect(try await kept.head() == head)
        #expect(try await kept.verify(against: head).problems == [])
        await kept.close()
        #expect(try Files.permissions(replaced.keptAt) == 0o600)
        // And back again.
        fixture.place.clock.advance(milliseconds: 1000)
        let back = try await Self.restore(replaced.keptAt, fixture.place, replacing: true)
        #expect(back.head == head)
    }

    @Test("a transaction that reads meanwhile goes on reading what it began with")
    func snapshot() async throws {
        let (fixture, backup) = try await Self.storeAndBackup()
        let reader = try SQLiteConnection.openReader(path: fixture.place.path)
        @Sendable func events(_ database: Database) throws -> Int { try database.integer("SELECT count(*) FROM event") }
        let before = try await reader.writeWithoutTransaction { database in
            try database.beginTransaction(.deferred)
            return try events(database)
        }
        _ = try await Self.restore(backup, fixture.place, replacing: true)
        let during = try await reader.writeWithoutTransaction { database in
            let count = try events(database)
            try database.rollback()
            return count
        }
        #expect(before == 5)
        #expect(during == 5)
        #expect(try await reader.writeWithoutTransaction { try events($0) } == 4)
        try reader.close()
        try await fixture.record(fixture.decision("n1", 3, by: "cid"))
        #expect(try await fixture.problems() == [])
        await fixture.store.close()
    }

    @Test(
        "a smaller and a larger backup, also with pages of another size", arguments: [false, true],
        [1024, 4096, 16_384])
    func sizes(isLarger: Bool, pageSize: Int) async throws {
        let small = try await Fixture(items: 2)
        let large = try await Fixture(items: 400, overlap: Overlap(3))
        for number in 1...50 { try await large.record(large.decision(EventID("d\(number)"), number, by: "ann")) }
        let (source, target) = isLarger ? (large, small) : (small, large)
        let backup = target.place.folder.path + "/backup.db"
        try await source.store.backup(to: backup)
        let queue = try DatabaseQueue(path: backup)
        try await queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA page_size = \(pageSize); VACUUM") }
        try queue.close()
        let head = try await source.store.head()
        _ = try await Self.restore(backup, target.place, replacing: true)
        #expect(try await target.store.head() == head)
        #expect(try await target.problems(against: head) == [])
        #expect(try await target.record(target.decision("n1", 2, by: "zoe")).status == .saved)
        #expect(try await target.problems(against: head) == [])
        await source.store.close()
        await target.store.close()
    }

    @Test("without leave to replace, the error counts what would go, and nothing changes")
    func exists() async throws {
        let (fixture, backup) = try await Self.storeAndBackup()
        await #expect(
            throws: RestorationError.exists(fixture.place.path, backup: backup, missingEvents: 1)
        ) { try await Self.restore(backup, fixture.place) }
        #expect(try await fixture.counts().decisions == 3)
        await #expect(throws: RestorationError.sameFile(fixture.place.path)) {
            try await Self.restore(fixture.place.path, fixture.place, replacing: true)
        }
        await fixture.store.close()
    }

    @Test("while an import is under way nothing is replaced")
    func importing() async throws {
        let (fixture, backup) = try await Self.storeAndBackup()
        let session = try await fixture.store.beginImport(
            ImportRequest(
                configuration: QueueConfiguration(name: "replies"), guideline: nil, fileName: "f", format: "native"),
            by: fixture.author("owner"))
        await #expect(throws: RestorationError.importUnderWay(fixture.place.path)) {
            try await Self.restore(backup, fixture.place, replacing: true)
        }
        await session.abandon()
        _ = try await Self.restore(backup, fixture.place, replacing: true)
        await fixture.store.close()
    }

    @Test("a backup whose journal is damaged is refused, and taken only by force")
    func damaged() async throws {
        let (fixture, backup) = try await Self.storeAndBackup()
        try Tampering.change(backup) { try $0.execute(sql: "UPDATE event SET actor = 'eve' WHERE id = 'd1'") }
        let place = try Place()
        let error = await #expect(throws: RestorationError.self) { try await Self.restore(backup, place) }
        guard case .damagedBackup(backup, _, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        await #expect(throws: RestorationError.self) { try await Self.restore(backup, fixture.place, replacing: true) }
        #expect(try await fixture.counts().decisions == 3)
        #expect(Files.names(in: fixture.place.folder.path + "/store").allSatisfy { !$0.contains("restor") })
        let report = try await Self.restore(backup, place, forced: true)
        #expect(!report.problems.isEmpty)
        await fixture.store.close()
    }

    @Test("a backup in which only what is computed is wrong is restored right")
    func derived() async throws {
        let (fixture, backup) = try await Self.storeAndBackup()
        try Tampering.change(backup) { try $0.execute(sql: "DELETE FROM line; UPDATE item SET free = 0, decided = 1") }
        let place = try Place()
        let report = try await Self.restore(backup, place)
        #expect(report.isRebuilt)
        #expect(report.problems == [])
        let store = try await Self.open(place.path)
        #expect(try await store.verify(against: report.head).problems == [])
        #expect(try await store.counts(of: "replies").decisions == 2)
        await store.close()
        await fixture.store.close()
    }

    @Test(
        "a store with damaged pages is overwritten in place; where nothing can be read of it, the error says what to do"
    )
    func overDamage() async throws {
        let fixture = try await Fixture(items: 100)
        let backup = fixture.place.folder.path + "/backup.db"
        try await fixture.store.backup(to: backup)
        await fixture.store.close()
        let whole = try Files.read(fixture.place.path)
        var bytes = whole
        for index in (bytes.count - 5 * 4096)..<bytes.count { bytes[index] = 0xA5 }
        try Files.write(bytes, to: fixture.place.path)
        let report = try await Self.restore(backup, fixture.place, replacing: true)
        #expect(try Files.read(try #require(report.replaced).keptAt).count == bytes.count)
        let store = try await Self.open(fixture.place.path)
        #expect(try await store.verify(against: report.head).problems == [])
        await store.close()

        for index in 4096..<bytes.count { bytes[index] = 0xA5 }
        try Files.write(bytes, to: fixture.place.path)
        fixture.place.clock.advance(milliseconds: 1000)
        let error = await #expect(throws: StoreError.self) {
            try await Self.restore(backup, fixture.place, replacing: true)
        }
        #expect(error?.description.contains("move it away with its -wal") == true)
        #expect(try Files.read(fixture.place.path) == bytes)
    }

    @Test("what is no store is neither restored nor replaced; a log without its store is not mixed in")
    func foreign() async throws {
        let (fixture, backup) = try await Self.storeAndBackup()
        await fixture.store.close()
        let folder = fixture.place.folder.path
        let letter = try fixture.place.folder.write(String(repeating: "no store at all\n", count: 100), to: "letter")
        await #expect(throws: StoreError.foreign(letter)) { try await Self.restore(letter, try Place()) }
        await #expect(throws: StoreError.foreign(letter)) {
            try await SQLiteStore.restore(backup: backup, to: letter, replacing: true)
        }
        _ = try fixture.place.folder.write("frames", to: "gone.db-wal")
        let error = await #expect(throws: StoreError.self) {
            try await SQLiteStore.restore(backup: backup, to: folder + "/gone.db", replacing: true)
        }
        guard case .cannotCreate = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(SQLiteStore.examinePlace(folder + "/gone.db").contains { $0.severity == .problem })
        #expect(try fixture.place.folder.read("gone.db-wal") == Array("frames".utf8))
    }

    @Test(
        "a backup made while people decide holds every decision that had its receipt before, and verifies",
        arguments: 1...UInt64(Surroundings.rounds(2)))
    func backupUnderLoad(seed: UInt64) async throws {
        let fixture = try await Fixture(items: 200, overlap: Overlap(3))
        let people: [PersonID] = ["ann", "bob", "cid"]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, person) in people.enumerated() {
                group.addTask {
                    var random = SeededGenerator(seed: seed &* 31 &+ UInt64(index))
                    for number in (1...60).shuffled(using: &random) {
                        try await fixture.record(fixture.decision(EventID("\(person)-\(number)"), number, by: person))
                    }
                }
            }
            group.addTask {
                for round in 1...5 {
                    let before = try await fixture.store.head()
                    let path = fixture.place.folder.path + "/copy-\(round).db"
                    let receipt = try await fixture.store.backup(to: path)
                    let copy = try await SQLiteStore.open(path: path, mode: .readOnly, owner: "x")
                    let report = try await copy.verify(against: before)
                    #expect(report.problems == [], "seed \(seed), round \(round)")
                    #expect(report.head == receipt.head)
                    #expect(report.events == receipt.events)
                    await copy.close()
                    #expect(try await fixture.problems(against: receipt.head) == [], "seed \(seed), round \(round)")
                }
            }
            try await group.waitForAll()
        }
        #expect(try await fixture.counts().decisions == 180)
        await fixture.store.close()
    }
}
