package import DocketModel
package import DocketNotation
package import DocketStorage
package import DocketTerminal
package import DocketWorkflow

/// What a screen wants done. Screens are values and do nothing themselves.
package enum Effect: Sendable {
    /// Work in the store; done in order on a thread of its own, answered by a message.
    case store(StoreEffect)
    /// Goes to another screen.
    case show(Destination)
    /// Leaves this screen.
    case back
    /// Does a command on the screen that is on top now.
    case perform(Command)
    /// A key was of no use here: says what to press instead.
    case unused(KeyStroke)
    case suspend
    case redraw
    /// Opens a text in the person's own editor, in a file of that name; answered by `Reply.edited`.
    case editExternally([UInt8], fileName: String)
    /// Puts bytes on the clipboard; answered by `Reply.copied`, which names what it was.
    case copy([UInt8], what: String)
    /// Shows what the veil hides.
    case unveil
    /// Leaves the veil together with the screen that it hides.
    case leaveHidden
}

package enum Destination: Sendable, Hashable {
    case review(QueueRecord)
    case adjudicate(QueueRecord)
    /// What the queue's rules would resolve.
    case rules(QueueRecord)
    /// The list of queues, and all other screens are left.
    case home
}

package enum StoreEffect: Sendable {
    case loadQueues
    case countConflicts(QueueRecord)
    case openQueue(QueueID, SampleQueue?, adjudicates: Bool)
    case serve(QueueRecord, besides: Set<ItemID>)
    case open(ItemID, QueueRecord)
    case record(Decision, fence: Int?, QueueRecord)
    /// - Parameter reopens: puts a decision that is taken back on the desk again.
    case undo(QueueRecord, reopens: Bool)
    case redo(QueueRecord)
    case loadRecent(QueueRecord)
    case loadProgress(QueueRecord)
    case loadExposure(QueueID)
    case release([Claim])
    case renew(Claim, QueueRecord)
    case keepDraft(ReviewDraft, ItemID, QueueID)
    case keepRulingDraft(RulingDraft, ItemID, QueueID)
    case loadGuideline(QueueRecord)
    case loadConflicts(QueueRecord)
    case loadRecord(PersonID, QueueRecord)
    case loadPrecedents(ItemID, QueueRecord)
    case ask(SourceText, ItemID, QueueRecord)
    case loadQuestions(QueueRecord)
    /// Why an item came back, and what changed since.
    case loadReturned(ItemID, QueueRecord)
    /// What the queue's rules would settle.
    case tryRules(QueueRecord)
    case applyRule(PolicyResolution, RuleBatch, QueueRecord)
    /// Takes these resolutions back, in this order, as far as that goes.
    case undoBatch([EventID], QueueRecord)
    /// Puts back what was taken back last, so many times.
    case redoBatch(Int, QueueRecord)
    case resolve(Resolution, QueueRecord)
    case sendBack(SendBack, QueueRecord)
}

/// Resolutions by rules that are made together.
package struct RuleBatch: Sendable, Hashable {
    package var id: EventID
    package var total: Int
}

/// What became of one of them.
package struct RuleOutcome: Sendable {
    package var batch: RuleBatch
    package var item: ItemID
    package var result: Result<EventID, Reply.Failure>
}
