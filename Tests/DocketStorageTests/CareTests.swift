import DocketModel
import DocketStorage
import DocketTestSupport
import Testing

@Suite("Care")
struct CareTests {
    @Test("a backup is complete, verifies, and is never written over anything", arguments: Engine.allCases)
    func backup(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 3)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        let copy = try Place()
        let path = copy.folder.path + "/copy.db"
        try await fixture.store.backup(to: path)
        let head = try await fixture.store.head()
        await #expect(throws: StoreError.cannotCreate(path, reason: "it exists already: name a new file")) {
            try await fixture.store.backup(to: path)
        }
        #expect(try Files.permissions(path) == 0o600)
        #expect(Files.names(in: copy.folder.path) == ["copy.db"])
        let restored = try await SQLiteStore.open(path: path, mode: .existing, owner: "x")
        #expect(try await restored.head() == head)
        #expect(try await restored.verify(against: head).problems == [])
        #expect(try await restored.owner() == "owner")
        await restored.close()
    }

    @Test("a backup into a folder that is not there says so", arguments: Engine.allCases)
    func backupFails(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let path = fixture.place.folder.path + "/none/copy.db"
        await #expect(throws: StoreError.cannotCreate(path, reason: "No such file or directory")) {
            try await fixture.store.backup(to: path)
        }
    }

    @Test("a head kept elsewhere shows a journal that was cut off or written anew", arguments: Engine.allCases)
    func head(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 3)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        let head = try await fixture.store.head()
        try await fixture.record(fixture.decision("d2", 2, by: "ann"))
        #expect(try await fixture.problems(against: head) == [])
        var longer = try await fixture.store.head()
        longer.chains[0].position += 1
        #expect(
            try await fixture.problems(against: longer)
                == ["replies 5: the journal ends before the head: events were cut off"])
        var other = head
        other.chains[0].hash = .zero
        #expect(try await fixture.problems(against: other).count == 1)
        let missing = JournalHead(chains: [JournalHead.Chain(queue: "gone", position: 1, hash: .zero)])
        #expect(
            try await fixture.problems(against: missing)
                == ["gone 0: the head knows this queue, and it is missing"])
    }

    @Test("the report counts events, and gives the head that the store gives", arguments: Engine.allCases)
    func report(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 3)
        _ = try await fixture.bring([Fixture.item(1)], into: "other")
        let report = try await fixture.store.verify(against: nil)
        #expect(report.events == 4)
        #expect(report.head == (try await fixture.store.head()))
        #expect(report.head.chains.map(\.queue) == ["other", "replies"])
        #expect(report.redacted == 0)
    }
}
