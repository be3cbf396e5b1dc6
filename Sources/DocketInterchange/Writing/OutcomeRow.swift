package import DocketModel
package import DocketNotation

/// An item with all that an export may need to know of it.
package struct OutcomeRow: Sendable {
    package enum Standing: Sendable, Hashable {
        /// What the resolution says, else what the decisions agree on.
        case decided(Answers)
        case leftOut(LeftOut)
    }

    package var item: Item
    package var standing: Standing
    /// The live primary decisions: those behind the outcome, and the rows of an export per decision.
    package var decisions: [Decision]
    /// The resolution that is in force.
    package var resolution: Resolution?
    /// Every decision and resolution that a native export holds, in journal order.
    package var decisionHistory: [Decision]
    package var resolutionHistory: [Resolution]
    /// The records of questions about the guideline, and of the answers to them.
    package var questionRecords: [JSONObject]

    package init(
        item: Item, standing: Standing, decisions: [Decision], resolution: Resolution? = nil,
        decisionHistory: [Decision] = [], resolutionHistory: [Resolution] = [], questionRecords: [JSONObject] = []
    ) {
        self.item = item
        self.standing = standing
        self.decisions = decisions
        self.resolution = resolution
        self.decisionHistory = decisionHistory
        self.resolutionHistory = resolutionHistory
        self.questionRecords = questionRecords
    }
}

/// One line of an export, and what made it.
package struct ExportLine: Sendable, Hashable {
    /// Without the line end.
    package var bytes: [UInt8]
    package var decisions: [EventID]
    package var resolution: EventID?
}

/// What an item gives to an export.
package struct RenderedOutcome: Sendable, Hashable {
    package var item: ItemID
    package var lines: [ExportLine]
    /// One for each row that could have been and is not.
    package var leftOut: [LeftOut]
    /// The decisions behind what was left out.
    package var decisions: [EventID]
}
