import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketText
import DocketWorkflow

extension ReviewScreen {
    package func view(_ canvas: inout Canvas) {
        viewHeader(&canvas)
        canvas.search = search
        if let desk {
            let contextColumn = conversation(desk, canvas)
            let layout = AnsweringLayout(
                size: canvas.size, suggestions: desk.served.order.count, focus: desk.sheet.focus,
                contextRows: contextColumn.rowCount,
                isStacked: comparison == .stacked)
            canvas.hit(layout.context, .context)
            canvas.drawContext(
                contextColumn, in: layout.context, scroll: desk.contextScroll, isUnfolded: isUnfolded(desk, canvas))
            let editor: Editor? = if case .editing(let editor) = mode { editor } else { nil }
            SuggestionsView(
                sheet: desk.sheet, scrolls: desk.scrolls, editor: editor, comparison: comparison,
                pair: comparedPair, change: desk.change,
                reading: reading, drafts: parkedEdits, skipped: skipReason(desk), layout: layout
            ).draw(&canvas)
        } else {
            viewEmpty(&canvas)
        }
        viewOverlay(&canvas)
        canvas.footer(self, message: footerMessage(canvas), isIncidental: scope == .edit && notice == nil)
    }

    private func footerMessage(_ canvas: Canvas) -> Piece? {
        if notice == nil, let search { return canvas.searchPiece(search) }
        if notice == nil, case .editing(let editor) = mode { return EditorView.summary(editor, canvas) }
        return notice.map {
            Piece(
                DisplayText($0.text, policy: canvas.policy(.singleLine)), $0.kind == .warning ? "warning" : "text.dim")
        }
    }

    /// Below this a progress bar says nothing.
    private static let leastBar = 6

    // MARK: Header

    private func viewHeader(_ canvas: inout Canvas) {
        let total = counts.items
        let done = progress.decided + progress.skipped
        let title = DisplayText(queue.configuration.title, policy: canvas.policy(.singleLine))
        var left = [Piece(title.truncated(to: max(12, canvas.size.columns / 3)), "header.title")]
        if let visiting {
            left.append(Piece("  looking back: \(visiting + 1) of \(visited.count)", "warning"))
        } else if total > 0 {
            left.append(Piece("  \(min(done + (desk != nil ? 1 : 0), total)) of \(total)", "header"))
        }
        var right = canvas.exposure
        if let desk, desk.served.occasion != .primary {
            right.append(Piece(" \(desk.served.occasion.rawValue) ", "badge"))
        }
        if desk?.hasDraft == true || hasParked { right.append(Piece("draft  ", "text.dim")) }
        if let remaining = claimRemaining(canvas.now), remaining < Self.claimWarning {
            let seconds = max(0, remaining / 1000)
            let padded = seconds % 60 < 10 ? "0\(seconds % 60)" : "\(seconds % 60)"
            right.append(Piece(remaining > 0 ? "claim \(seconds / 60):\(padded)  " : "claim lapsed  ", "warning"))
        }
        right.append(canvas.savedMark(saving))
        right.append(
            Piece(
                "  " + DisplayText(canvas.person.rawValue, policy: canvas.policy(.singleLine)).truncated(to: 16),
                "header"))
        let doneToday: DisplayText = "  \(progress.decidedSince) done today"
        let room = canvas.size.columns - Piece.width(left) - Piece.width(right) - doneToday.width - 6
        if let item = desk?.item.id {
            let id = DisplayText("  \(item.rawValue)", policy: canvas.policy(.singleLine)).truncated(to: 20)
            if room - id.width >= Self.leastBar { left.append(Piece(id, "text.dim")) }
        }
        canvas.header(left: left, right: right)
        let start = 1 + Piece.width(left) + 2
        let bar = min(24, canvas.size.columns - Piece.width(right) - 3 - start - doneToday.width - 1)
        if total > 0, bar >= Self.leastBar {
            canvas.progressBar(Double(done) / Double(total), 0, start, width: bar)
            canvas.put(doneToday, 0, start + bar, "header")
        }
    }

    private func skipReason(_ desk: Desk) -> String? {
        if case .skip(let reason)? = desk.served.existing?.answer, desk.sheet.isEmpty { reason } else { nil }
    }

    // MARK: Context

    private func isUnfolded(_ desk: Desk, _ canvas: Canvas) -> Bool {
        desk.isContextUnfolded
            || ConversationView.hides(search, desk.item.context, width: canvas.size.columns - 2, reading, canvas)
    }

    private func conversation(_ desk: Desk, _ canvas: Canvas) -> Column {
        let width = canvas.size.columns - 2
        var column = ConversationView.column(
            desk.item.context, width: width, isExpanded: isUnfolded(desk, canvas), reading, canvas)
        if let sentBack = desk.served.sentBack {
            let code = sentBack.reasonCode.map { "\($0)" } ?? "look again"
            let text = SourceText(
                "\(code)\(sentBack.note.map { ": " + $0.string } ?? "") (\(sentBack.adjudicator); \(key(.whatChanged)) shows what changed)"
            )
            let width = max(8, canvas.size.columns - 3 - column.labelWidth)
            column.passages.insert(
                Passage(
                    canvas.text(text, width: width, Reading(isRaw: true)), label: "came back", labelRole: "warning",
                    role: "warning"), at: 0)
        }
        return column
    }

    // MARK: Nothing to do

    private func viewEmpty(_ canvas: inout Canvas) {
        let area = Rect(row: 2, column: 0, rows: canvas.size.rows - 4, columns: canvas.size.columns)
        let keys = canvas
        guard let lines = endLines({ keys.key($0) }) else {
            // Loading is shown only when it takes long enough to notice.
            guard let started, canvas.now.milliseconds - started.milliseconds > 150 else { return }
            let text: DisplayText = "getting the next item \(canvas.glyphs.ellipsis.string)"
            return canvas.centered([Piece(text, "text.dim")], in: area)
        }
        let roles = ["text.strong"] + Array(repeating: "text", count: max(0, lines.count - 2)) + ["text.dim"]
        canvas.centered(zip(lines, roles).map { Piece(DisplayText($0), $1) }, in: area)
    }

    /// Why there is no item, and what can be done; nil while one is coming.
    func endLines(_ key: (Command) -> String) -> [String]? {
        switch ended {
        case nil: return nil
        case .waiting:
            return [
                "Nothing to review at this moment.",
                "Others hold the last items; what they give back comes here by itself.",
            ]
        case .finished, .none?, .capped, .item:
            let title =
                switch ended {
                case .finished: "This queue is complete."
                case .capped(let limit): "You have done your share: nobody gets more than \(limit) here."
                default: "Nothing more for you in this queue."
                }
            return [
                title,
                "You decided \(progress.decided) of its \(counts.items) items, \(progress.decidedSince) of them today"
                    + (progress.skipped > 0 ? ", and skipped \(progress.skipped)." : "."),
                "\(key(.undo)) takes the last decision back   \(key(.previousItem)) looks at earlier ones   \(key(.quit)) goes back",
            ]
        }
    }

    // MARK: In front of the item

    private func viewOverlay(_ canvas: inout Canvas) {
        switch mode {
        case .reading, .editing: break
        case .picking(let picker): PickerView.draw(picker, &canvas)
        case .prompting(let prompt): PromptView.draw(prompt, &canvas)
        case .paging(let pager): PagerView.draw(pager, reading, &canvas)
        case .rating(let entry):
            if let desk { RatingView.draw(desk.sheet, entry, &canvas) }
        }
    }
}
