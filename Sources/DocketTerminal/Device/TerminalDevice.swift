package import DocketText

/// The seam between the front end and a terminal: everything above it runs without one.
package protocol TerminalDevice: AnyObject {
    var size: Size { get }
    var colorDepth: ColorDepth { get }
    /// Whether the terminal takes more than ASCII; where not, draw with `Glyphs.ascii`.
    var isUTF8: Bool { get }
    /// Ends a wait in `nextEvents` from any thread.
    var waker: Waker { get }

    /// Shows a frame. Only what differs from the one before is sent, in one write.
    func present(_ frame: Frame) throws

    /// Waits until something happens, then returns all that there is, in order.
    /// - Parameter timeoutMilliseconds: how long to wait; nil for ever. When it is over the array is empty.
    func nextEvents(timeoutMilliseconds: Int?) -> [TerminalEvent]

    /// Stops the program as the shell's suspend key does, the terminal being as it was before. Returns when it goes on;
    /// a `resumed` event follows.
    func suspend()

    /// Gives the terminal to another program, such as an editor, while `body` runs.
    func withTerminalReleased<T>(_ body: () throws -> T) rethrows -> T

    /// Puts bytes on the clipboard of whoever sits at the terminal. Whether the terminal took them is not known.
    func copy(_ text: [UInt8]) -> ClipboardAnswer

    /// Paints everything anew at the next frame.
    func redraw()

    /// Sets the window's title, where the terminal has one.
    func setTitle(_ title: DisplayText)

    /// Gives the terminal back for good. Safe to call twice.
    func close()
}

/// A terminal on which nothing is painted: what a screen has to say is printed, line after line.
package protocol SpeakingTerminal: TerminalDevice {
    /// Prints lines, each with a line end behind it.
    /// - Throws: `TerminalError.disconnected` where nobody is there any more.
    func say(_ lines: [DisplayText]) throws
}

/// What became of something that was to be copied.
package enum ClipboardAnswer: Sendable, Hashable {
    case sent
    /// Nothing was copied: most terminals would take no more than so many bytes.
    case tooLong(limit: Int)
    /// `DOCKET_CLIPBOARD=off`.
    case off
    case unsupported
}
