import DocketModel
import DocketStorage
import DocketTestSupport
import Glibc
import Testing

/// A store's file is changed anywhere, in any way.
@Suite("Mutated store files")
struct MutatedFileTests {
    @Test(
        "an error, a problem that verify names, or everything as it was; never a crash",
        arguments: Surroundings.seeds(20))
    func mutated(seed: UInt64) async throws {
        let (place, head) = try await TamperTests.makeStore()
        let original = try Files.read(place.path)
        let whole = try await Self.content(of: place.path)
        var random = SeededGenerator(seed: seed)
        var (named, refused, same) = (0, 0, 0)
        for number in 1...100 {
            var bytes = original
            let what = Mutation.allCases.randomElement(using: &random) ?? .bytes
            what.apply(to: &bytes, &random)
            let copy = try Place()
            let folder = try copy.makeStoreFolder()
            let plan = try FaultPlan(folder: folder)
            try Files.write(bytes, to: copy.path)
            let comment: Comment = "seed \(seed), number \(number): \(what)"
            do {
                let store = try await SQLiteStore.open(path: copy.path, mode: .existing, owner: "x")
                do {
                    if try await store.verify(against: head).problems.isEmpty {
                        same += 1
                        let content = try await Self.content(of: store)
                        #expect(content == whole, comment)
                    } else {
                        named += 1
                    }
                    try await Self.work(on: store, copy)
                } catch {
                    #expect(error is StoreError, comment)
                    refused += 1
                }
                await store.close()
            } catch {
                #expect(error is StoreError, comment)
                refused += 1
            }
            withExtendedLifetime(plan) {}
        }
        #expect(named > 0 && refused > 0, "seed \(seed): \(named) named, \(refused) refused, \(same) the same")
    }

    /// What people would do without having verified anything.
    private static func work(on store: SQLiteStore, _ place: Place) async throws {
        _ = try await store.claim(ClaimRequest(queue: "replies", annotator: "eve", milliseconds: 1000))
        _ = try await store.record(
            place.decision("new", 3, by: "eve"), fence: nil, by: Fixture.author("eve", place))
        _ = try await store.states(in: "replies", filter: .all, asOf: 5, after: nil, limit: 100)
        _ = try await store.counts(of: "replies")
    }

    private struct Content: Equatable {
        var states: [ItemState]
        var events: [StoredEvent]
        var queue: QueueRecord
        var counts: QueueCounts
    }

    private static func content(of path: String) async throws -> Content {
        let store = try await SQLiteStore.open(path: path, mode: .existing, owner: "x")
        let content = try await content(of: store)
        await store.close()
        return content
    }

    private static func content(of store: SQLiteStore) async throws -> Content {
        Content(
            states: try await store.states(in: "replies", filter: .all, asOf: nil, after: nil, limit: 100).states,
            events: try await store.events(in: "replies", after: 0, limit: 100),
            queue: try await store.queue("replies"), counts: try await store.counts(of: "replies"))
    }
}

private enum Mutation: CaseIterable {
    case bytes, bit, zeroedBlock, copiedPage, truncated, appended, header

    func apply(to bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch self {
        case .bytes:
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
            }
        case .bit: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case .zeroedBlock:
            let end = min(bytes.count, place + Int.random(in: 1...4096, using: &random))
            for index in place..<end { bytes[index] = 0 }
        case .copiedPage:
            let (from, to) = (place / 4096 * 4096, Int.random(in: 0..<bytes.count / 4096, using: &random) * 4096)
            for offset in 0..<4096 { bytes[to + offset] = bytes[from + offset] }
        case .truncated: bytes.removeLast(bytes.count - place)
        case .appended:
            for _ in 0..<Int.random(in: 1...9000, using: &random) { bytes.append(.random(in: 0...255, using: &random)) }
        case .header: bytes[Int.random(in: 0..<100, using: &random)] = .random(in: 0...255, using: &random)
        }
    }
}
