package import DocketModel

/// A copy that was made of a store.
package struct BackupReceipt: Sendable, Hashable {
    package var bytes: Int
    package var events: Int
    /// Of what is in the copy.
    package var head: JournalHead

    package init(bytes: Int, events: Int, head: JournalHead) {
        self.bytes = bytes
        self.events = events
        self.head = head
    }
}

/// What became of a backup that was put in a store's place.
package struct RestorationReport: Sendable, Hashable {
    /// The store that gave way.
    package struct Replaced: Sendable, Hashable {
        /// Where its content is kept: a complete store.
        package var keptAt: String
        /// Kept elsewhere, it shows that the copy holds what the store held; nil where it could not be read.
        package var head: JournalHead?
        /// Events of its journal that the backup does not have; nil where they could not be counted.
        package var missingEvents: Int?

        package init(keptAt: String, head: JournalHead?, missingEvents: Int?) {
            self.keptAt = keptAt
            self.head = head
            self.missingEvents = missingEvents
        }
    }

    /// Of what is in the store now.
    package var events: Int
    package var head: JournalHead
    /// What is wrong with it: empty unless it was restored by force.
    package var problems: [VerificationReport.Problem]
    /// What the backup's journal says was computed anew, because its other tables did not agree with it.
    package var isRebuilt: Bool
    /// Nil where there was no store.
    package var replaced: Replaced?

    package init(
        events: Int, head: JournalHead, problems: [VerificationReport.Problem], isRebuilt: Bool, replaced: Replaced?
    ) {
        self.events = events
        self.head = head
        self.problems = problems
        self.isRebuilt = isRebuilt
        self.replaced = replaced
    }
}

/// Why a backup was not restored. The description is one line: what, where, what to do.
package enum RestorationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// There is a store, and nobody said that it may be replaced.
    /// - Parameter missingEvents: of its journal, which the backup does not have; nil where they cannot be counted.
    case exists(String, backup: String, missingEvents: Int?)
    /// The backup and the store are one file.
    case sameFile(String)
    /// What is in the backup is not what was written.
    case damagedBackup(String, problems: Int, first: String)
    case importUnderWay(String)

    package var description: String {
        switch self {
        case .exists(let store, let backup, let missing):
            let loss =
                switch missing {
                case nil: "how many of its events \(backup) lacks cannot be told"
                case 0: "\(backup) has all of its events"
                case let count?: "\(count) of its events are not in \(backup)"
                }
            return "there is a store at \(store), and \(loss): --replace keeps it beside and restores the backup"
        case .sameFile(let path): return "\(path) is the store itself: name a backup of it"
        case .damagedBackup(let path, let count, let first):
            let more = count > 1 ? " and \(count - 1) more" : ""
            return "\(path) is not as it was written (\(first)\(more)): restore another backup, or --force this one"
        case .importUnderWay(let store):
            return "an import into \(store) is under way: repeat when it is done"
        }
    }
}
