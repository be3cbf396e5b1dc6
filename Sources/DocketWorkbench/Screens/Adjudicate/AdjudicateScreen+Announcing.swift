import DocketAdjudication
import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketText
import DocketWorkflow

extension AdjudicateScreen {
    package func announce(_ voice: inout Voice) {
        voice.say(
            "title", "Adjudicate: \(queue.configuration.title), lead \(voice.person.rawValue)", isLasting: true)
        voice.saySaving(saving)
        if let current {
            sayConflict(current, &voice)
        } else if isLoaded {
            voice.say(
                "end", "No conflict is waiting for you in this queue. \(resolvedCount) resolved so far.",
                "\(voice.key(.undo, in: .adjudicate)) takes the last ruling back, \(voice.key(.quit, in: .adjudicate)) goes back"
            )
        }
        if let search { voice.saySearch(search) }
        sayOverlay(&voice)
        voice.sayNotice(notice?.text)
        voice.sayKeys(self)
    }

    private func sayConflict(_ current: OpenConflict, _ voice: inout Voice) {
        let item = current.item.rawValue
        let kinds = current.conflict.kinds.map(\.rawValue).joined(separator: ", ")
        voice.say(
            "conflict \(item)",
            "Conflict \(selected + 1) of \(conflicts.count): item \(item), \(kinds); \(resolvedCount) resolved")
        var why = "Because \(current.worth.why)"
        if current.route == .noted { why += "; noted only" }
        if !current.isComplete { why += "; more may decide" }
        if current.stale != nil { why += "; its ruling went stale" }
        if current.isSentBack { why += "; sent back" }
        voice.say("why \(item)", why)
        let visible = queue.configuration.visible(current.state.item)
        voice.sayContext(visible.context, current.item, reading)
        if let own = ownRuling {
            voice.saySuggestions(own, showsIDs: true, reading)
            voice.say("own \(item)", "Your own ruling: answer as in a review")
            voice.sayAnswers(own, in: .ruling)
        } else {
            let sheet = AnswerSheet(item: visible, order: visible.suggestions.map(\.id), ask: ask)
            voice.saySuggestions(sheet, showsIDs: true, hasFocus: false, reading)
            sayDecisions(current, &voice)
        }
        if let reason { voice.say("reason \(item)", "Your reason: \"\(reason.string)\"") }
    }

    /// What is being composed, whatever is in front of it.
    private var ownRuling: AnswerSheet? {
        switch mode {
        case .ruling(let own), .rating(_, let own), .editing(_, let own), .picking(_, let own?),
            .prompting(_, let own?), .paging(_, let own?):
            own
        default: nil
        }
    }

    private func sayDecisions(_ current: OpenConflict, _ voice: inout Voice) {
        let columns = current.columns
        for (place, column) in columns.enumerated() {
            let topic = "decision \(current.item.rawValue) \(place)"
            var heading = "Decision \(place + 1) of \(columns.count), by \(column.decision.annotator.id.rawValue)"
            if let milliseconds = column.decision.readingMilliseconds {
                heading += ", \(DecisionColumns.duration(milliseconds))"
            }
            if column.isRevised { heading += ", revised" }
            var lines = [voice.line(heading + ":")]
            let answers = column.decision.answer.answers ?? Answers()
            lines += said(answers, current).map(voice.line)
            for judgement in answers.judgements {
                guard let edited = judgement.verdict?.editedText else { continue }
                lines += voice.lines("edit of \(number(judgement.suggestion, current)):", edited, reading)
            }
            if let comment = column.decision.comment { lines += voice.lines("comment:", comment, reading) }
            voice.add(topic, lines)
        }
    }

    private func said(_ answers: Answers, _ current: OpenConflict) -> [String] {
        var said: [String] = []
        switch answers.preference {
        case .win(let winner, let strength):
            let name = strength.flatMap { ask.strengthName($0) }.map { ", \($0)" } ?? ""
            said.append("prefers \(number(winner, current))\(name)")
        case .tie: said.append("tie")
        case .bothBad: said.append("both bad")
        case .ranking(let groups):
            let ranks = groups.map { $0.map { number($0, current) }.joined(separator: " and ") }
            said.append("ranks " + ranks.joined(separator: ", then "))
        case nil: break
        }
        for judgement in answers.judgements {
            let of = Voice.verdict(judgement) + Voice.ratings(ask.suggestionRatings, judgement.ratings)
            said.append("suggestion \(number(judgement.suggestion, current)): \(of.joined(separator: ", "))")
        }
        said += Voice.ratings(ask.itemRatings, answers.ratings)
        if !answers.flags.isEmpty { said.append("flags: " + answers.flags.sorted().joined(separator: ", ")) }
        return said
    }

    private func number(_ suggestion: SuggestionID, _ current: OpenConflict) -> String {
        current.state.item.suggestions.firstIndex { $0.id == suggestion }.map { String($0 + 1) } ?? suggestion.rawValue
    }

    private func sayOverlay(_ voice: inout Voice) {
        switch mode {
        case .reading, .ruling: break
        case .editing(let editor, let own): voice.sayEditor(editor, own)
        case .picking(let picker, _): voice.sayPicker(picker)
        case .prompting(let prompt, _): voice.sayPrompt(prompt)
        case .paging(let pager, _): voice.sayPager(pager, reading)
        case .rating(let entry, let sheet): voice.sayRating(entry, sheet)
        }
    }
}
