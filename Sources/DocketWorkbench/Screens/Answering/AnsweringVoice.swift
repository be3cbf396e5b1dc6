import DocketModel
import DocketNotation
import DocketTerminal
import DocketText

/// What an item, what is answered of it, and what is in front of it sound like: the same for reviewers and leads.
extension Voice {
    /// The turns with their roles.
    mutating func sayContext(_ messages: [Message], _ item: ItemID, _ reading: Reading) {
        for (place, message) in messages.enumerated() {
            read("context \(item.rawValue) \(place)", "\(message.role):", message.content, reading)
        }
    }

    /// Each suggestion: its number with what was said of it, then its text.
    mutating func saySuggestions(
        _ sheet: AnswerSheet, drafts: [SuggestionID: Editor] = [:], labels: SuggestionLabels? = nil,
        hasFocus: Bool = true, _ reading: Reading
    ) {
        let item = sheet.item.id.rawValue
        for (place, id) in sheet.order.enumerated() {
            guard let suggestion = sheet.item.suggestion(id) else { continue }
            let label = labels?.label(of: id)
            var heading = "Suggestion \(hasFocus ? "\(place + 1)" : label ?? "") of \(sheet.order.count)"
            if hasFocus, let label { heading += ", \(label)" }
            if let model = suggestion.model { heading += ", \(model)" }
            let said = saidOf(id, sheet) + (drafts[id] != nil ? ["an edit is a draft, not taken over yet"] : [])
            say("suggestion \(item) \(place)", ([heading] + said).joined(separator: ", ") + ":")
            var lines: [DisplayText] = []
            for message in suggestion.messages.dropLast() {
                lines += self.lines("\(message.role):", message.content, reading)
            }
            let edited = sheet.answers.judgement(of: id)?.verdict?.editedText
            lines += self.lines(edited == nil ? "" : "as you edited it:", edited ?? suggestion.text, reading)
            add("text \(item) \(place)", lines)
        }
        if hasFocus, sheet.order.count > 1 {
            say("focus \(item)", "In the focus: suggestion \(sheet.focus + 1)")
        }
    }

    private func saidOf(_ id: SuggestionID, _ sheet: AnswerSheet) -> [String] {
        var said: [String] = []
        if case .win(id, let strength) = sheet.answers.preference {
            said.append("preferred")
            if let name = strength.flatMap({ sheet.ask.strengthName($0) }) { said.append(name) }
        }
        guard let judgement = sheet.answers.judgement(of: id) else { return said }
        return said + Self.verdict(judgement) + Self.ratings(sheet.ask.suggestionRatings, judgement.ratings)
    }

    static func verdict(_ judgement: Judgement) -> [String] {
        guard let verdict = judgement.verdict else { return [] }
        let reasons = judgement.reasons.isEmpty ? "" : " because " + judgement.reasons.joined(separator: ", ")
        return switch verdict {
        case .accept: ["accepted" + reasons]
        case .edit: ["edited" + reasons]
        case .reject: ["rejected" + reasons]
        }
    }

    static func ratings(_ scales: [RatingScale], _ ratings: Ratings) -> [String] {
        scales.compactMap { scale in
            ratings[scale.name].map { "\(scale.name) \($0) of \(scale.maximum)\(name(of: $0, scale))" }
        }
    }

    private static func name(of level: Int, _ scale: RatingScale) -> String {
        let place = level - scale.minimum
        return scale.labels.indices.contains(place) && !scale.labels[place].isEmpty ? " (\(scale.labels[place]))" : ""
    }

    /// What is answered of the item as a whole, and what is still asked.
    mutating func sayAnswers(_ sheet: AnswerSheet, in scope: Scope) {
        var said: [String] = []
        switch sheet.answers.preference {
        case .tie: said.append("tie")
        case .bothBad: said.append("both bad")
        case .ranking: said.append("ranked")
        default: break
        }
        said += Self.ratings(sheet.ask.itemRatings, sheet.answers.ratings)
        if !sheet.answers.flags.isEmpty {
            said.append("flags: " + sheet.answers.flags.sorted().joined(separator: ", "))
        }
        if let comment = sheet.comment { said.append("comment: \"\(comment.string)\"") }
        let item = sheet.item.id.rawValue
        if !said.isEmpty { say("answers \(item)", "Answered: " + said.joined(separator: "; ")) }
        if sheet.missing.isEmpty {
            say("needed \(item)", "Complete: \(key(.submit, in: scope)) submits it")
        } else {
            say("needed \(item)", "Still needed: " + sheet.missingDescription)
        }
    }

