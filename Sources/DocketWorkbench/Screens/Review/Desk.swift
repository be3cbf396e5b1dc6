package import DocketModel
import DocketNotation
package import DocketStorage
package import DocketWorkflow

/// An item on the screen being worked on.
package struct Desk: Sendable {
    package var served: ServedItem
    package var sheet: AnswerSheet
    /// When it was first painted; nothing can be decided before.
    package var shownAt: Timestamp?
    package var contextScroll = 0
    package var isContextExpanded = false
    /// First line of each suggestion, by its place on the screen.
    package var scrolls: [Int]
    /// Whether there is work that a draft must keep.
    package var hasDraft: Bool

    package init(_ served: ServedItem, ask: Ask) {
        self.served = served
        let answers = served.draft?.answers ?? served.existing?.answer.answers ?? Answers()
        let comment = served.draft?.comment ?? served.existing?.comment
        sheet = AnswerSheet(item: served.item, order: served.order, ask: ask, answers: answers, comment: comment)
        scrolls = Array(repeating: 0, count: served.order.count)
        hasDraft = served.draft != nil
    }

    package var item: Item { served.item }

    /// The decision as it would be recorded now.
    package func decision(_ answer: Answer, queue: QueueRecord, _ context: Context) -> Decision {
        Decision(
            id: context.newID(), queue: queue.id, item: item.id, occasion: served.occasion,
            annotator: context.annotator, answer: answer, comment: sheet.comment, shown: served.order,
            guideline: queue.guidelineDigest,
            readingMilliseconds: shownAt.map { Int(clamping: context.now.milliseconds - $0.milliseconds) },
            at: context.now, supersedes: served.existing?.id)
    }
}

/// Decisions on their way to the disk.
package struct Saving: Sendable {
    package struct Entry: Sendable {
        package var decision: Decision
        package var fence: Int?
        package var failure: Reply.Failure?
        package var retryAt: Timestamp?
    }

    package private(set) var entries: [Entry] = []
    /// Whether anything was saved since the screen opened: the saved mark stands only then.
    package private(set) var hasSaved = false

    package init() {}

    package var isEmpty: Bool { entries.isEmpty }
    package var failure: Reply.Failure? { entries.lazy.compactMap(\.failure).first }
    package var nextRetry: Timestamp? { entries.compactMap(\.retryAt).min() }

    package mutating func add(_ decision: Decision, fence: Int?) {
        entries.append(Entry(decision: decision, fence: fence))
    }

    package mutating func finish(_ id: EventID) {
        entries.removeAll { $0.decision.id == id }
        hasSaved = true
    }

    /// - Returns: the entry, where it will never be taken and so leaves the list.
    package mutating func fail(_ id: EventID, _ failure: Reply.Failure, now: Timestamp) -> Entry? {
        guard let place = entries.firstIndex(where: { $0.decision.id == id }) else { return nil }
        guard failure.isTransient else { return entries.remove(at: place) }
        entries[place].failure = failure
        entries[place].retryAt = now.advanced(byMilliseconds: 2000)
        return nil
    }

    /// Entries whose time to try again has come.
    package mutating func due(_ now: Timestamp) -> [Entry] {
        var due: [Entry] = []
        for place in entries.indices {
            if let retryAt = entries[place].retryAt, retryAt <= now {
                entries[place].retryAt = nil
                due.append(entries[place])
            }
        }
        return due
    }
}
