import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

/// Recording what was ruled, and taking it up again where it was refused.
extension AdjudicateScreen {
    /// Records an outcome for the conflict and goes on to the next one; the list need not wait.
    mutating func resolve(_ outcome: Answers, method: Resolution.Method = .human, _ context: Context) -> [Effect] {
        guard let current else { return [] }
        let revisions = current.columns.filter(\.isRevised).map(\.decision.id)
        let inputs = current.state.primaries.map(\.id) + revisions
        let resolution = Resolution(
            id: context.newID(), queue: queue.id, item: current.item, adjudicator: context.person, inputs: inputs,
            method: method, outcome: outcome, reason: reason, guideline: queue.guidelineDigest, at: context.now)
        return record(.resolution(resolution, current))
    }

    mutating func sendBack(code: String?, note: String, _ context: Context) -> [Effect] {
        guard let current else { return [] }
        let sendBack = SendBack(
            id: context.newID(), queue: queue.id, item: current.item, adjudicator: context.person,
            to: current.state.primaries.map(\.annotator.id), reasonCode: code,
            note: note.isEmpty ? nil : SourceText(note), at: context.now)
        return record(.sendBack(sendBack, current))
    }

    private mutating func record(_ ruling: Ruling) -> [Effect] {
        saving.add(ruling.id, ruling)
        conflicts.removeAll { $0.item == ruling.conflict.item }
        selected = min(selected, max(0, conflicts.count - 1))
        resetColumns()
        return [.store(ruling.effect(queue))]
    }

    /// A ruling that was refused: what was composed is on the screen again.
    mutating func takeUp(_ ruling: Ruling, because why: String) -> [Effect] {
        switch ruling {
        // The note is there again when the item is sent back again.
        case .sendBack: notice = .init(text: why, kind: .warning)
        case .resolution:
            refused.append((ruling, why))
            takeUpRefused()
            if !refused.isEmpty {
                notice = .init(text: "\(why): what you ruled is on the screen again after this", kind: .warning)
            }
        }
        return load()
    }

    /// The oldest ruling that was refused, once nothing else is being composed.
    mutating func takeUpRefused() {
        guard case .reading = mode, search?.isTyping != true, !refused.isEmpty else { return }
        let (ruling, why) = refused.removeFirst()
        guard case .resolution(let resolution, let conflict) = ruling else { return }
        resetColumns()
        notice = .init(text: why, kind: .warning)
        subject = conflict
        rulingStart = Answers()
        mode = .ruling(sheet(of: conflict, answers: resolution.outcome, reason: resolution.reason))
    }

    /// What a ruling is composed on.
    func sheet(of conflict: OpenConflict, answers: Answers = Answers(), reason: SourceText? = nil) -> AnswerSheet {
        // A ruling is a judgement too: what annotators must not know of a suggestion, its adjudicator does not see.
        let item = queue.configuration.visible(conflict.state.item)
        return AnswerSheet(
            item: item, order: item.suggestions.map(\.id), ask: ask, answers: answers, comment: reason)
    }

    /// Begins a ruling with what the one in the focus decided, or goes on with the one that was begun.
    mutating func composeRuling() {
        let columns = columns
        compose(from: columns.indices.contains(focus) ? columns[focus].decision.answer.answers ?? Answers() : Answers())
    }

    /// Begins a ruling with some answers, or goes on with the one that was begun.
    mutating func compose(from start: Answers) {
        guard let current else { return }
        subject = current
        rulingStart = start
        let draft = drafts[current.item]?.ruling
        let begun = drafts[current.item]?.hasAnswers == true ? draft?.answers : nil
        var sheet = sheet(of: current, answers: begun ?? rulingStart, reason: draft?.comment)
        // Texts that were in the editor when the program ended are taken over, as Esc would have done.
        for (suggestion, text) in draft?.edits ?? [:] { sheet.edit(suggestion, to: text) }
        mode = .ruling(sheet)
    }
}

extension AdjudicateScreen.Ruling {
    var id: EventID {
        switch self {
        case .resolution(let resolution, _): resolution.id
        case .sendBack(let sendBack, _): sendBack.id
        }
    }

    var conflict: OpenConflict {
        switch self {
        case .resolution(_, let conflict), .sendBack(_, let conflict): conflict
        }
    }

    func effect(_ queue: QueueRecord) -> StoreEffect {
        switch self {
        case .resolution(let resolution, _): .resolve(resolution, queue)
        case .sendBack(let sendBack, _): .sendBack(sendBack, queue)
        }
    }
}
