import DocketAdjudication
import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketText
import DocketWorkflow

extension AdjudicateScreen {
    package func view(_ canvas: inout Canvas) {
        if case .merging(var merge, _) = mode {
            merge.notice = merge.notice ?? notice
            return merge.view(&canvas)
        }
        viewHeader(&canvas)
        canvas.search = search
        let layout = AdjudicateLayout(size: canvas.size)
        if conflicts.isEmpty {
            viewEmpty(&canvas)
        } else if let current {
            if layout.list.columns > 0 { viewList(layout.list, &canvas) }
            viewDetail(current, layout.detail, &canvas)
        }
        viewOverlay(&canvas)
        canvas.footer(self, message: footerMessage(canvas), isIncidental: scope == .edit && notice == nil)
    }

    private func footerMessage(_ canvas: Canvas) -> Piece? {
        if notice == nil, let search { return canvas.searchPiece(search) }
        if notice == nil, case .editing(let editor, _) = mode { return EditorView.summary(editor, canvas) }
        if let notice {
            return Piece(
                DisplayText(notice.text, policy: canvas.policy(.singleLine)),
                notice.kind == .warning ? "warning" : "text.dim")
        }
        return reason.map {
            Piece("reason: \"" + DisplayText(bytes: $0.bytes, policy: canvas.policy(.singleLine)) + "\"", "comment")
        }
    }

    private func viewHeader(_ canvas: inout Canvas) {
        let title = DisplayText(queue.configuration.title, policy: canvas.policy(.singleLine))
        let isNarrow = canvas.size.columns < 60
        var left = isNarrow ? [] : [Piece("adjudicate  ", "header")]
        left.append(
            Piece(
                title.truncated(to: max(12, canvas.size.columns / 3), ellipsis: canvas.glyphs.ellipsis),
                "header.title"))
        if let current {
            let place = "\(selected + 1) of \(conflicts.count)"
            left.append(Piece(isNarrow ? "  \(place)" : "   conflict \(place)", "header"))
            if AdjudicateLayout(size: canvas.size).list.columns == 0 {
                let kinds = current.conflict.kinds.map(\.rawValue).joined(separator: ", ")
                left.append(Piece(isNarrow ? "  \(kinds)" : "  \(current.item.rawValue)  \(kinds)", "worth"))
            }
        }
        if !isNarrow { left.append(Piece("   \(resolvedCount) resolved", "header")) }
        var right = canvas.exposure
        if let batch { right.append(Piece("by rules \(batch.seen)/\(batch.total)  ", "saving")) }
        let mark = canvas.savedMark(saving)
        if !mark.text.isEmpty { right += [mark, Piece("  ")] }
        let name = DisplayText(canvas.person.rawValue, policy: canvas.policy(.singleLine)).truncated(
            to: isNarrow ? 8 : 16, ellipsis: canvas.glyphs.ellipsis)
        right.append(Piece(isNarrow ? name : "lead: " + name, "header"))
        canvas.header(left: left, right: right)
    }

    private func viewEmpty(_ canvas: inout Canvas) {
        let area = Rect(row: 2, column: 0, rows: canvas.size.rows - 4, columns: canvas.size.columns)
        guard isLoaded else {
            return canvas.centered(
                [Piece("reading the conflicts \(canvas.glyphs.ellipsis.string)", "text.dim")], in: area)
        }
        canvas.centered(
            [
                Piece("No conflict is waiting for you in this queue.", "text.strong"),
                Piece("\(resolvedCount) resolved so far.", "text"),
                Piece(
                    DisplayText(
                        "\(canvas.key(.undo, in: .adjudicate)) takes the last ruling back   \(canvas.key(.quit, in: .adjudicate)) goes back"
                    ),
                    "text.dim"),
            ], in: area)
    }

    // MARK: The list

