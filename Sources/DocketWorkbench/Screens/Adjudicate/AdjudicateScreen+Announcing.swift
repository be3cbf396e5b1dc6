import DocketAdjudication
import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketText
import DocketWorkflow

extension AdjudicateScreen {
    package func announce(_ voice: inout Voice) {
        if case .merging(var merge, _) = mode {
            merge.notice = merge.notice ?? notice
            return merge.announce(&voice)
        }
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
        var why = "Because \(current.worth.why(naming: shownName(of:)))"
        if current.route == .noted { why += "; noted only" }
        if !current.isComplete { why += "; more may decide" }
        if current.stale != nil { why += "; its ruling went stale" }
        if current.isSentBack { why += "; sent back" }
        if !current.state.openQuestions.isEmpty { why += "; waits for an answer about the guideline" }
        if drafts[current.item]?.hasAnswers == true { why += "; your own ruling is a draft" }
        voice.say("why \(item)", why)
        let visible = queue.configuration.visible(current.state.item)
        voice.sayContext(visible.context, current.item, reading)
        let labels = SuggestionLabels(of: current.state.item)
        if let own = composed {
            voice.saySuggestions(own, labels: labels, reading)
            voice.say("own \(item)", "Your own ruling: answer as in a review")
            voice.sayAnswers(own, in: .ruling)
        } else {
            voice.saySuggestions(sheet(of: current), labels: labels, hasFocus: false, reading)
            sayDecisions(current, labels, &voice)
            saySurroundings(item, &voice)
        }
        if let reason { voice.say("reason \(item)", "Your reason: \"\(reason.string)\"") }
    }

    private func saySurroundings(_ item: String, _ voice: inout Voice) {
        if let proposal {
            voice.say(
                "proposal \(item)",
                "Proposed: \(words(proposal)), because \(proposal.why(naming: shownName(of:))); \(voice.key(.takeProposal, in: .adjudicate)) takes it"
            )
        }
        if let nearest = precedents?.first {
            voice.say(
                "similar \(item)",
                "Similar: \(nearest.item.id), \(ruled(nearest)); \(voice.key(.precedents, in: .adjudicate)) shows \(precedents?.count ?? 1)"
            )
        }
    }

    private func sayDecisions(_ current: OpenConflict, _ labels: SuggestionLabels, _ voice: inout Voice) {
        let columns = columns
        for (place, column) in columns.enumerated() {
            let topic = "decision \(current.item.rawValue) \(place)"
            var heading = "Decision \(place + 1) of \(columns.count), by \(column.name)"
            if let milliseconds = column.decision.readingMilliseconds {
                heading += ", \(DecisionColumns.duration(milliseconds))"
            }
            if column.isRevised { heading += ", revised" }
            var lines = [voice.line(heading + ":")]
            let answers = column.decision.answer.answers ?? Answers()
            lines += AnswerWords.said(answers, ask, label: labels.label(of:)).map(voice.line)
            for judgement in answers.judgements {
                guard let edited = judgement.verdict?.editedText else { continue }
                lines += voice.lines("edit of \(labels.label(of: judgement.suggestion)):", edited, reading)
            }
            if let comment = column.decision.comment { lines += voice.lines("comment:", comment, reading) }
            voice.add(topic, lines)
        }
    }

    private func sayOverlay(_ voice: inout Voice) {
        switch mode {
        case .reading, .ruling, .merging: break
        case .editing(let editor, let own): voice.sayEditor(editor, own)
        case .picking(let picker, _): voice.sayPicker(picker)
        case .prompting(let prompt, _): voice.sayPrompt(prompt)
        case .paging(let pager, _): voice.sayPager(pager, reading)
        case .rating(let entry, let sheet): voice.sayRating(entry, sheet)
        }
    }
}
