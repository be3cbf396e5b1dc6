import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketWorkflow

/// What changed about an item that came back: why it did, what one said, the guideline since, and a lead's ruling.
extension ReviewScreen {
    mutating func show(_ entry: InboxEntry) {
        guard case .reading = mode, let desk, desk.item.id == entry.sendBack.item else { return }
        mode = .paging(Pager(title: "Why \(desk.item.id) came back", .text(text(of: entry, desk))))
    }

    private func text(of entry: InboxEntry, _ desk: Desk) -> SourceText {
        var text: [UInt8] = []
        func add(_ line: String) { text += Array((line + "\n").utf8) }
        func add(_ content: SourceText) {
            text += content.bytes
            add("\n")
        }
        func words(_ answers: Answers) -> String {
            AnswerWords.line(answers, ask) { id in desk.sheet.number(of: id).map(String.init) ?? id.rawValue }
        }
        add("# \(entry.sendBack.reasonCode ?? "look again"), says \(entry.sendBack.adjudicator)\n")
        if let note = entry.sendBack.note { add(note) }
        if let mine = entry.mine {
            let said = mine.answer.answers.map(words) ?? ""
            add("# You said\n\n\(said.isEmpty ? "nothing" : said)\n")
            for judgement in mine.answer.answers?.judgements ?? [] {
                if let edited = judgement.verdict?.editedText { add(edited) }
            }
            if let comment = mine.comment { add(comment) }
        }
        if let ruling = entry.ruling { add("# Ruled since\n\n\(words(ruling))\n") }
        guard let change = entry.guideline else {
            add("# The guideline\n\nIt is the one that you decided under.")
            return SourceText(bytes: text)
        }
        // A fence that no guideline has.
        add("# The guideline since\n\n~~~~~~~~~~~~ diff")
        for line in change.lines {
            let (sign, content): (String, SourceText) =
                switch line {
                case .same(let content): (" ", content)
                case .removed(let content): ("-", content)
                case .added(let content): ("+", content)
                }
            text += Array(sign.utf8) + content.bytes + Array("\n".utf8)
        }
        add("~~~~~~~~~~~~")
        return SourceText(bytes: text)
    }
}
