package import DocketModel
package import DocketNotation
package import DocketStorage
package import DocketWorkflow

/// What became of an effect. Replies come back between keys; nothing waits for them.
package enum Reply: Sendable {
    case queues([QueueStatus])
    case conflictCount(QueueID, ConflictCount)
    case queueOpened(QueueRecord, adjudicates: Bool)
    case served(Serving, QueueID)
    case opened(Serving, QueueID)
    case recorded(EventID, Receipt)
    case recordFailed(EventID, Failure)
    case undone(UndoReceipt, Serving?)
    case redone(UndoReceipt)
    case recent([ItemID])
    case progress(AnnotatorProgress, QueueCounts)
    /// The items of a queue that the person decided today, and how long they looked at them.
    case exposure(QueueID, Set<ItemID>, milliseconds: Int64)
    case renewed(Claim)
    case guideline(String, SourceText)
    /// The conflicts of a queue, and what the person began to rule.
    case conflicts([OpenConflict], drafts: [ItemID: RulingDraft])
    case record(AnnotatorRecord)
    case precedents(ItemID, [Precedent])
    case asked(ItemID)
    case questions([StoredQuestion])
    case returned(InboxEntry)
    /// What a queue's rules would settle.
    case ruled([PolicyResolution], QueueID)
    case applied(RuleOutcome)
    /// Of a batch so many were taken back; why the first that was not was not.
    case batchUndone(Int, of: Int, String?)
    case batchRedone(Int, of: Int, String?)
    case resolved(EventID, ItemID)
    case sentBack(EventID, ItemID)
    /// A claim is somebody else's now.
    case claimLost(ItemID, String)
    /// Something else failed: the line to show, and what was being done.
    case failed(String, Work)
    /// The external editor ended.
    case edited(ExternalEditor.Outcome)
    /// What became of a copy: a line that says so, and whether it worked.
    case copied(String, isDone: Bool)
    /// Time passed.
    case tick(Timestamp)

    package enum Work: Sendable, Hashable {
        /// Getting an item to review.
        case serving
        /// Going to another item: undo, redo, back.
        case moving
        case other
    }

    /// Why a write failed, and whether to try again.
    package struct Failure: Error, Hashable {
        package var reason: String
        /// The store may take it later: a full disk, a locked file. Otherwise it never will.
        package var isTransient: Bool

        package init(reason: String, isTransient: Bool) {
            self.reason = reason
            self.isTransient = isTransient
        }
    }
}
