/// What can happen at a terminal.
package enum TerminalEvent: Sendable, Hashable {
    /// - Parameter followsPaste: the key came in one read with the end of a paste, so it may be a piece of what was
    ///   pasted; commands should not be taken from it.
    case key(KeyStroke, followsPaste: Bool)
    /// The bytes as they came, to be put in literally.
    case paste([UInt8])
    case mouse(MouseEvent)
    case resize(Size)
    case focus(Bool)
    /// A `Waker` was used: something waits in a mailbox.
    case wake
    /// The terminal is gone. Nothing more will come from it.
    case hangup
    /// Another process asks this one to end.
    case terminate(signal: Int32)
    /// The program went on after it was stopped. The screen is as it was.
    case resumed
    /// A time that the loop above had set has come.
    case timer

    /// A stroke that follows no paste.
    package static func key(_ stroke: KeyStroke) -> TerminalEvent { .key(stroke, followsPaste: false) }
}

package struct MouseEvent: Sendable, Hashable {
    package enum Button: Sendable, Hashable {
        case left, middle, right
    }

    package enum Kind: Sendable, Hashable {
        case press(Button)
        case release
        /// Moved with a button down.
        case drag(Button)
        case move
        case wheelUp, wheelDown, wheelLeft, wheelRight
    }

    package var kind: Kind
    package var at: Point
    package var modifiers: KeyModifiers

    package init(kind: Kind, at: Point, modifiers: KeyModifiers = []) {
        self.kind = kind
        self.at = at
        self.modifiers = modifiers
    }
}
