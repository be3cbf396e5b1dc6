import DocketModel
import DocketStorage

/// The items of a queue with what stood about them at one position of its journal, a page at a time.
///
/// As long as the journal ends there, they are read as they stand, which is faster than going back in the journal: what
/// is decided meanwhile belongs to the next export.
struct StatePages: AsyncSequence {
    let store: any Store
    let queue: QueueID
    let position: Int
    let pageSize: Int
    /// Whether the journal has gone on.
    let isPinned: Bool

    struct Iterator: AsyncIteratorProtocol {
        let pages: StatePages
        var isPinned: Bool
        var cursor: ItemCursor?
        var isAtEnd = false

        mutating func next() async throws -> [ItemState]? {
            if isAtEnd { return nil }
            var page = try await read()
            if !isPinned, try await pages.store.queue(pages.queue).position != pages.position {
                isPinned = true
                page = try await read()
            }
            cursor = page.next
            isAtEnd = page.next == nil
            return page.states
        }

        private func read() async throws -> ItemPage {
            try await pages.store.states(
                in: pages.queue, filter: .all, asOf: isPinned ? pages.position : nil, after: cursor,
                limit: pages.pageSize)
        }
    }

    func makeAsyncIterator() -> Iterator {
        Iterator(pages: self, isPinned: isPinned)
    }
}
