import DocketModel
import DocketStorage
package import DocketTerminal
import DocketText
import DocketWorkflow

/// The queues with their progress and what waits for this person; with an empty store, the sample queues.
package struct HomeScreen: Screen {
    var queues: [QueueStatus] = []
    /// How many conflicts wait for a lead, as far as they are counted: that takes longer than the rest.
    var conflictCounts: [QueueID: ConflictCount] = [:]
    var mayAdjudicate = false
    var isLoaded = false
    var selected = 0
    let samples: [SampleQueue]
    var notice: ReviewScreen.Notice?
    /// The queue that is being opened.
    var opening: String?

    package init(samples: [SampleQueue]) {
        self.samples = samples
    }

    package var scope: Scope { .home }

    /// The queues there are, then the sample queues that are not among them.
    enum Entry {
        case queue(QueueStatus)
        case sample(SampleQueue)
    }

    var entries: [Entry] {
        let names = Set(queues.map(\.queue.id.rawValue))
        // A sample is imported, which takes a lead where people are listed.
        let offered = mayAdjudicate ? samples.filter { !names.contains($0.name) } : []
        return queues.map(Entry.queue) + offered.map(Entry.sample)
    }

    static func name(_ entry: Entry) -> String {
        switch entry {
        case .queue(let status): status.queue.id.rawValue
        case .sample(let sample): sample.name
        }
    }

    private var selectedName: String? { entries.indices.contains(selected) ? Self.name(entries[selected]) : nil }

    package var footer: [Command] { [.open, .adjudicate, .lineDown, .lineUp, .refresh, .help, .palette, .quit] }

    package func availability(of command: Command) -> Availability {
        let entries = entries
        switch command {
        case .open, .review:
            return entries.isEmpty ? .disabled("there is no queue; docket import FILE makes one") : .enabled
        case .adjudicate:
            if entries.isEmpty { return .disabled("there is no queue; docket import FILE makes one") }
            return mayAdjudicate ? .enabled : .disabled("adjudicating takes the role lead")
        default: return .enabled
        }
    }

    package var isLoading: Bool { !isLoaded && notice == nil }

    package mutating func notify(_ text: String) {
        notice = .init(text: text, kind: .warning)
    }

    package mutating func appear(_ context: Context) -> [Effect] {
        opening = nil
        mayAdjudicate = context.role >= .lead
        return [.store(.loadQueues)]
    }

    package mutating func perform(_ command: Command, _ context: Context) -> [Effect] {
        notice = nil
        let entries = entries
        switch command {
        case .quit: return [.back]
        case .refresh: return [.store(.loadQueues)]
        case .lineDown: selected = min(selected + 1, max(0, entries.count - 1))
        case .lineUp: selected = max(0, selected - 1)
        case .top: selected = 0
        case .bottom: selected = max(0, entries.count - 1)
        case .open, .review, .adjudicate:
            guard opening == nil, entries.indices.contains(selected) else { return [] }
            switch entries[selected] {
            case .queue(let status):
                opening = status.queue.id.rawValue
                return [.store(.openQueue(status.queue.id, nil, adjudicates: command == .adjudicate))]
            case .sample(let sample):
                opening = sample.name
                return [.store(.openQueue(QueueID(sample.name), sample, adjudicates: command == .adjudicate))]
            }
        default: break
        }
        return []
    }

    package mutating func receive(_ message: Reply, _ context: Context) -> [Effect] {
        switch message {
        case .queues(let found):
            let name = selectedName
            queues = found
            isLoaded = true
            let place = entries.firstIndex { Self.name($0) == name } ?? selected
            selected = min(place, max(0, entries.count - 1))
            return mayAdjudicate ? found.map { .store(.countConflicts($0.queue)) } : []
        case .conflictCount(let queue, let count): conflictCounts[queue] = count
        case .queueOpened(let queue, let adjudicates):
            opening = nil
            return [.show(adjudicates ? .adjudicate(queue) : .review(queue))]
        case .failed(let reason, _):
            opening = nil
            isLoaded = true
            notice = .init(text: reason, kind: .warning)
        default: break
        }
        return []
    }

    package mutating func click(_ target: HitTarget, _ context: Context) -> [Effect] {
        guard case .entry(let place) = target, entries.indices.contains(place) else { return [] }
        if place == selected { return perform(.open, context) }
        selected = place
        return []
    }

    package mutating func scroll(_ target: HitTarget?, by lines: Int, _ context: Context) -> [Effect] {
        perform(lines > 0 ? .lineDown : .lineUp, context)
    }

    package mutating func type(_ stroke: KeyStroke, _ context: Context) -> [Effect] {
        [.unused(stroke)]
    }

    // MARK: View

    package func view(_ canvas: inout Canvas) {
        canvas.header(
            left: [Piece("docket", "header.title"), Piece("   label and review", "header")],
            right: [
                Piece(
                    DisplayText(canvas.person.rawValue, policy: canvas.policy(.singleLine)).truncated(to: 16), "header")
            ])
        let area = Rect(row: 3, column: 2, rows: canvas.size.rows - 6, columns: canvas.size.columns - 4)
        let entries = entries
        if !isLoaded {
            canvas.put("reading the store \(canvas.glyphs.ellipsis.string)", area.row, area.column, "text.dim")
        } else if entries.isEmpty {
            canvas.put("There is no queue yet.", area.row, area.column, "text.strong", maxWidth: area.columns)
            canvas.put(
                "docket import FILE.jsonl makes one from your suggestions.", area.row + 1, area.column, "text",
                maxWidth: area.columns)
        } else {
            draw(entries, area, &canvas)
        }
        let message =
            opening.map {
                Piece(
                    "opening " + DisplayText($0, policy: canvas.policy(.singleLine)) + " " + canvas.glyphs.ellipsis,
                    "text.dim")
            }
            ?? notice.map {
                Piece(
                    DisplayText($0.text, policy: canvas.policy(.singleLine)),
                    $0.kind == .warning ? "warning" : "text.dim")
            }
        canvas.footer(self, message: message)
    }

    private func draw(_ entries: [Entry], _ area: Rect, _ canvas: inout Canvas) {
        var rows: [(entry: Int?, text: String)] = []
        if !queues.isEmpty { rows.append((nil, "Your queues")) }
        rows += queues.indices.map { ($0, "") }
        if entries.count > queues.count {
            if !queues.isEmpty { rows.append((nil, "")) }
            rows.append((nil, queues.isEmpty ? "Nothing here yet. Try a sample queue:" : "Sample queues"))
            rows += (queues.count..<entries.count).map { ($0, "") }
        }
        let selectedRow = rows.firstIndex { $0.entry == selected } ?? 0
        let first = min(max(0, selectedRow - area.rows + 1), max(0, rows.count - area.rows))
        for (index, item) in rows.enumerated().dropFirst(first).prefix(area.rows) {
            let row = area.row + index - first
            guard let place = item.entry else {
                canvas.put(DisplayText(item.text), row, area.column, "heading", maxWidth: area.columns)
                continue
            }
            let line = Rect(row: row, column: area.column, rows: 1, columns: area.columns)
            canvas.hit(line, .entry(place))
            if place == selected {
                canvas.frame.fill(line, style: canvas.theme.style("selection"))
                canvas.put(canvas.glyphs.selected, row, area.column, "accent")
            }
            switch entries[place] {
            case .queue(let status): draw(status, row, area, isSelected: place == selected, &canvas)
            case .sample(let sample):
                let end = canvas.putLine(
                    sample.name, row, area.column + 2, place == selected ? "text.strong" : "text", maxWidth: 24)
                canvas.putLine(
                    sample.title, row, max(end + 2, area.column + 28), "text.dim", maxWidth: area.columns - 28)
            }
        }
    }

    private func draw(_ status: QueueStatus, _ row: Int, _ area: Rect, isSelected: Bool, _ canvas: inout Canvas) {
        let nameWidth = min(30, area.columns / 3)
        canvas.putLine(
            status.queue.id.rawValue, row, area.column + 2, isSelected ? "text.strong" : "text", maxWidth: nameWidth)
        var column = area.column + 2 + nameWidth + 2
        let total = status.counts.items
        if area.columns >= 60 {
            let share = total > 0 ? Double(status.counts.complete) / Double(total) : 0
            canvas.progressBar(share, row, column, width: 12)
            column =
                canvas.put(DisplayText("\(Int(share * 100))%").paddedLeading(to: 5), row, column + 12, "text.dim") + 2
        }
        column =
            canvas.put(
                // Where there is no room for all of it, the first words give way to the last.
                "\(status.progress.remaining)\(area.columns < 90 ? " for you" : " waiting for you")", row, column,
                status.progress.remaining > 0 ? "text" : "text.dim", maxWidth: area.endColumn - column) + 3
        if status.inbox > 0 {
            column =
                canvas.put("\(status.inbox) came back", row, column, "warning", maxWidth: area.endColumn - column) + 3
        }
        if let conflicts = conflictCounts[status.queue.id], conflicts.atLeast > 0 {
            let more: DisplayText = conflicts.isExact ? "" : "+"
            canvas.put(
                "\(conflicts.atLeast)\(more) in conflict", row, column, "flag", maxWidth: area.endColumn - column)
        }
    }
}