    private func viewList(_ area: Rect, _ canvas: inout Canvas) {
        canvas.frame.fill(
            Rect(row: area.row, column: area.endColumn, rows: area.rows, columns: 1), with: canvas.glyphs.columnRule,
            style: canvas.theme.style("rule"))
        let kinds = AdjudicateLayout.kindColumn(listWidth: area.columns)
        canvas.put("  worth  item", area.row, area.column + 1, "text.dim", maxWidth: area.columns - 1)
        canvas.put("kind", area.row, area.column + kinds, "text.dim", maxWidth: area.columns - kinds)
        let rows = area.rows - 1
        let first = min(max(0, selected - rows / 2), max(0, conflicts.count - rows))
        for (index, conflict) in conflicts.enumerated().dropFirst(first).prefix(rows) {
            let row = area.row + 1 + index - first
            if index == selected {
                canvas.frame.fill(
                    Rect(row: row, column: area.column, rows: 1, columns: area.columns),
                    style: canvas.theme.style("selection"))
                canvas.put(canvas.glyphs.selected, row, area.column + 1, "accent")
            }
            let worth = Int((conflict.worth.value * 100).rounded())
            canvas.put(worth >= 100 ? "1.0" : ".\(worth < 10 ? "0" : "")\(worth)", row, area.column + 3, "worth")
            canvas.putLine(
                conflict.item.rawValue, row, area.column + 10, index == selected ? "text.strong" : "text",
                maxWidth: kinds - 11)
            let mark =
                conflict.isSentBack
                ? "sent back"
                : conflict.isWaiting ? "question" : conflict.conflict.kinds.map(\.rawValue).joined(separator: " ")
            canvas.putLine(
                mark, row, area.column + kinds, conflict.isWaiting || conflict.route == .noted ? "text.dim" : "text",
                maxWidth: area.columns - kinds - 2)
            if drafts[conflict.item] != nil {
                canvas.put(canvas.glyphs.pencil, row, area.endColumn - 1, "warning")
            }
            canvas.hit(Rect(row: row, column: area.column, rows: 1, columns: area.columns), .entry(index))
        }
    }

    /// A lead compares: suggestions stand side by side from a smaller width than in a review.
    private static let sideBySideFrom = 60

    // MARK: One conflict

    private func viewDetail(_ current: OpenConflict, _ area: Rect, _ canvas: inout Canvas) {
        let item = queue.configuration.visible(current.state.item)
        let isRuling = composed != nil
        let sheet = composed ?? self.sheet(of: current)
        let editor: Editor? = if case .editing(let open, _) = mode { open } else { nil }
        let columns = columns
        let labels = SuggestionLabels(of: current.state.item)
        let people = DecisionColumns(
            item: current.state.item, columns: columns, labels: labels, focus: focus, ask: ask, reading: reading,
            against: against.flatMap { columns.indices.contains($0) ? $0 : nil })
        let isTabbed = AdjudicateLayout(size: canvas.size).isTabbed
        if isTabbed, !isRuling { return viewTabs(current, sheet, people, area, &canvas) }
        // Edits are what a lead compares: they get half of the room. So does all that was said, as far as it needs it.
        let half = area.rows / 2
        let wanted = people.hasEdits ? half : min(half, people.rows(width: area.columns, canvas))
        let around = isRuling ? [] : surroundingLines(canvas)
        let peopleRows = isRuling ? 0 : max(6, area.rows * 35 / 100, wanted) + around.count
        let (upper, lower) = area.split(rows: area.rows - peopleRows - 1)
        let isUnfolded =
            isContextUnfolded
            || ConversationView.hides(search, item.context, width: upper.columns, reading, canvas)
        let context = ConversationView.column(
            item.context, width: upper.columns, isExpanded: isUnfolded, reading, canvas)
        let layout = AnsweringLayout(
            body: upper, suggestions: item.suggestions.count, focus: isRuling ? sheet.focus : suggestion,
            contextRows: isTabbed ? 0 : context.rowCount, isStacked: false, sideBySideFrom: Self.sideBySideFrom)
        canvas.hit(layout.context, .context)
        canvas.drawContext(context, in: layout.context, scroll: contextScroll, isUnfolded: isUnfolded)
        SuggestionsView(
            sheet: sheet, scrolls: Array(repeating: bodyScroll, count: sheet.order.count), editor: editor,
            reading: reading, labels: labels, hasFocus: isRuling, layout: layout
        ).draw(&canvas)
        if isRuling {
            let submit = canvas.key(.submit, in: .ruling)
            let close = canvas.key(.close, in: .ruling)
            let hint: DisplayText =
                lower.columns < 70
                ? "your own ruling: \(submit) resolves, \(close) back"
                : "your own ruling: answer as in a review, \(submit) resolves, \(close) goes back"
            canvas.put([Piece(hint, "accent")], lower.row, lower.column, maxWidth: lower.columns)
        } else {
            let (why, rest) = lower.split(rows: 1)
            let (columns, below) = rest.split(rows: rest.rows - around.count)
            drawWhy(current, why, &canvas)
            people.draw(in: columns, scroll: bodyScroll, &canvas)
            for (index, line) in around.enumerated() {
                canvas.put(line, below.row + index, below.column, maxWidth: below.columns)
            }
        }
    }