    /// A line of the loop's own or of a screen's.
    mutating func sayNotice(_ text: String?) {
        if let text { say("notice", text) }
    }

    mutating func saySaving<Work>(_ saving: Saving<Work>) {
        if let failure = saving.failure {
            say("saving", "Not saved: \(failure.reason); it is tried again")
        } else if saving.isEmpty, saving.savedCount > 0 {
            say("saved \(saving.savedCount)", "Saved", isLasting: true)
        }
    }

    mutating func saySearch(_ search: Search) {
        let found = painted.found
        var said = search.pattern.isEmpty ? "type what to look for" : "not found"
        if found.count > 0 { said = "\((found.current ?? 0) + 1) of \(found.count)" }
        say("search", "Searching \"\(search.pattern)\": \(said)")
    }

    // MARK: In front of the item

    mutating func sayPicker(_ picker: Picker) {
        let count = picker.entries.count
        let title = picker.title.hasSuffix("?") ? picker.title : picker.title + ":"
        say("picker", "\(title) \(count) \(count == 1 ? "entry" : "entries")")
        for (place, entry) in picker.entries.enumerated() {
            let mark = picker.marked.contains(entry) ? ", on" : picker.purpose == .flags ? ", off" : ""
            say("entry \(place)", "\(Picker.key(place)): \(entry)\(mark)")
        }
        if let current = picker.current { say("selected", "Selected: \(current)") }
    }

    mutating func sayPrompt(_ prompt: Prompt) {
        say(
            "prompt",
            "\(prompt.title): \(key(.open, in: .prompt)) is done, \(key(.close, in: .prompt)) leaves it as it was")
        sayInput(prompt.input)
    }

    mutating func sayEditor(_ editor: Editor, _ sheet: AnswerSheet?) {
        let number = sheet?.number(of: editor.suggestion) ?? 1
        say(
            "editor",
            "Editing suggestion \(number): \(key(.save, in: .edit)) takes it over, \(key(.keepDraft, in: .edit)) keeps a draft"
        )
        sayInput(editor.input)
    }

    /// The line that is being written, with a sign where the cursor is.
    private mutating func sayInput(_ input: TextInput) {
        let buffer = input.buffer
        let lines = buffer.characters
        let place = lines.isEmpty ? 0 : lines.lineIndex(ofCharacter: buffer.cursor)
        let start = lines.isEmpty ? 0 : lines.start(ofLine: place)
        let characters = lines.isEmpty ? [] : Array(lines.lines[place].characters.prefix { !$0.isNewline })
        let column = min(characters.count, max(0, buffer.cursor - start))
        let from = max(0, column - Self.heardBefore)
        let to = min(characters.count, column + Self.heardBehind)
        let shown =
            (from > 0 ? "\u{2026}" : "") + String(characters[from..<column]) + "|" + String(characters[column..<to])
            + (to < characters.count ? "\u{2026}" : "")
        let count = max(1, lines.lines.count)
        say("line", (count > 1 ? "line \(place + 1) of \(count): " : "") + shown)
        if let selected = buffer.selectedText { say("selection", "Selected: \(selected.prefix(200))") }
    }

    /// So much of a long line is said with every key.
    private static let heardBefore = 60
    private static let heardBehind = 20

    mutating func sayPager(_ pager: Pager, _ reading: Reading) {
        say("pager", "\(pager.title) (\(key(.close, in: .text)) closes it)")
        switch pager.content {
        case .text(let text): read("page", "", text, reading)
        case .conversation(let messages):
            for (place, message) in messages.enumerated() {
                read("page \(place)", "\(message.role):", message.content, reading)
            }
        }
    }

    mutating func sayRating(_ entry: RatingEntry, _ sheet: AnswerSheet) {
        guard sheet.ask.ratings.indices.contains(entry.place) else { return }
        let scale = sheet.ask.ratings[entry.place]
        let number = sheet.focused.flatMap { sheet.number(of: $0) } ?? 1
        let subject = scale.subject == .suggestion && sheet.order.count > 1 ? " of suggestion \(number)" : ""
        let levels = scale.labels.enumerated().filter { !$0.element.isEmpty }.map {
            "\(scale.minimum + $0.offset) \($0.element)"
        }
        let now = sheet.rating(scale, of: sheet.focused).map { ", now \($0)" } ?? ""
        let names = levels.isEmpty ? "" : " (\(levels.joined(separator: ", ")))"
        say(
            "rating \(entry.place)",
            "Rate \(scale.name)\(subject), \(scale.minimum) to \(scale.maximum)\(names)\(now)")
        if !entry.typed.isEmpty { say("typed", entry.typed) }
    }
}
