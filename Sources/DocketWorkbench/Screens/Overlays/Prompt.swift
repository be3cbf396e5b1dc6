/// A few words being written: a comment, a reason, a note.
package struct Prompt: Sendable {
    package enum Purpose: Sendable, Hashable {
        case comment
        case reason
        case sendBackNote
        /// Which item to go to.
        case item
    }

    package let purpose: Purpose
    package let title: String
    package var input: TextInput

    package init(_ purpose: Purpose, title: String, text: String = "") {
        self.purpose = purpose
        self.title = title
        input = TextInput(text)
    }

    package var text: String { input.text }
    /// Without the blanks around it.
    package var name: String {
        let start = text.drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
