extension KeyDecoder.Step {
    /// `ESC [ < button ; column ; row M` or `m` (xterm's mode 1006).
    static func sgrMouse(_ sequence: ControlSequence) -> Meaning {
        guard sequence.parameters.count == 3, sequence.final | 0x20 == UInt8(ascii: "m") else { return .nothing }
        return mouse(
            code: sequence.parameters[0], column: sequence.parameters[1], row: sequence.parameters[2],
            isRelease: sequence.final == UInt8(ascii: "m"))
    }

    /// `ESC [ M` and three bytes, from terminals without mode 1006.
    static func oldMouse(_ bytes: ArraySlice<UInt8>) -> Self? {
        let report = Array(bytes.prefix(3))
        guard report.count == 3 else { return nil }
        guard report.allSatisfy({ $0 >= 0x20 }) else { return Self(meaning: .nothing, used: 1) }
        let code = Int(report[0]) - 32
        let meaning = mouse(
            code: code, column: Int(report[1]) - 32, row: Int(report[2]) - 32,
            isRelease: code & 3 == 3 && code & 64 == 0 && code & 32 == 0)
        return Self(meaning: meaning, used: 4)
    }

    private static func mouse(code: Int, column: Int, row: Int, isRelease: Bool) -> Meaning {
        guard column > 0, row > 0, code < 128 else { return .nothing }
        var modifiers: KeyModifiers = []
        if code & 4 != 0 { modifiers.insert(.shift) }
        if code & 8 != 0 { modifiers.insert(.alt) }
        if code & 16 != 0 { modifiers.insert(.control) }
        let point = Point(row: row - 1, column: column - 1)
        return .event(.mouse(MouseEvent(kind: kind(code, isRelease: isRelease), at: point, modifiers: modifiers)))
    }

    private static func kind(_ code: Int, isRelease: Bool) -> MouseEvent.Kind {
        if code & 64 != 0 { return [.wheelUp, .wheelDown, .wheelLeft, .wheelRight][code & 3] }
        if isRelease { return .release }
        let button: MouseEvent.Button? = [.left, .middle, .right, nil][code & 3]
        guard let button else { return code & 32 != 0 ? .move : .release }
        return code & 32 != 0 ? .drag(button) : .press(button)
    }
}