    /// What is proposed, and the nearest item that was ruled on.
    private func surroundingLines(_ canvas: Canvas) -> [[Piece]] {
        func text(_ text: String) -> DisplayText { DisplayText(text, policy: canvas.policy(.singleLine)) }
        func key(_ command: Command) -> Piece { Piece(DisplayText(canvas.key(command, in: .adjudicate)), "key") }
        var lines: [[Piece]] = []
        if let proposal, let current {
            let labels = SuggestionLabels(of: current.state.item)
            lines.append([
                key(.takeProposal), Piece(" proposal  ", "text.dim"),
                Piece(DisplayText(Self.share(proposal.probability)) + "  ", "worth"),
                Piece(text(AnswerWords.line(proposal.answers, ask, label: labels.label(of:))), "text.strong"),
                Piece("  because " + text(proposal.why(naming: shownName(of:))), "text.dim"),
            ])
        }
        if let precedents, let nearest = precedents.first {
            let more = precedents.count > 1 ? "  and \(precedents.count - 1) more" : ""
            lines.append([
                key(.precedents), Piece(" similar   ", "text.dim"), Piece(text(nearest.item.id.rawValue), "text"),
                Piece(": " + text(ruled(nearest) + more), "text.dim"),
            ])
        }
        return lines
    }

    private func drawWhy(_ current: OpenConflict, _ area: Rect, _ canvas: inout Canvas) {
        canvas.rule(area.row, from: area.column, to: area.endColumn)
        canvas.putOverRule(
            [Piece(" ")] + why(current, canvas) + [Piece(" ")], area.row, area.column + 2, maxWidth: area.columns - 4)
    }

    /// What they disagree on, and how far that has come.
    func why(_ current: OpenConflict, _ canvas: Canvas) -> [Piece] {
        var pieces = [
            Piece("because ", "text.dim"),
            Piece(DisplayText(current.worth.why(naming: shownName(of:)), policy: canvas.policy(.singleLine)), "text"),
        ]
        if current.route == .noted { pieces.append(Piece("  (noted only)", "text.dim")) }
        if !current.isComplete { pieces.append(Piece("  (more may decide)", "text.dim")) }
        if current.stale != nil { pieces.append(Piece("  (its ruling went stale)", "warning")) }
        if current.isSentBack { pieces.append(Piece("  (sent back)", "text.dim")) }
        if !current.state.openQuestions.isEmpty { pieces.append(Piece("  (waits for an answer)", "text.dim")) }
        if drafts[current.item]?.hasAnswers == true {
            pieces.append(
                Piece(DisplayText("  (your ruling is a draft: \(canvas.key(.writeOwn, in: .adjudicate)))"), "warning"))
        }
        return pieces
    }

    private func viewOverlay(_ canvas: inout Canvas) {
        switch mode {
        case .reading, .ruling, .editing, .merging: break
        case .picking(let picker, _): PickerView.draw(picker, &canvas)
        case .prompting(let prompt, _): PromptView.draw(prompt, &canvas)
        case .paging(let pager, _): PagerView.draw(pager, reading, &canvas)
        case .rating(let entry, let sheet): RatingView.draw(sheet, entry, &canvas)
        }
    }
}
