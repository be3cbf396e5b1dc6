import DocketModel
import DocketTestSupport
import GRDB
import Glibc
import Testing

@testable import DocketStorage

@Suite("Examining a store")
struct ExaminationTests {
    private func finding(_ subject: String, _ fixture: Fixture, repairing: Bool = false) async throws -> [Finding] {
        try await fixture.store.examine(repairing: repairing).filter { $0.subject == subject }
    }

    @Test("a sound store has no problem, whoever looks", arguments: Engine.allCases)
    func sound(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 3)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        #expect(try await fixture.store.examine(repairing: false).filter(\.isProblemLeft) == [])
        #expect(try await fixture.store.examine(repairing: true).filter(\.isProblemLeft) == [])
        #expect(try await finding("journal", fixture).map(\.severity) == [.ok])
        #expect(try await finding("projection", fixture).map(\.severity) == [.ok])
        #expect(try await finding("durability", fixture).map(\.severity) == [.ok])
        await fixture.store.close()
        let reader = try await SQLiteStore.open(path: fixture.place.path, mode: .readOnly, owner: "x")
        #expect(try await reader.examine(repairing: true).filter(\.isProblemLeft) == [])
        await reader.close()
    }

    @Test("claims that lapsed, or that are from the future, are counted and freed", arguments: Engine.allCases)
    func claims(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 5)
        _ = try await fixture.claim("ann", minutes: 1)
        _ = try await fixture.claim("bob", minutes: 600)
        fixture.place.clock.advance(milliseconds: 120_000)
        #expect(
            try await finding("claims", fixture).map(\.text) == [
                "1 open, 1 lapsed or from before the clock was set back"
            ])
        #expect(try await finding("claims", fixture, repairing: true).map(\.mending) == [.done])
        #expect(try await finding("claims", fixture).map(\.text) == ["1 open, none lapsed"])
        fixture.place.clock.advance(milliseconds: -3_600_000)
        #expect(try await finding("claims", fixture, repairing: true).map(\.mending) == [.done])
        #expect(try await finding("claims", fixture).map(\.text) == ["0 open, none lapsed"])
        #expect(try await fixture.problems() == [])
        await fixture.store.close()
    }

    @Test("events from the future are a warning: a clock was wrong", arguments: Engine.allCases)
    func clock(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        #expect(try await finding("clock", fixture) == [])
        fixture.place.clock.advance(milliseconds: -3_600_000)
        #expect(try await finding("clock", fixture).map(\.severity) == [.warning])
        await fixture.store.close()
    }

    @Test("what an import has staged is told and not touched, and drafts are counted", arguments: Engine.allCases)
    func staging(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 2)
        try await fixture.store.saveDraft([1], of: "ann", item: Fixture.itemID(1), in: "replies")
        let session = try await fixture.store.beginImport(
            ImportRequest(
                configuration: QueueConfiguration(name: "replies"), guideline: nil, fileName: "f", format: "native"),
            by: fixture.author("owner"))
        try await session.add([ImportRecord(.item(Fixture.item(3)), line: 1)])
        try await session.add([])
        let texts = try await finding("import", fixture, repairing: true).map(\.text)
        #expect(texts.contains("1 items and 0 records are staged and not published"))
        #expect(texts.contains("an import is under way"))
        #expect(try await session.publish(isDryRun: false).items == 1)
        #expect(try await finding("import", fixture) == [])
        #expect(try await finding("drafts", fixture).map(\.text) == ["1 kept"])
        #expect(try await fixture.problems() == [])
        await fixture.store.close()
    }

    @Test("files that everybody may open are tightened; sharing with the group is a note, and goes for the locks too")
    func permissions() async throws {
        let fixture = try await Fixture(items: 1)
        let path = fixture.place.path
        #expect(try await finding("permissions", fixture).map(\.severity) == [.ok])
        chmod(path, 0o644)
        #expect(try await finding("permissions", fixture).contains { $0.mending == .possible })
        #expect(try await finding("permissions", fixture, repairing: true).filter(\.isProblemLeft) == [])
        #expect(try Files.permissions(path) == 0o640)
        chmod(path, 0o660)
        #expect(try await finding("permissions", fixture, repairing: true).filter(\.isProblemLeft) == [])
        #expect(try await finding("permissions", fixture).map(\.severity) == [.note])
        for file in SQLiteStore.files(of: path) where StoreFolder.entry(file) != nil {
            #expect(try Files.permissions(file) == 0o660, "\(file)")
        }
        chmod(fixture.place.folder.path + "/store", 0o777)
        #expect(try await finding("permissions", fixture).contains { $0.severity == .problem && $0.mending == .byHand })
        await fixture.store.close()
    }

    @Test("the log is emptied, unless somebody reads, who is then named as the reason")
    func log() async throws {
        let fixture = try await Fixture(items: 3)
        let reader = try SQLiteConnection.openReader(path: fixture.place.path)
        try await reader.writeWithoutTransaction { database in
            try database.beginTransaction(.deferred)
            _ = try database.integer("SELECT count(*) FROM event")
        }
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        #expect(
            try await finding("log", fixture, repairing: true).contains { $0.text.contains("a program that reads") })
        try await reader.writeWithoutTransaction { try $0.rollback() }
        try reader.close()
        #expect(try await finding("log", fixture, repairing: true).map(\.mending) == [.done])
        #expect(try Files.read(fixture.place.path + "-wal").isEmpty)
        await fixture.store.close()
    }

    @Test("a place is examined without opening anything: missing, linked, with a second name, with a log left alone")
    func places() async throws {
        let fixture = try await Fixture(items: 1)
        await fixture.store.close()
        let folder = fixture.place.folder.path
        func severity(_ path: String) -> Finding.Severity? {
            SQLiteStore.examinePlace(path).first { $0.subject == "file" }?.severity
        }
        #expect(severity(fixture.place.path) == .ok)
        #expect(severity(folder + "/new/er/docket.db") == .note)
        #expect(severity("/proc/docket.db") == (geteuid() == 0 ? .note : .problem))
        try #require(symlink(fixture.place.path, folder + "/link.db") == 0)
        #expect(severity(folder + "/link.db") == .note)
        _ = try fixture.place.folder.write("frames", to: "gone.db-wal")
        #expect(severity(folder + "/gone.db") == .problem)
        try #require(link(fixture.place.path, folder + "/hard.db") == 0)
        #expect(severity(folder + "/hard.db") == .problem)
        #expect(severity(folder + "/store") == .problem)
        #expect(Files.names(in: folder) == ["gone.db-wal", "hard.db", "link.db", "store"])
    }
}
