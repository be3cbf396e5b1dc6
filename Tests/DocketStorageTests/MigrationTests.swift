import DocketModel
import DocketTestSupport
import GRDB
import Glibc
import Testing

@testable import DocketStorage

/// Stores that earlier programs made, as SQL text: `Fixtures/record` wrote them down with the last program of each schema.
@Suite("Stores of earlier schemas")
struct MigrationTests {
    private static let folder = Surroundings.projectFile("Tests/DocketStorageTests/Fixtures")

    private static let versions: [Int] = Files.names(in: folder).compactMap { name in
        name.hasPrefix("schema-") && name.hasSuffix(".sql") ? Int(name.dropFirst(7).dropLast(4)) : nil
    }.sorted()

    /// A place with that store in it, closed, and its queue's chain as the earlier program left it.
    private static func place(_ version: Int) throws -> (place: Place, chain: JournalHead.Chain) {
        let place = try Place()
        try #require(mkdir(place.folder.path + "/store", 0o700) == 0)
        let text = try #require(Surroundings.text(ofFile: "\(folder)/schema-\(version).sql"))
        let queue = try DatabaseQueue(path: place.path)
        let chain = try queue.writeWithoutTransaction { database in
            try database.execute(sql: text)
            #expect(try database.integer("PRAGMA user_version") == version)
            let row = try #require(
                try database.first("SELECT position, hash FROM ledger WHERE queue = 1") {
                    (position: $0.int(0), hash: try $0.digest(1))
                })
            return JournalHead.Chain(queue: "replies", position: row.position, hash: row.hash)
        }
        try queue.close()
        return (place, chain)
    }

    private static func open(_ place: Place, _ mode: SQLiteStore.Mode = .existing) async throws -> SQLiteStore {
        try await SQLiteStore.open(
            path: place.path, mode: mode, owner: "x", clock: { place.clock.now }, makeID: { place.ids.next() })
    }

    private static func version(_ place: Place) throws -> Int {
        let queue = try DatabaseQueue(path: place.path)
        defer { try? queue.close() }
        return try queue.inDatabase { try $0.integer("PRAGMA user_version") }
    }

    @Test("there is a recorded store of every schema before this one")
    func complete() {
        #expect(Set(Self.versions).isSuperset(of: 1..<SQLiteSchema.version))
    }

    @Test(
        "one is brought up to date when it is opened for writing: all is there, verifies, and work goes on",
        arguments: versions)
    func upgrade(version: Int) async throws {
        let (place, chain) = try Self.place(version)
        let store = try await Self.open(place)
        #expect(try await store.verify(against: JournalHead(chains: [chain])).problems == [])
        #expect(try await store.head().chains.first { $0.queue == "replies" } == chain)
        let counts = try await store.counts(of: "replies")
        #expect(counts.items == 6)
        #expect(counts.resolved == 1)

        // Whatever has a receipt is there, and the same decision is answered as known.
        for stored in try await store.events(in: "replies", after: 0, limit: 100) {
            guard let decision = try stored.decision else { continue }
            let author = Author(person: decision.annotator.id, clientVersion: "1", clientTime: place.clock.now)
            let again = try await store.record(decision, fence: nil, by: author)
            #expect(again.status == .duplicate)
            #expect(again.hash == stored.event.hash)
        }

        let zoe = Author(person: "zoe", clientVersion: "1", clientTime: place.clock.now)
        let answer = try await store.claim(ClaimRequest(queue: "replies", annotator: "zoe", milliseconds: 60_000))
        let claim = try #require(answer.claim)
        let decision = Decision(
            id: "n-1", queue: "replies", item: claim.item, occasion: .primary, annotator: Annotator(id: "zoe"),
            answer: .answers(Answers(judgements: [Judgement(suggestion: "a", verdict: .accept)])), shown: ["a", "b"],
            guideline: nil, at: place.clock.now, supersedes: nil)
        #expect(try await store.record(decision, fence: claim.fence, by: zoe).status == .saved)
        #expect(try await store.undo(nil, in: "replies", as: "u-1", by: zoe).target.event.id == "n-1")
        #expect(try await store.redo(in: "replies", as: "u-2", by: zoe).target.event.id == "n-1")
        // Also back into what was done by the earlier program.
        let lead = Author(person: "lead", clientVersion: "1", clientTime: place.clock.now)
        let last = try #require(try await store.recentActions(of: "lead", in: "replies", limit: 1).first)
        #expect(try await store.undo(nil, in: "replies", as: "u-3", by: lead).target == last)
        #expect(try await store.examine(repairing: true).filter(\.isProblemLeft) == [])
        #expect(try await store.verify(against: JournalHead(chains: [chain])).problems == [])
        await store.close()
        #expect(try Self.version(place) == SQLiteSchema.version)
    }

    @Test(
        "opened for reading it is read as it is, or the error says what to do; nothing is written", arguments: versions)
    func reading(version: Int) async throws {
        let (place, chain) = try Self.place(version)
        let before = try Files.read(place.path)
        do {
            let store = try await Self.open(place, .readOnly)
            #expect(version >= SQLiteSchema.oldestReadable)
            #expect(try await store.head().chains.first { $0.queue == "replies" } == chain)
            #expect(try await store.queues(includingArchived: true).map(\.id) == ["empty", "replies"])
            #expect(try await store.people().map(\.id) == ["ann", "bob", "cid", "lead"])
            #expect(try await store.counts(of: "replies").items == 6)
            #expect(try await store.progress(of: "ann", in: "replies", since: place.clock.now).decided == 2)
            #expect(
                try await store.states(in: "replies", filter: .all, asOf: nil, after: nil, limit: 9).states.count == 6)
            #expect(
                try await store.states(in: "replies", filter: .all, asOf: 5, after: nil, limit: 9).states.count == 6)
            #expect(try await store.events(about: "1", in: "replies").count > 3)
            #expect(try await store.inbox(of: "ann", in: "replies").count <= 1)
            #expect(try await store.draft(of: "ann", item: "1", in: "replies") == nil)
            #expect(try await store.recentActions(of: "ann", in: "replies", limit: 9).count == 2)
            #expect(try await store.examine(repairing: false).contains { $0.subject == "schema" })
            await store.close()
        } catch StoreError.older(place.path, let found, let known) {
            #expect(version < SQLiteSchema.oldestReadable)
            #expect((found, known) == (version, SQLiteSchema.version))
        }
        #expect(try Files.read(place.path) == before)
        #expect(try Self.version(place) == version)
    }

    @Test(
        "a crash in the middle of an upgrade leaves the earlier store",
        arguments: versions.filter { $0 < SQLiteSchema.version })
    func crash(version: Int) async throws {
        let (place, chain) = try Self.place(version)
        let crashed = try Place()
        try #require(mkdir(crashed.folder.path + "/store", 0o700) == 0)
        let queue = try DatabaseQueue(path: place.path)
        try await queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA cache_size = 1; BEGIN IMMEDIATE")
            try SQLiteSchema.upgrade(database, from: version)
            for ending in ["", "-wal"] {
                try Files.write(try Files.read(place.path + ending), to: crashed.path + ending)
            }
            try database.execute(sql: "ROLLBACK")
        }
        try queue.close()
        #expect(try Self.version(crashed) == version)
        let store = try await Self.open(crashed)
        #expect(try await store.verify(against: JournalHead(chains: [chain])).problems == [])
        await store.close()
    }

    @Test("a backup of an earlier schema is restored as one of this", arguments: versions)
    func restored(version: Int) async throws {
        let (place, chain) = try Self.place(version)
        let fresh = try Place()
        let report = try await SQLiteStore.restore(
            backup: place.path, to: fresh.path, replacing: false, clock: { place.clock.now })
        #expect(report.problems == [])
        #expect(!report.isRebuilt)
        #expect(try Self.version(fresh) == SQLiteSchema.version)
        #expect(try Self.version(place) == version)
        let store = try await Self.open(fresh)
        #expect(try await store.verify(against: JournalHead(chains: [chain])).problems == [])
        await store.close()
    }
}
