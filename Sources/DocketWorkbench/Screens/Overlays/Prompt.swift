/// A few words being written: a comment, a reason, a note.
package struct Prompt: Sendable {
    package enum Purpose: Sendable, Hashable {
        case comment
        case reason
        case sendBackNote
        /// What the guideline leaves open.
        case question
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
        guard let first = text.firstIndex(where: { !$0.isWhitespace }),
            let last = text.lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(text[first...last])
    }
}
