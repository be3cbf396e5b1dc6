import DocketModel
import DocketTerminal
import DocketText

/// A list to choose from, with the key of each entry.
enum PickerView {
    static func draw(_ picker: Picker, _ canvas: inout Canvas) {
        let area = canvas.panel(
            title: DisplayText(picker.title, policy: canvas.policy(.singleLine)), rows: picker.entries.count)
        let first = max(0, picker.selected - area.rows + 1)
        if picker.entries.count > area.rows {
            // Somebody who does not see the rest must know of it.
            let last = min(first + area.rows, picker.entries.count)
            let text: DisplayText = " \(first + 1)-\(last) of \(picker.entries.count) "
            canvas.putOverRule(
                [Piece(text, "accent")], area.row - 1, area.endColumn - text.width, maxWidth: text.width)
        }
        for (index, entry) in picker.entries.enumerated().dropFirst(first).prefix(area.rows) {
            let row = area.row + index - first
            let isSelected = index == picker.selected
            if isSelected {
                canvas.frame.fill(
                    Rect(row: row, column: area.column, rows: 1, columns: area.columns),
                    style: canvas.theme.style("selection"))
            }
            canvas.put(isSelected ? canvas.glyphs.selected : " ", row, area.column, "accent")
            canvas.put(DisplayText(Picker.key(index)), row, area.column + 2, "key")
            if picker.purpose == .flags {
                let isOn = picker.marked.contains(entry)
                canvas.put(
                    isOn ? canvas.glyphs.filled : canvas.glyphs.empty, row, area.column + 4, isOn ? "flag" : "text.dim")
            }
            let column = area.column + (picker.purpose == .flags ? 6 : 5)
            canvas.putLine(entry, row, column, isSelected ? "text.strong" : "text", maxWidth: area.endColumn - column)
            canvas.hit(Rect(row: row, column: area.column, rows: 1, columns: area.columns), .entry(index))
        }
    }
}

/// A few words being written, wrapped as they are read; the panel grows with them.
enum PromptView {
    private static let mostRows = 6

    static func draw(_ prompt: Prompt, _ canvas: inout Canvas) {
        let inside = Rect(row: 0, column: 0, rows: 1, columns: max(1, canvas.size.columns - 5))
        let rows = TextInputView(input: prompt.input, area: inside).rowCount(limit: mostRows, canvas)
        var area = canvas.panel(title: DisplayText(prompt.title, policy: canvas.policy(.singleLine)), rows: rows)
        // One cell stays free for a cursor behind a full line.
        area.columns = min(area.columns, inside.columns)
        TextInputView(input: prompt.input, area: area).draw(&canvas)
    }
}

/// A text over the whole screen.
enum PagerView {
    static func draw(_ pager: Pager, _ reading: Reading, _ canvas: inout Canvas) {
        let size = canvas.size
        let area = Rect(row: 2, column: 0, rows: max(0, size.rows - 4), columns: size.columns)
        canvas.frame.fill(area, style: Style(background: canvas.theme.canvas.background))
        let width = min(100, size.columns - 4)
        let left = (size.columns - width) / 2
        canvas.put(
            DisplayText(pager.title, policy: canvas.policy(.singleLine)), 2, left, "header.title", maxWidth: width)
        let column =
            switch pager.content {
            case .text(let text):
                Column([Passage(canvas.text(text, width: width, reading, as: .page))])
            case .conversation(let messages):
                ConversationView.column(messages, width: width, isExpanded: true, gap: 1, reading, canvas)
            }
        let reading = Rect(row: 4, column: left, rows: max(0, size.rows - 6), columns: width)
        // What is behind it is not searched.
        canvas.painted.found = Painted.Found()
        canvas.show(column, in: reading, scroll: pager.scroll, as: .reader)
    }
}

/// The scales that a queue rates on, the current one in the focus.
enum RatingView {
    static func draw(_ sheet: AnswerSheet, _ entry: RatingEntry, _ canvas: inout Canvas) {
        let scales = sheet.ask.ratings
        let number = sheet.focused.flatMap { sheet.number(of: $0) } ?? 1
        let area = canvas.panel(
            title: "Rate \(sheet.order.count > 1 ? "suggestion \(number)" : "")", rows: scales.count)
        for (index, scale) in scales.enumerated().prefix(area.rows) {
            let row = area.row + index
            let isCurrent = index == entry.place
            canvas.put(isCurrent ? canvas.glyphs.selected : " ", row, area.column, "accent")
            var column = canvas.putLine(
                scale.name, row, area.column + 2, isCurrent ? "text.strong" : "text", maxWidth: 18)
            column = max(column, area.column + 20)
            let level = sheet.rating(scale, of: sheet.focused)
            if isCurrent, !entry.typed.isEmpty {
                column = canvas.put(DisplayText(entry.typed), row, column, "input", maxWidth: 12) + 2
            } else if let level {
                column = canvas.put(AnswerPieces.dots(scale, level, canvas), row, column, maxWidth: 12) + 2
            } else {
                column = canvas.put("\(scale.minimum) to \(scale.maximum)", row, column, "text.dim") + 2
            }
            canvas.putLine(labels(scale, level), row, column, "text.dim", maxWidth: area.endColumn - column)
        }
    }

    private static func labels(_ scale: RatingScale, _ level: Int?) -> String {
        if let level, scale.labels.indices.contains(level - scale.minimum) {
            return scale.labels[level - scale.minimum]
        }
        guard level == nil, let first = scale.labels.first, let last = scale.labels.last else { return "" }
        return "\(first) … \(last)"
    }
}
