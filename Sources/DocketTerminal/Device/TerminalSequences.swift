/// What is sent to a terminal around the frames: the modes of this program, and what undoes them.
struct TerminalSequences {
    /// Into the other screen, with the keypad, mouse, paste and focus reports on.
    let enter: [UInt8]
    /// Out of all that, whatever state the terminal is in.
    let leave: [UInt8]
    /// Whether the window has a title that can be set.
    let hasTitle: Bool
    /// Whether the terminal speaks ECMA-48.
    let isANSI: Bool

    /// - Parameters:
    ///   - hasTitle: whether the terminal's description says that it takes xterm's titles (`XT`).
    ///   - capability: a string of the description by its name; nil where it has none.
    init(usesMouse: Bool, hasTitle: Bool, capability: (String) -> String?) {
        // Only terminals that speak ECMA-48 have modes to set.
        isANSI = capability("cup")?.hasPrefix("\u{1B}[") == true
        self.hasTitle = hasTitle && isANSI
        // Presses, drags and SGR coordinates; then bracketed paste and focus.
        let modes = isANSI ? (usesMouse ? ["1000", "1002", "1006"] : []) + ["2004", "1004"] : []
        var start = Self.withoutPadding(["smcup", "smkx"].compactMap(capability).joined())
        var end = isANSI ? "\u{1B}[?2026l" : ""
        // The whole screen scrolls, whatever another program left behind.
        if isANSI { start += "\u{1B}[r" }
        for mode in modes { start += "\u{1B}[?\(mode)h" }
        for mode in modes.reversed() { end += "\u{1B}[?\(mode)l" }
        end += Self.withoutPadding(["rmkx", "sgr0", "op", "cnorm"].compactMap(capability).joined())
        end += capability("rmcup").map(Self.withoutPadding) ?? "\r\n"
        if self.hasTitle {
            start += "\u{1B}[22;2t"
            end += "\u{1B}[23;2t"
        }
        enter = Array(start.utf8)
        leave = Array(end.utf8)
    }

    /// A description may ask for pauses (`$<5>`), which terminals of our days do not need and would show.
    private static func withoutPadding(_ sequence: String) -> String {
        var result = ""
        var rest = sequence[...]
        while let start = rest.firstRange(of: "$<"), let end = rest[start.upperBound...].firstIndex(of: ">") {
            result += rest[..<start.lowerBound]
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    /// Marks one frame's bytes as one step (mode 2026), so that no half of it is ever shown. Terminals without it
    /// pass over the marks.
    static let frameStart = Array("\u{1B}[?2026h".utf8)
    static let frameEnd = Array("\u{1B}[?2026l".utf8)
    /// Frames of fewer bytes arrive whole anyway.
    static let smallFrame = 512

    /// Sets the window's title (OSC 2). Nothing in the text can end the command early.
    static func title(_ text: String) -> [UInt8] {
        let plain = text.unicodeScalars.filter { $0.properties.generalCategory != .control }
        return Array("\u{1B}]2;\(String(String.UnicodeScalarView(plain)))\u{7}".utf8)
    }
}
