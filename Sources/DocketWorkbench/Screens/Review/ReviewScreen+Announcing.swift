import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketText
import DocketWorkflow

extension ReviewScreen {
    package func announce(_ voice: inout Voice) {
        voice.say(
            "title", "Review: \(queue.configuration.title), as \(voice.person.rawValue)", isLasting: true)
        voice.saySaving(saving)
        guard let desk else {
            sayEnd(&voice)
            voice.sayNotice(notice?.text)
            sayOverlay(&voice)
            voice.sayKeys(self)
            return
        }
        sayItem(desk, &voice)
        voice.sayContext(desk.item.context, desk.item.id, reading)
        voice.saySuggestions(desk.sheet, drafts: parkedEdits, reading)
        voice.sayAnswers(desk.sheet, in: .review)
        sayClaim(&voice)
        if let search { voice.saySearch(search) }
        sayOverlay(&voice)
        voice.sayNotice(notice?.text)
        voice.sayKeys(self)
    }

    private func sayItem(_ desk: Desk, _ voice: inout Voice) {
        let total = counts.items
        let item = desk.item.id.rawValue
        var heading = "Item \(item)"
        if let visiting { heading = "Looking back, \(visiting + 1) of \(visited.count): item \(item)" }
        if desk.served.occasion != .primary { heading += ", \(desk.served.occasion.rawValue)" }
        voice.say("item \(item)", heading)
        // Of its own: how many there are may be known later than the item.
        if visiting == nil, total > 0 {
            voice.say("place \(item)", "\(min(progress.decided + progress.skipped + 1, total)) of \(total)")
        }
        if case .skip(let reason)? = desk.served.existing?.answer, desk.sheet.isEmpty {
            voice.say("skipped \(item)", "You skipped it: \(reason)")
        }
        if let sentBack = desk.served.sentBack {
            let why = [sentBack.reasonCode ?? "look again", sentBack.note?.string].compactMap { $0 }
            voice.say(
                "came back \(item)",
                "It came back from \(sentBack.adjudicator): \(why.joined(separator: ": ")); \(voice.key(.whatChanged, in: .review)) says what changed"
            )
        }
    }

    private func sayClaim(_ voice: inout Voice) {
        guard let remaining = claimRemaining(voice.now), remaining < Self.claimWarning else { return }
        // By the minute: by the second nobody could hear anything else.
        let minutes = remaining / 60_000 + 1
        voice.say("claim", remaining > 0 ? "Your claim ends in \(minutes) minutes" : "Your claim has lapsed")
    }

    private func sayEnd(_ voice: inout Voice) {
        let voiceKeys = voice
        if let lines = endLines({ voiceKeys.key($0, in: .review) }) { voice.say("end", lines) }
    }

    private func sayOverlay(_ voice: inout Voice) {
        switch mode {
        case .reading: break
        case .editing(let editor): voice.sayEditor(editor, desk?.sheet)
        case .picking(let picker): voice.sayPicker(picker)
        case .prompting(let prompt): voice.sayPrompt(prompt)
        case .paging(let pager): voice.sayPager(pager, reading)
        case .rating(let entry): if let desk { voice.sayRating(entry, desk.sheet) }
        }
    }
}
