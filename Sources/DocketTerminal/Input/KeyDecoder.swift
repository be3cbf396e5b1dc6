/// Turns the bytes a terminal sends into events: UTF-8, control keys, escape sequences of VT, xterm, rxvt, the Linux
/// console and CSI-u, SGR and X10 mouse reports, bracketed paste, focus.
///
/// Pure: bytes in, events out. How the bytes are cut into pieces makes no difference, except that a key in one piece
/// with the end of a paste is marked, and that Ctrl-C in a piece of its own ends a paste. An escape is the key or the start of a sequence; which, only time tells: while
/// `timeoutMilliseconds` is not nil, whoever feeds calls `flush()` when nothing more came for that long.
package struct KeyDecoder: Sendable {
    /// What has not come to its end yet.
    var pending: [UInt8] = []
    private var pasted: [UInt8]?
    private var isAfterPaste = false

    /// A sequence that is longer is none.
    static let longestSequence = 4096
    static let pasteEnd = Array("\u{1B}[201~".utf8)
    /// What Ctrl-C sends.
    private static let interrupt: UInt8 = 0x03

    package init() {}

    /// How long to wait for the rest; nil where nothing is open. A paste whose end is lost ends after two seconds without
    /// a byte, or with Ctrl-C.
    package var timeoutMilliseconds: Int? {
        if pasted != nil { return 2000 }
        return pending.isEmpty ? nil : 25
    }

    /// Takes one read's worth of bytes.
    package mutating func feed(_ bytes: some Sequence<UInt8>) -> [TerminalEvent] {
        isAfterPaste = false
        var events: [TerminalEvent] = []
        let bytes = Array(bytes)
        // Inside of what is pasted the byte is text like any other: only by itself is it somebody's hand.
        if let rest = pasted, bytes == [Self.interrupt] {
            pasted = nil
            return [.paste(rest)]
        }
        for byte in bytes {
            if pasted != nil {
                paste(byte, into: &events)
            } else {
                pending.append(byte)
                drain(into: &events)
            }
        }
        return events
    }

    /// Takes what is open for what it is: nothing more comes.
    package mutating func flush() -> [TerminalEvent] {
        isAfterPaste = false
        if let rest = pasted {
            pasted = nil
            return [.paste(rest)]
        }
        var events: [TerminalEvent] = []
        while !pending.isEmpty {
            let step = Step.whole(pending[...], isFinal: true)
            take(step, into: &events)
        }
        return events
    }

    private mutating func drain(into events: inout [TerminalEvent]) {
        while !pending.isEmpty, pasted == nil {
            let step = Step.whole(pending[...], isFinal: false)
            guard step.used > 0 else {
                if pending.count > Self.longestSequence { pending.removeAll(keepingCapacity: true) }
                return
            }
            take(step, into: &events)
        }
    }

    private mutating func take(_ step: Step, into events: inout [TerminalEvent]) {
        // A step that takes nothing when nothing more can come would go on for ever.
        pending.removeFirst(min(pending.count, max(1, step.used)))
        switch step.meaning {
        case .nothing: break
        case .pasteStart: pasted = []
        case .key(let stroke): events.append(.key(stroke, followsPaste: isAfterPaste))
        case .event(let event): events.append(event)
        }
    }

    private mutating func paste(_ byte: UInt8, into events: inout [TerminalEvent]) {
        pasted?.append(byte)
        guard byte == UInt8(ascii: "~"), let all = pasted, all.suffix(Self.pasteEnd.count) == Self.pasteEnd[...] else {
            return
        }
        events.append(.paste(Array(all.dropLast(Self.pasteEnd.count))))
        pasted = nil
        isAfterPaste = true
    }
}

extension KeyDecoder {
    enum Meaning: Equatable {
        case nothing
        case key(KeyStroke)
        case event(TerminalEvent)
        case pasteStart
    }

    /// The first thing in some bytes, and how many of them it takes: 0 where its end has not come.
    struct Step: Equatable {
        var meaning: Meaning
        var used: Int

        static let incomplete = Step(meaning: .nothing, used: 0)

        /// - Parameter isFinal: no more bytes will come, so that nothing is incomplete.
        static func whole(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> Step {
            guard let first = bytes.first else { return .incomplete }
            guard first == 0x1B else { return plain(bytes, isFinal: isFinal) }
            let rest = bytes.dropFirst()
            guard let second = rest.first else { return isFinal ? escape : .incomplete }
            switch second {
            case UInt8(ascii: "["): return sequence(control(rest.dropFirst()), bytes, isFinal: isFinal)
            case UInt8(ascii: "O"): return sequence(singleShift(rest.dropFirst()), bytes, isFinal: isFinal)
            case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
                return sequence(string(rest.dropFirst()), bytes, isFinal: isFinal)
            case 0x1B: return doubleEscape(bytes, isFinal: isFinal)
            default: return withAlt(plain(rest, isFinal: isFinal))
            }
        }

        private static let escape = Step(meaning: .key(KeyStroke(.escape)), used: 1)

        /// A sequence that has its two introducing bytes before it, or, where it does not go on, alt and a letter.
        private static func sequence(_ step: Step?, _ bytes: ArraySlice<UInt8>, isFinal: Bool) -> Step {
            if let step { return Step(meaning: step.meaning, used: step.used + 2) }
            guard isFinal else { return .incomplete }
            guard bytes.count == 2 else { return Step(meaning: .nothing, used: bytes.count) }
            return withAlt(plain(bytes.dropFirst(), isFinal: true))
        }

        /// rxvt puts an escape before a sequence for alt; anything else after two is the key itself first.
        private static func doubleEscape(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> Step {
            let rest = bytes.dropFirst()
            guard let third = rest.dropFirst().first else { return isFinal ? escape : .incomplete }
            guard third == UInt8(ascii: "[") || third == UInt8(ascii: "O") else { return escape }
            let step = whole(rest, isFinal: isFinal)
            guard step.used > 2 else { return step.used == 0 ? .incomplete : escape }
            guard case .key = step.meaning else { return Step(meaning: step.meaning, used: step.used + 1) }
            return withAlt(step)
        }

        private static func withAlt(_ step: Step) -> Step {
            guard step.used > 0 else { return .incomplete }
            guard case .key(let stroke) = step.meaning else {
                return Step(meaning: step.meaning, used: step.used + 1)
            }
            let held = KeyStroke(stroke.key, stroke.modifiers.union(.alt))
            return Step(meaning: .key(held), used: step.used + 1)
        }
    }
}
