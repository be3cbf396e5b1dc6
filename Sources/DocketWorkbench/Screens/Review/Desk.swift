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
    /// What the suggestion in the focus is compared with, where that was chosen.
    var partner: ComparisonPartner?
    /// Folded stretches of a comparison that were opened, and whether all are.
    var unfolded: Set<Int> = []
    var showsUnchanged = false
    /// Which difference was gone to.
    var change: Int?
    /// First line of the context; nil where it has not been moved.
    package var contextScroll: Int?
    package var isContextUnfolded = false
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
