import DocketModel
import DocketNotation
import DocketStorage
import DocketTestSupport
import Synchronization
import Testing

/// The engines that the contract is tested on. A second one is a second case.
enum Engine: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case sqlite

    var testDescription: String { rawValue }

    func open(_ place: Place) async throws -> any Store {
        switch self {
        case .sqlite:
            try await SQLiteStore.open(
                path: place.path, owner: "owner", clock: { place.clock.now }, makeID: { place.ids.next() })
        }
    }
}

/// A store's place, its time and its ids: several stores opened on one place share all three.
final class Place: Sendable {
    let folder: TemporaryFolder
    let clock = ManualClock()
    let ids: NumberedIDs

    /// - Parameter ids: what the ids that nobody else names begin with.
    init(ids: String = "made") throws {
        self.ids = NumberedIDs(ids)
        folder = try TemporaryFolder()
    }

    var path: String { folder.path + "/store/docket.db" }
}

/// A clock that stands still until it is set forward.
final class ManualClock: Sendable {
    private let time = Mutex(Timestamp(milliseconds: 1_800_000_000_000))

    var now: Timestamp { time.withLock { $0 } }

    func advance(milliseconds: Int64) {
        time.withLock { $0 = $0.advanced(byMilliseconds: milliseconds) }
    }
}

/// Ids that come out the same in every run.
final class NumberedIDs: Sendable {
    private let prefix: String
    private let count = Mutex(0)

    init(_ prefix: String) {
        self.prefix = prefix
    }

    func next() -> EventID {
        EventID("\(prefix)-\(count.withLock { count in count += 1; return count })")
    }
}
