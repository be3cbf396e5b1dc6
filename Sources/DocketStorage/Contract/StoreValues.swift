package import DocketModel

/// Who writes, with which program, at what time by their clock.
package struct Author: Sendable, Hashable {
    package var person: PersonID
    package var clientVersion: String
    package var clientTime: Timestamp

    package init(person: PersonID, clientVersion: String, clientTime: Timestamp) {
        self.person = person
        self.clientVersion = clientVersion
        self.clientTime = clientTime
    }
}

/// A queue as it stands: its configuration's latest version.
package struct QueueRecord: Sendable, Hashable {
    package var configuration: QueueConfiguration
    /// 1 for the first; each change adds one.
    package var version: Int
    package var guidelineDigest: Digest?
    package var isArchived: Bool
    /// The last position in the queue's journal, and its hash.
    package var position: Int
    package var hash: Digest

    package var id: QueueID { configuration.name }

    package init(
        configuration: QueueConfiguration, version: Int, guidelineDigest: Digest?, isArchived: Bool, position: Int,
        hash: Digest
    ) {
        self.configuration = configuration
        self.version = version
        self.guidelineDigest = guidelineDigest
        self.isArchived = isArchived
        self.position = position
        self.hash = hash
    }
}

package struct QueueCounts: Sendable, Hashable {
    package var items: Int
    /// Live primary decisions in slots, skips not counted.
    package var decisions: Int
    /// Items whose k slots are all decided.
    package var complete: Int
    /// Slots that are claimed at the moment.
    package var claimed: Int
    /// Items with a resolution that stands.
    package var resolved: Int

    package init(items: Int = 0, decisions: Int = 0, complete: Int = 0, claimed: Int = 0, resolved: Int = 0) {
        self.items = items
        self.decisions = decisions
        self.complete = complete
        self.claimed = claimed
        self.resolved = resolved
    }
}

/// How far one person is in one queue.
package struct AnnotatorProgress: Sendable, Hashable {
    /// Items with a live primary decision of theirs, skips not counted.
    package var decided: Int
    package var skipped: Int
    /// Decided since the moment asked for.
    package var decidedSince: Int
    /// Items that could still come to them.
    package var remaining: Int

    package init(decided: Int = 0, skipped: Int = 0, decidedSince: Int = 0, remaining: Int = 0) {
        self.decided = decided
        self.skipped = skipped
        self.decidedSince = decidedSince
        self.remaining = remaining
    }
}

/// An annotator's temporary, renewable hold on one slot of an item.
package struct Claim: Sendable, Hashable {
    package var queue: QueueID
    package var item: ItemID
    package var annotator: PersonID
    package var slot: Int
    /// Grows with every claim in the queue, so that a decision tells the claim it was made under from later ones.
    package var fence: Int
    package var expires: Timestamp

    package init(queue: QueueID, item: ItemID, annotator: PersonID, slot: Int, fence: Int, expires: Timestamp) {
        self.queue = queue
        self.item = item
        self.annotator = annotator
        self.slot = slot
        self.fence = fence
        self.expires = expires
    }
}

package struct ClaimRequest: Sendable, Hashable {
    package var queue: QueueID
    package var annotator: PersonID
    package var milliseconds: Int64
    /// This item and no other; nil for the next in order.
    package var item: ItemID?
    /// Items held already that are not wanted again: for claiming ahead.
    package var besides: Set<ItemID>

    package init(
        queue: QueueID, annotator: PersonID, milliseconds: Int64, item: ItemID? = nil, besides: Set<ItemID> = []
    ) {
        self.queue = queue
        self.annotator = annotator
        self.milliseconds = milliseconds
        self.item = item
        self.besides = besides
    }
}

package enum ClaimAnswer: Sendable, Hashable {
    case claimed(Item, Claim)
    /// Nothing now, but something may still come: others hold claims that can lapse.
    case waiting
    /// Nothing more for this annotator.
    case none
    /// They have as many as the queue's `perPerson` allows.
    case capped(limit: Int)
    /// Every item is complete.
    case finished
}

/// A slot of an item that is kept for somebody.
package struct Assignment: Sendable, Hashable {
    package var item: ItemID
    package var person: PersonID

    package init(item: ItemID, person: PersonID) {
        self.item = item
        self.person = person
    }
}

package struct AssignmentPage: Sendable, Hashable {
    package var assignments: [Assignment]
    /// Where to go on; nil at the end.
    package var next: ItemCursor?

    package init(assignments: [Assignment], next: ItemCursor?) {
        self.assignments = assignments
        self.next = next
    }
}

