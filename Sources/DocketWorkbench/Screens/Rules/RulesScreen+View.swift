import DocketAdjudication
import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketText
import DocketWorkflow

extension RulesScreen {
    package func view(_ canvas: inout Canvas) {
        let title = DisplayText(queue.configuration.title, policy: canvas.policy(.singleLine))
        let isNarrow = canvas.size.columns < 60
        canvas.header(
            left: [
                Piece("by rules  ", "header"),
                Piece(
                    title.truncated(to: max(12, canvas.size.columns / 3), ellipsis: canvas.glyphs.ellipsis),
                    "header.title"),
            ],
            right: [
                Piece("\(chosen.count)\(isNarrow ? "/" : " of ")\(found.count)\(isNarrow ? "" : " chosen")", "header")
            ])
        let body = Rect(row: 2, column: 1, rows: canvas.size.rows - 4, columns: canvas.size.columns - 2)
        if found.isEmpty {
            viewEmpty(body, &canvas)
        } else {
            let reason = current.map {
                canvas.text(SourceText($0.ruling.reason), width: body.columns, Reading(isRaw: true))
            }
            let rows = min(reason?.lines.count ?? 0, max(1, body.rows / 3))
            let (list, below) = body.split(rows: body.rows - rows - 1)
            viewList(list, &canvas)
            canvas.rule(below.row)
            if let reason {
                canvas.show(
                    Column([Passage(reason, role: "text.dim")]), in: below.inset(top: 1), scroll: 0, as: .reader)
            }
        }
        canvas.footer(
            self,
            message: notice.map {
                Piece(
                    DisplayText($0.text, policy: canvas.policy(.singleLine)),
                    $0.kind == .warning ? "warning" : "text.dim")
            })
    }

    private func viewEmpty(_ area: Rect, _ canvas: inout Canvas) {
        guard isLoaded else {
            return canvas.centered(
                [Piece("trying the rules \(canvas.glyphs.ellipsis.string)", "text.dim")], in: area)
        }
        let rules = queue.configuration.policy.resolve.map(\.criterion.text).joined(separator: ", ")
        canvas.centered(
            [
                Piece("The rules settle none of the conflicts.", "text.strong"),
                Piece(DisplayText(rules, policy: canvas.policy(.singleLine)), "text"),
                Piece(DisplayText("\(canvas.key(.close, in: .rules)) goes back"), "text.dim"),
            ], in: area)
    }

    private func viewList(_ area: Rect, _ canvas: inout Canvas) {
        let item = min(20, area.columns / 4)
        let rule = area.columns >= 90 ? 16 : 0
        // Where there is no room for the votes of each, the reason below has those of the selected one.
        let votes = area.columns >= 60 ? (area.columns - item - rule - 4) / 2 : 0
        let outcome = area.columns - item - rule - votes - 3
        let first = min(max(0, selected - area.rows / 2), max(0, found.count - area.rows))
        for (index, resolution) in found.enumerated().dropFirst(first).prefix(area.rows) {
            let row = area.row + index - first
            let isIn = !leftOut.contains(resolution.item)
            if index == selected {
                canvas.frame.fill(
                    Rect(row: row, column: area.column, rows: 1, columns: area.columns),
                    style: canvas.theme.style("selection"))
                canvas.put(canvas.glyphs.selected, row, area.column, "accent")
            }
            canvas.put(isIn ? canvas.glyphs.check : " ", row, area.column + 1, "verdict.accept")
            var column = area.column + 3
            let role = isIn ? "text" : "text.dim"
            canvas.putLine(resolution.item.rawValue, row, column, isIn ? "text.strong" : role, maxWidth: item - 1)
            column += item
            canvas.putLine(words(of: resolution), row, column, role, maxWidth: outcome - 1)
            column += outcome
            if rule > 0 {
                canvas.putLine(resolution.ruling.rule.criterion.text, row, column, "text.dim", maxWidth: rule - 1)
                column += rule
            }
            if votes > 0 {
                canvas.putLine(
                    self.votes(on: resolution), row, column, "text.dim", maxWidth: area.endColumn - column)
            }
            canvas.hit(Rect(row: row, column: area.column, rows: 1, columns: area.columns), .entry(index))
        }
    }

    func words(of resolution: PolicyResolution) -> String {
        AnswerWords.line(resolution.ruling.outcome, queue.configuration.ask)
    }

    /// How many said what; nobody is named.
    func votes(on resolution: PolicyResolution) -> String {
        resolution.ruling.ballots.map(\.description).joined(separator: "; ")
    }

    package func announce(_ voice: inout Voice) {
        voice.say("title", "Resolving by rules: \(queue.configuration.title)", isLasting: true)
        if !isLoaded {
            voice.say("loading", "The rules are being tried")
        } else if found.isEmpty {
            voice.say("empty", "The rules settle none of the conflicts")
        } else {
            voice.say("chosen", "\(chosen.count) of \(found.count) chosen")
        }
        if let current {
            let mark = leftOut.contains(current.item) ? "left out: " : ""
            voice.say(
                "selected",
                "\(mark)item \(current.item), \(words(of: current)), because \(current.ruling.reason) (\(selected + 1) of \(found.count))"
            )
        }
        voice.sayNotice(notice?.text)
        voice.sayKeys(self)
    }
}
