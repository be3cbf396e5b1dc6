package import DocketModel
package import DocketNotation

package struct ImportRequest: Sendable, Hashable {
    /// Used where the queue is new, and ignored where it exists.
    package var configuration: QueueConfiguration
    package var guideline: SourceText?
    /// The file's name, for the journal.
    package var fileName: String
    package var format: String

    package init(configuration: QueueConfiguration, guideline: SourceText?, fileName: String, format: String) {
        self.configuration = configuration
        self.guideline = guideline
        self.fileName = fileName
        self.format = format
    }
}

/// A record to take in, with the line it came from (1-based; 0 where the source has no lines).
package struct ImportRecord: Sendable, Hashable {
    package enum Content: Sendable, Hashable {
        case item(Item)
        case decision(Decision)
        case resolution(Resolution)
    }

    package var content: Content
    package var line: Int

    package init(_ content: Content, line: Int) {
        self.content = content
        self.line = line
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
    /// Records that were there already, the same to the byte.
    package var unchanged: Int
    package var refused: [ImportRefusal]
    /// The journal's position after it; nil where nothing was added.
    package var position: Int?

    package init(
        items: Int = 0, decisions: Int = 0, resolutions: Int = 0, unchanged: Int = 0, refused: [ImportRefusal] = [],
        position: Int? = nil
    ) {
        self.items = items
        self.decisions = decisions
        self.resolutions = resolutions
        self.unchanged = unchanged
        self.refused = refused
        self.position = position
    }
}

/// An import under way. Nothing of it is seen before `publish`, and nothing of it stays after `abandon` or a crash.
package protocol ImportSession: Sendable {
    /// Stages records, in order. May return while they are still being written; an error then comes with the next call.
    func add(_ records: [ImportRecord]) async throws
    /// Makes everything visible by one commit: items first, then decisions and resolutions in their order. A record
    /// that does not fit (another item under the same id, a decision on an unknown item) is refused by itself.
    /// - Parameter isDryRun: find out what would happen, and then abandon.
    func publish(isDryRun: Bool) async throws -> ImportReceipt
    func abandon() async
}