package struct AssignmentReceipt: Sendable, Hashable {
    /// Where it is in the journal: of the event that was appended, else the journal's end.
    package var position: Int
    /// Whether anything changed; what is so already is no event.
    package var isNew: Bool

    package init(position: Int, isNew: Bool) {
        self.position = position
        self.isNew = isNew
    }
}

/// What became of something written.
package struct Receipt: Sendable, Hashable {
    package enum Status: String, Sendable, Hashable { case saved, surplus, duplicate }

    package var id: EventID
    package var status: Status
    package var position: Int
    package var hash: Digest

    package init(id: EventID, status: Status, position: Int, hash: Digest) {
        self.id = id
        self.status = status
        self.position = position
        self.hash = hash
    }
}

package struct UndoReceipt: Sendable, Hashable {
    /// Of the undo (or redo) event itself. `surplus`: a decision put back found its slot taken; `duplicate`: it was
    /// in the journal already.
    package var receipt: Receipt
    /// What was taken back or put back.
    package var target: StoredEvent

    package init(receipt: Receipt, target: StoredEvent) {
        self.receipt = receipt
        self.target = target
    }
}

/// An event with its body, which is nil where it was redacted.
package struct StoredEvent: Sendable, Hashable {
    package var event: JournalEvent
    package var body: [UInt8]?

    package init(event: JournalEvent, body: [UInt8]?) {
        self.event = event
        self.body = body
    }
}

/// A decision that stands, and whether it counts.
package struct LiveDecision: Sendable, Hashable {
    package enum Standing: String, Sendable, Hashable { case counted, surplus }

    package var decision: Decision
    package var standing: Standing
    package var position: Int

    package init(decision: Decision, standing: Standing, position: Int) {
        self.decision = decision
        self.standing = standing
        self.position = position
    }
}

/// Everything that stands about one item.
package struct ItemState: Sendable, Hashable {
    package var item: Item
    /// k, as it is for this item: what the queue is configured for, what disagreement raised it to, or as many as have
    /// decided, whichever is most. The journal alone says so, for every position the same.
    package var overlap: Int
    /// In order of position; all occasions.
    package var decisions: [LiveDecision]
    package var resolution: Resolution?
    /// Send-backs that were not answered by a revision of everybody asked, nor by a resolution.
    package var openSendBacks: [SendBack]
    /// Questions about the guideline that were asked here and stand, in the order in which they were asked.
    package var questions: [StoredQuestion]

    package init(
        item: Item, overlap: Int, decisions: [LiveDecision], resolution: Resolution?, openSendBacks: [SendBack],
        questions: [StoredQuestion] = []
    ) {
        self.item = item
        self.overlap = overlap
        self.decisions = decisions
        self.resolution = resolution
        self.openSendBacks = openSendBacks
        self.questions = questions
    }

    /// Those that nobody answered.
    package var openQuestions: [GuidelineQuestion] { questions.filter { $0.answer == nil }.map(\.question) }

    /// The live primary decisions that count: not surplus, not skipped. What agreement and conflicts look at.
    package var primaries: [Decision] {
        decisions.filter {
            $0.standing == .counted && $0.decision.occasion == .primary && !$0.decision.answer.isSkip
        }.map(\.decision)
    }
}

package enum ItemFilter: Sendable, Hashable {
    case all
    /// Two or more live primary decisions, or a resolution.
    case contested
    /// Anything decided by this person.
    case decided(by: PersonID)
    /// Anything decided by anybody, on whatever occasion, skips and surplus included.
    case decidedByAnybody
}

/// A place in the order of items; opaque to everybody but the store that made it.
package struct ItemCursor: Sendable, Hashable {
    package var value: Int64

    package init(value: Int64) {
        self.value = value
    }
}

package struct ItemPage: Sendable, Hashable {
    package var states: [ItemState]
    /// Where to go on; nil at the end.
    package var next: ItemCursor?

    package init(states: [ItemState], next: ItemCursor?) {
        self.states = states
        self.next = next
    }
}

package struct VerificationReport: Sendable, Hashable {
    package struct Problem: Sendable, Hashable {
        package var queue: QueueID?
        package var position: Int?
        package var what: String
        /// It is about what is computed from the journal, and can be computed anew.
        package var isDerived: Bool

        package init(queue: QueueID?, position: Int?, what: String, isDerived: Bool = false) {
            self.queue = queue
            self.position = position
            self.what = what
            self.isDerived = isDerived
        }
    }

    package var events: Int
    package var head: JournalHead
    package var problems: [Problem]
    /// Bodies redacted by a journaled tombstone: reported, and no problem.
    package var redacted: Int

    package init(events: Int, head: JournalHead, problems: [Problem], redacted: Int) {
        self.events = events
        self.head = head
        self.problems = problems
        self.redacted = redacted
    }
}
