/// One thing that was looked at when a store was examined: what was found, and what to do about it.
///
/// A finding says nothing of anybody's answers: everyone may see it.
package struct Finding: Sendable, Hashable {
    package enum Severity: String, Sendable, Hashable, CaseIterable {
        /// As it should be.
        case ok
        /// Good to know; nothing is wrong.
        case note
        /// Nothing is wrong yet, and something may be.
        case warning
        /// Something is wrong.
        case problem
    }

    package enum Mending: Sendable, Hashable {
        /// Nothing to mend, or nothing that the store can mend by itself: the remedy says how.
        case byHand
        /// Examining with repair mends it.
        case possible
        /// It was found, and it was mended.
        case done
    }

    /// A word or two, the same for the same thing in every store: "permissions".
    package var subject: String
    package var severity: Severity
    /// One line: what was found.
    package var text: String
    /// What to do; nil where there is nothing to do.
    package var remedy: String?
    package var mending: Mending

    package init(
        _ subject: String, _ severity: Severity, _ text: String, remedy: String? = nil, mending: Mending = .byHand
    ) {
        self.subject = subject
        self.severity = severity
        self.text = text
        self.remedy = remedy
        self.mending = mending
    }

    /// Something is wrong, still.
    package var isProblemLeft: Bool { severity == .problem && mending != .done }
}
