import DocketModel
import DocketNotation
import DocketStorage
import DocketTestSupport
import Glibc
import Testing

/// On a small file system of its own, which really is full, or really cannot be written.
@Suite("A full or protected disk", .enabled(if: SmallDisk.canBeMade, "mounting a tmpfs is not permitted here"))
struct FullDiskTests {
    @Test("what was saved stays, the message says what to do, and it goes on when there is room")
    func full() async throws {
        let place = try Place()
        let disk = try SmallDisk(at: try place.makeStoreFolder(), size: "1m")
        let store = try await Engine.sqlite.open(place)
        let author = Fixture.author("owner", place)
        _ = try await store.configure(QueueConfiguration(name: "replies"), guideline: "Be fair.", by: author)
        let session = try await store.beginImport(
            ImportRequest(
                configuration: QueueConfiguration(name: "replies"), guideline: nil, fileName: "f", format: "native"),
            by: author)
        try await session.add((1...60).map { ImportRecord(.item(Fixture.item($0)), line: $0) })
        _ = try await session.publish(isDryRun: false)
        var receipts: [Receipt] = []
        func decide(_ number: Int) async throws {
            var decision = place.decision(EventID("d\(number)"), number, by: "ann")
            decision.comment = SourceText(String(repeating: "long ", count: 8000))
            receipts.append(try await store.record(decision, fence: nil, by: Fixture.author("ann", place)))
        }
        var failed = 0
        for number in 1...60 where failed == 0 {
            do {
                try await decide(number)
            } catch let error as StoreError {
                #expect(error == .diskFull(place.path))
                #expect(error.description.contains("make room"))
                failed = number
            }
        }
        try #require(failed > 1)
        // Again while it is full: the same answer, and reading goes on.
        await #expect(throws: StoreError.diskFull(place.path)) { try await decide(failed) }
        #expect(try await store.counts(of: "replies").decisions == failed - 1)
        #expect(try await store.verify(against: nil).problems == [])
        try disk.resize("16m")
        for number in failed...60 { try await decide(number) }
        await store.close()
        let aftermath = try await Aftermath(place)
        #expect(aftermath.problems == [])
        #expect(aftermath.lost(of: receipts) == [])
        #expect(receipts.count == 60)
    }

    @Test("a disk without room for a store says so, and leaves one that opens when there is room")
    func fullFromTheStart() async throws {
        let place = try Place()
        let disk = try SmallDisk(at: try place.makeStoreFolder(), size: "64k")
        await #expect(throws: StoreError.diskFull(place.path)) { try await Engine.sqlite.open(place) }
        try disk.resize("4m")
        let client = Client(place)
        try await client.configure(overlap: Overlap(1))
        await client.close()
        #expect(try await Aftermath(place).lost(of: client.receipts) == [])
    }

    @Test("a protected disk: writing is refused in a sentence, reading works, and nothing is lost")
    func readOnly() async throws {
        let place = try Place()
        let disk = try SmallDisk(at: try place.makeStoreFolder(), size: "4m")
        let client = Client(place)
        try await client.configure(overlap: Overlap(1))
        await client.close()
        try disk.setReadOnly(true)
        await #expect(throws: StoreError.readOnly(place.path)) { try await Engine.sqlite.open(place) }
        let reader = try await SQLiteStore.open(path: place.path, mode: .readOnly, owner: "x")
        #expect(try await reader.queues(includingArchived: true).count == 1)
        #expect(try await reader.verify(against: nil).problems == [])
        await reader.close()
        try disk.setReadOnly(false)
        #expect(try await Aftermath(place).lost(of: client.receipts) == [])
    }
}

/// A tmpfs mounted on a folder, for as long as this object lives.
final class SmallDisk: Sendable {
    private let path: String

    static let canBeMade: Bool = {
        guard geteuid() == 0, let folder = try? TemporaryFolder() else { return false }
        return (try? SmallDisk(at: folder.path, size: "1m")) != nil
    }()

    init(at path: String, size: String) throws {
        self.path = path
        try Self.run("mount", ["-t", "tmpfs", "-o", "size=\(size),mode=700", "tmpfs", path])
    }

    deinit {
        try? Self.run("umount", ["-l", path])
    }

    func resize(_ size: String) throws { try Self.run("mount", ["-o", "remount,size=\(size)", path]) }
    func setReadOnly(_ isReadOnly: Bool) throws {
        try Self.run("mount", ["-o", "remount,\(isReadOnly ? "ro" : "rw")", path])
    }

    private static func run(_ program: String, _ arguments: [String]) throws {
        let outcome = try ChildProcess(
            "/usr/bin/env", [program] + arguments, environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
        ).run()
        guard outcome.status == 0 else { throw ChildProcess.Failure(description: outcome.errors) }
    }
}
