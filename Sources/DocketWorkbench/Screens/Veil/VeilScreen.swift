import DocketModel
package import DocketTerminal
import DocketText

/// In front of what may disturb, or of anything that somebody wants off the screen at once. Nothing behind it is drawn,
/// so nothing behind it can be decided.
package struct VeilScreen: Screen {
    /// What the queue says of breaks; nil where the veil was only wanted.
    let policy: VeilPolicy?
    var exposure: Exposure
    var notice: String?

    init(_ policy: VeilPolicy?, _ exposure: Exposure, notice: String? = nil) {
        self.policy = policy
        self.exposure = exposure
        self.notice = notice
    }

    package var scope: Scope { .veil }
    package var footer: [Command] { [.unveil, .quit, .help] }
    package func availability(of command: Command) -> Availability { .enabled }
    package mutating func appear(_ context: Context) -> [Effect] { [] }
    package mutating func receive(_ message: Reply, _ context: Context) -> [Effect] { [] }
    package mutating func click(_ target: HitTarget, _ context: Context) -> [Effect] { [] }
    package mutating func scroll(_ target: HitTarget?, by lines: Int, _ context: Context) -> [Effect] { [] }
    package mutating func notify(_ text: String) { notice = text }

    package mutating func perform(_ command: Command, _ context: Context) -> [Effect] {
        notice = nil
        switch command {
        case .unveil: return [.unveil]
        case .quit: return [.leaveHidden]
        default: return []
        }
    }

    package mutating func type(_ stroke: KeyStroke, _ context: Context) -> [Effect] {
        notice = nil
        return [.unused(stroke)]
    }

    /// What it says, one line each.
    func lines(show: DisplayText, hide: DisplayText) -> [Piece] {
        guard let policy else {
            return [Piece("Hidden", "text.strong"), Piece("\(show.string) shows it again", "text.dim")]
        }
        var lines = [
            Piece("What comes here may disturb.", "text.strong"),
            Piece("\(show.string) shows it   \(hide.string) hides it again at any time", "text.dim"),
            Piece("today \(exposure.itemCount) items, \(exposure.minutes) min", "text"),
        ]
        if let reason = exposure.breakReason(policy) {
            lines.append(Piece("A break is due: \(DisplayText(reason).string).", "warning"))
        }
        return lines
    }

    package func view(_ canvas: inout Canvas) {
        canvas.header(
            left: [Piece("hidden", "header.title")],
            right: [
                canvas.hiddenMark ?? Piece(""),
                Piece(
                    "  " + DisplayText(canvas.person.rawValue, policy: canvas.policy(.singleLine)).truncated(to: 16),
                    "header"),
            ])
        func label(_ command: Command) -> DisplayText {
            canvas.keyMap.keys(for: command, in: .veil).first?.label(ascii: canvas.glyphs.isASCII) ?? "?"
        }
        let area = Rect(row: 2, column: 1, rows: canvas.size.rows - 4, columns: canvas.size.columns - 2)
        canvas.centered(lines(show: label(.unveil), hide: label(.veil)), in: area)
        canvas.footer(
            self, message: notice.map { Piece(DisplayText($0, policy: canvas.policy(.singleLine)), "warning") })
    }
}
