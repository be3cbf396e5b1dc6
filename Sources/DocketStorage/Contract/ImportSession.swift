package import DocketModel
package import DocketNotation

package struct ImportRequest: Sendable, Hashable {
    /// Used where the queue is new, and ignored where it exists.
    package var configuration: QueueConfiguration
    package var guideline: SourceText?
    /// The file's name, for the journal.
    package var fileName: String
    package var format: String
    /// Tells the source from every other, and from itself once it was changed or is read differently. Where an import of
    /// the same source was cut off, this one goes on behind what was staged. Nil for what cannot be read again.
    package var source: String?

    package init(
        configuration: QueueConfiguration, guideline: SourceText?, fileName: String, format: String,
        source: String? = nil
    ) {
        self.source = source
        self.configuration = configuration
        self.guideline = guideline
        self.fileName = fileName
        self.format = format
    }
}

/// What the store would not take, and why.
package struct ImportRefusal: Sendable, Hashable {
    package var line: Int
    package var reason: String

    package init(line: Int, reason: String) {
        self.line = line
        self.reason = reason
    }
}

package struct ImportReceipt: Sendable, Hashable {
    /// New items, and items that got further suggestions.
    package var items: Int
    package var decisions: Int
    package var resolutions: Int
    /// Questions about the guideline, and answers to them.
    package var questions: Int
    /// Records that were there already, the same to the byte.
    package var unchanged: Int
    package var refused: [ImportRefusal]
    /// The journal's position after it; nil where nothing was added.
    package var position: Int?

    package init(
        items: Int = 0, decisions: Int = 0, resolutions: Int = 0, questions: Int = 0, unchanged: Int = 0,
        refused: [ImportRefusal] = [], position: Int? = nil
    ) {
        self.items = items
        self.decisions = decisions
        self.resolutions = resolutions
        self.questions = questions
        self.unchanged = unchanged
        self.refused = refused
        self.position = position
    }
}

/// How far an import was that was cut off, and that this one goes on with.
package struct ImportResumption: Sendable, Hashable {
    /// So many records are staged: the session expects those behind them.
    package var records: Int
    /// Of the last of them.
    package var line: Int

    package init(records: Int, line: Int) {
        self.records = records
        self.line = line
    }
}

/// An import under way. Nothing of it is seen before `publish`. What was staged stays after a crash until the same source
/// is imported again, or another one.
package protocol ImportSession: Sendable {
    /// Nil where the import begins with the source's first record.
    var resumption: ImportResumption? { get }
    /// Stages records, in order. May return while they are still being written; an error then comes with a later call.
    func add(_ records: [ImportRecord]) async throws
    /// What publishing would come to now, without a position. Nothing is published, and the import goes on.
    func rehearse() async throws -> ImportReceipt
    /// Makes all items visible by one commit, then appends decisions and resolutions in their order, in short
    /// transactions between which people go on working; until these are in, the new items are not dealt. A record that
    /// does not fit (another item under the same id, a decision on an unknown item) is refused by itself. Cut off in
    /// between, it is brought to its end by the next import, whatever that imports.
    func publish() async throws -> ImportReceipt
    func abandon() async
}

extension ImportSession {
    /// - Parameter isDryRun: find out what would happen, and then abandon.
    package func publish(isDryRun: Bool) async throws -> ImportReceipt {
        guard isDryRun else { return try await publish() }
        let receipt: ImportReceipt
        do {
            receipt = try await rehearse()
        } catch {
            await abandon()
            throw error
        }
        await abandon()
        return receipt
    }
}
