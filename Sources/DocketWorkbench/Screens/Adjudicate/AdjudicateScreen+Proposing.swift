import DocketAdjudication
import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketText
import DocketWorkflow

/// What is known of the conflict in front beyond its decisions: an outcome to take, and how others like it were ruled.
extension AdjudicateScreen {
    /// Made once for each conflict that comes to the front, not for every key.
    struct Surroundings: Sendable {
        var item: ItemID
        /// The decisions that the proposal was made from.
        var decisions: [EventID]
        var proposal: Proposal
        /// Nil until the store has answered.
        var precedents: [Precedent]?
    }

    /// Looks at what has come to the front.
    mutating func lookAround() -> [Effect] {
        guard let current else {
            surroundings = nil
            return []
        }
        let decisions = current.conflict.decisions.map(\.id)
        if let known = surroundings, known.item == current.item, known.decisions == decisions { return [] }
        surroundings = Surroundings(item: current.item, decisions: decisions, proposal: current.proposal(in: queue))
        return [.store(.loadPrecedents(current.item, queue))]
    }

    /// The proposal for the conflict in front; nil where there is none.
    var proposal: Proposal? {
        guard let surroundings, surroundings.item == current?.item, !surroundings.proposal.answers.isEmpty else {
            return nil
        }
        return surroundings.proposal
    }

    /// Resolves as proposed; where the proposal leaves something open, composing begins with it.
    mutating func takeProposal(_ context: Context) -> [Effect] {
        guard let current, let proposal, !warnsOfDraft(isAdopting: true) else { return [] }
        guard proposal.undecided.isEmpty, ask.violations(in: proposal.answers, for: current.state.item).isEmpty else {
            compose(from: proposal.answers)
            let open = proposal.undecided.map(\.description).joined(separator: ", ")
            notice = .init(
                text: "the proposal leaves open\(open.isEmpty ? " what the queue asks" : ": \(open)")", kind: .warning)
            return []
        }
        guard seenProposal == current.item || !AdjudicateLayout(size: context.size).isTabbed else {
            seenProposal = current.item
            notice = .init(text: "proposed: \(words(proposal)); \(key(.takeProposal)) again takes it")
            return []
        }
        return resolve(proposal.answers, context)
    }

    /// What is proposed, and how sure that is.
    func words(_ proposal: Proposal) -> String {
        guard let current else { return "" }
        let labels = SuggestionLabels(of: current.state.item)
        return
            "\(AnswerWords.line(proposal.answers, ask, label: labels.label(of:))) (p \(Self.share(proposal.probability)))"
    }

    /// `.58`, `1.0`.
    static func share(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return hundredths >= 100 ? "1.0" : ".\(hundredths < 10 ? "0" : "")\(hundredths)"
    }

    // MARK: Precedents

    /// Those like the conflict in front, the nearest first; nil until they are known.
    var precedents: [Precedent]? {
        surroundings.flatMap { $0.item == current?.item ? $0.precedents : nil }
    }

    mutating func openPrecedents() {
        guard let precedents, !precedents.isEmpty, let item = current?.item else { return }
        var text: [UInt8] = []
        for precedent in precedents { write(precedent, to: &text) }
        mode = .paging(Pager(title: "Resolved items like \(item)", .text(SourceText(bytes: text))), nil)
    }

    /// One line: what a precedent was ruled, by whom and when.
    func ruled(_ precedent: Precedent) -> String {
        let labels = SuggestionLabels(of: precedent.item)
        let resolution = precedent.resolution
        return AnswerWords.line(resolution.outcome, ask, label: labels.label(of:))
            + " (\(resolution.adjudicator), \(resolution.at.description.prefix(10)))"
    }

    private func write(_ precedent: Precedent, to text: inout [UInt8]) {
        func add(_ line: String) { text += Array((line + "\n").utf8) }
        func add(_ label: String, _ content: SourceText) {
            add(label)
            text += content.bytes
            add("\n")
        }
        let item = queue.configuration.visible(precedent.item)
        let share = Int((precedent.similarity * 100).rounded())
        add("# \(item.id), \(share) % of the words\n\n\(ruled(precedent))\n")
        if let reason = precedent.resolution.reason { add("Reason:", reason) }
        for judgement in precedent.resolution.outcome.judgements {
            if let edited = judgement.verdict?.editedText { add("\(judgement.suggestion.rawValue) as ruled:", edited) }
        }
        // What may disturb is hidden until it is opened as an item.
        guard queue.configuration.veil == nil else { return add("Its texts are hidden in this queue.\n") }
        for message in item.context { add("\(message.role):", message.content) }
        for suggestion in item.suggestions { add("\(suggestion.id):", suggestion.text) }
    }

    // MARK: Questions

    mutating func askAboutGuideline() {
        subject = current
        let text = current.flatMap { drafts[$0.item]?.unfinishedQuestion?.string } ?? ""
        mode = .prompting(Prompt(.question, title: "What does the guideline leave open here?", text: text), nil)
    }

    mutating func show(_ questions: [StoredQuestion]) {
        guard case .reading = mode else { return }
        guard !questions.isEmpty else {
            notice = .init(text: "nobody has asked about the guideline: \(key(.askQuestion)) does")
            return
        }
        var text: [UInt8] = []
        for asked in questions {
            let (question, answer) = (asked.question, asked.answer)
            let asker = shownName(of: question.asker)
            text += Array("# \(question.item), \(asker), \(question.at.description.prefix(10))\n\n".utf8)
            text += question.text.bytes + Array("\n\n".utf8)
            if let answer {
                text += Array("Answered by \(answer.person), \(answer.at.description.prefix(10)):\n\n".utf8)
                text += answer.text.bytes + Array("\n\n".utf8)
            } else {
                text += Array("Open: docket questions answer \(queue.id) \(question.id) --text … answers it\n\n".utf8)
            }
        }
        let open = questions.count { $0.answer == nil }
        mode = .paging(
            Pager(
                title: "Questions about the guideline: \(open) of \(questions.count) open",
                .text(SourceText(bytes: text))),
            nil)
    }
}
