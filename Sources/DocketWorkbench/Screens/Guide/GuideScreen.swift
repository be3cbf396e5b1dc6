package import DocketModel
package import DocketTerminal
import DocketText

/// The keys in a minute, tried out on items that are in no store. It is the review screen itself, with what it wants of
/// the store thrown away and a panel that says what to press next.
package struct GuideScreen: Screen {
    private(set) var practice: ReviewScreen
    private(set) var step = GuideStep.look
    /// What was said of the step before.
    private(set) var praise: String?
    /// The practice as it was before it was submitted, to be taken back.
    private var unsubmitted: ReviewScreen?
    /// Whether the editor was opened in the step that is about it.
    private var hasOpenedEditor = false

    package init(_ context: Context, _ keyMap: KeyMap) {
        practice = GuidePractice.screen(context, keyMap)
    }

    /// What leaves the guide, where there is no search to end first.
    static let leaving = Command.clearSearch
    private var leavingKey: String { practice.key(Self.leaving) }

    package var scope: Scope { practice.scope }
    package var choiceCount: Int { practice.choiceCount }
    package var footer: [Command] { practice.footer }

    package func availability(of command: Command) -> Availability {
        guard practice.scope == .review else { return practice.availability(of: command) }
        switch command {
        // Esc leaves the guide, where there is no search to end first.
        case .clearSearch where practice.search == nil: return .enabled
        // What is answered by the store would never come.
        case .guide, .goHome, .goToItem, .guideline, .previousItem, .nextItem, .redo:
            return .disabled("not in the guide: its items are in no store")
        case .submit where step == .done: return .enabled
        case _ where command.definition.decides && !step.commands.contains(command):
            return .disabled("in a moment: first what the panel says (\(leavingKey) leaves the guide)")
        case .undo: return .enabled
        default: return practice.availability(of: command)
        }
    }

    package mutating func perform(_ command: Command, _ context: Context) -> [Effect] {
        if command == .quit || step == .done && command == .submit { return [.back] }
        if command == .clearSearch, practice.scope == .review, practice.search == nil { return [.back] }
        praise = nil
        if step == .undo, command == .undo, let before = unsubmitted {
            practice = before
            return finish(.undo)
        }
        let before = practice
        let wasReading = practice.scope == .review
        let effects = practice.perform(command, inner(context))
        switch step {
        case .edit where wasReading: hasOpenedEditor = practice.scope == .edit
        case .edit where practice.scope == .review && hasOpenedEditor: return finish(.edit)
        case .submit where command == .submit && practice.desk?.item.id != before.desk?.item.id:
            unsubmitted = before
            for entry in practice.saving.entries { practice.saving.finish(entry.id) }
            return finish(.submit)
        case _ where wasReading && step.commands.contains(command) && step.rawValue < GuideStep.edit.rawValue:
            return finish(step)
        default: break
        }
        return harmless(effects)
    }

    private mutating func finish(_ finished: GuideStep) -> [Effect] {
        praise = finished.praise
        step = GuideStep(rawValue: finished.rawValue + 1) ?? .done
        return []
    }

    /// Nothing of it reaches the store.
    private func harmless(_ effects: [Effect]) -> [Effect] {
        effects.filter { effect in
            switch effect {
            case .store, .show: false
            default: true
            }
        }
    }

    /// The practice has the rows above the panel.
    private func inner(_ context: Context) -> Context {
        var inner = context
        inner.size.rows -= reserved(context.size)
        return inner
    }

    package mutating func type(_ stroke: KeyStroke, _ context: Context) -> [Effect] {
        if practice.scope == .review, stroke.key == .escape || step == .done { return [.back] }
        return harmless(practice.type(stroke, inner(context)))
    }

    package mutating func paste(_ bytes: [UInt8], _ context: Context) -> [Effect] {
        harmless(practice.paste(bytes, inner(context)))
    }

    package mutating func click(_ target: HitTarget, _ context: Context) -> [Effect] {
        let effects = harmless(practice.click(target, inner(context)))
        if step == .look, case .pane = target { return finish(.look) + effects }
        return effects
    }

    package mutating func scroll(_ target: HitTarget?, by lines: Int, _ context: Context) -> [Effect] {
        harmless(practice.scroll(target, by: lines, inner(context)))
    }

    /// What comes from the store is meant for others; what the editor and the clipboard answer, for the practice.
    package mutating func receive(_ message: Reply, _ context: Context) -> [Effect] {
        switch message {
        case .edited, .copied:
            let effects = harmless(practice.receive(message, inner(context)))
            if step == .edit, practice.scope == .edit { hasOpenedEditor = true }
            return effects
        default: return []
        }
    }

    /// The help and the palette come back here: that is what the last step waits for.
    package mutating func appear(_ context: Context) -> [Effect] {
        if step == .find { _ = finish(.find) }
        return []
    }

    package mutating func painted(_ now: Timestamp) -> Bool { practice.painted(now) }
    package mutating func notify(_ text: String) { practice.notify(text) }

    // MARK: View

    /// Below this the panel lies over the question instead of below all.
    private static let roomyFrom = 18

    private func reserved(_ size: Size) -> Int {
        size.rows >= Self.roomyFrom ? Self.panelRows : 0
    }

    private static let panelRows = 4

    package func view(_ canvas: inout Canvas) {
        let size = canvas.size
        canvas.reservedRows += reserved(size)
        practice.view(&canvas)
        canvas.reservedRows -= reserved(size)
        let isRoomy = reserved(size) > 0
        let area = Rect(
            row: isRoomy ? size.rows - Self.panelRows : 1, column: 0, rows: Self.panelRows + (isRoomy ? 0 : 1),
            columns: size.columns)
        canvas.frame.fill(area, style: Style(background: canvas.theme.canvas.background))
        canvas.rule(area.row, role: "accent")
        let count = GuideStep.allCases.count - 1
        let title =
            step == .done ? " guide: done " : " guide \(step.rawValue + 1) of \(count) "
        canvas.putOverRule([Piece(DisplayText(title), "header.title")], area.row, 2, maxWidth: size.columns - 4)
        let leaves = DisplayText(" \(canvas.key(Self.leaving, in: .review)) leaves; nothing here is recorded ")
        if size.columns - leaves.width - 3 > title.utf8.count + 4 {
            canvas.putOverRule(
                [Piece(leaves, "text.dim")], area.row, size.columns - leaves.width - 2, maxWidth: leaves.width)
        }
        drawText(Rect(row: area.row + 1, column: 2, rows: area.rows - 1, columns: size.columns - 4), &canvas)
        if !isRoomy { canvas.rule(area.endRow) }
    }

    private func drawText(_ area: Rect, _ canvas: inout Canvas) {
        let keyMap = canvas.keyMap
        let isASCII = canvas.glyphs.isASCII
        func key(_ command: Command, _ scope: Scope) -> String {
            keyMap.keys(for: command, in: scope).first?.label(ascii: isASCII).string ?? ":\(command.rawValue)"
        }
        let said = praise.map { "\(canvas.glyphs.check.string) \($0). " } ?? ""
        let layout = TextLayout(DisplayText(said + step.text(key)), width: max(10, min(area.columns, 100)))
        for (index, line) in layout.lines.prefix(area.rows).enumerated() {
            canvas.put(layout.text.slice(line.clusters), area.row + index, area.column, "text.strong")
        }
    }
}
