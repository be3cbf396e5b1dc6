package import DocketModel

/// What is on its way to the disk. What fails because of the disk or a lock stays and is tried again under the same id.
package struct Saving<Work: Sendable>: Sendable {
    package struct Entry: Sendable {
        package var id: EventID
        package var work: Work
        package var failure: Reply.Failure?
        package var retryAt: Timestamp?
    }

    package private(set) var entries: [Entry] = []
    /// Whether anything was saved since the screen opened: the saved mark stands only then.
    package var hasSaved: Bool { savedCount > 0 }
    /// How often something was saved since then.
    package private(set) var savedCount = 0

    package init() {}

    package var isEmpty: Bool { entries.isEmpty }
    package var failure: Reply.Failure? { entries.lazy.compactMap(\.failure).first }
    package var nextRetry: Timestamp? { entries.compactMap(\.retryAt).min() }

    package mutating func add(_ id: EventID, _ work: Work) {
        entries.append(Entry(id: id, work: work))
    }

    package mutating func finish(_ id: EventID) {
        entries.removeAll { $0.id == id }
        savedCount += 1
    }

    /// - Returns: the work, where it will never be taken and so leaves the list.
    package mutating func fail(_ id: EventID, _ failure: Reply.Failure, now: Timestamp) -> Work? {
        guard let place = entries.firstIndex(where: { $0.id == id }) else { return nil }
        guard failure.isTransient else { return entries.remove(at: place).work }
        entries[place].failure = failure
        entries[place].retryAt = now.advanced(byMilliseconds: 2000)
        return nil
    }

    /// The work whose time to be tried again has come.
    package mutating func due(_ now: Timestamp) -> [Work] {
        var due: [Work] = []
        for place in entries.indices {
            if let retryAt = entries[place].retryAt, retryAt <= now {
                entries[place].retryAt = nil
                due.append(entries[place].work)
            }
        }
        return due
    }
}
