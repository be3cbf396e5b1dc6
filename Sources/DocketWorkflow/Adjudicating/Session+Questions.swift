package import DocketModel
package import DocketNotation
package import DocketStorage

/// Questions about the guideline, collected from the items that raise them.
extension Session {
    /// Splits an item off as a question about the guideline: until it is answered the item waits. Everybody may ask
    /// about what they see.
    /// - Throws: `WorkflowError.nothingSaid`; `StoreError`.
    package func ask(_ text: SourceText, about item: ItemID, in queue: QueueRecord) async throws -> Receipt {
        guard !text.isBlank else { throw WorkflowError.nothingSaid("question") }
        let question = GuidelineQuestion(
            id: newID(), queue: queue.id, item: item, asker: person, text: text, at: time)
        return try await settled(question.id, on: item, in: queue) {
            try await store.record(question, by: author)
        }
    }

    /// Answers a question; a later answer replaces it.
    /// - Throws: `WorkflowError.nothingSaid`, `.unknownQuestion`; `StoreError`.
    package func answer(_ question: EventID, _ text: SourceText, in queue: QueueRecord) async throws -> Receipt {
        try require(.lead, to: "answer questions about the guideline")
        guard !text.isBlank else { throw WorkflowError.nothingSaid("answer") }
        guard
            let asked = try await store.questions(in: queue.id, onlyOpen: false)
                .first(where: { $0.question.id == question })
        else { throw WorkflowError.unknownQuestion(question, queue.id) }
        let answer = GuidelineAnswer(
            id: newID(), queue: queue.id, item: asked.question.item, question: question, person: person, text: text,
            at: time)
        return try await settled(answer.id, on: answer.item, in: queue) {
            try await store.record(answer, by: author)
        }
    }

    /// The questions that stand, oldest first: leads see all, others their own.
    package func questions(in queue: QueueRecord, onlyOpen: Bool = false) async throws -> [StoredQuestion] {
        try await store.questions(in: queue.id, onlyOpen: onlyOpen)
            .filter { role >= .lead || $0.question.asker == person }
    }
}

extension SourceText {
    /// Nothing but spaces and line ends.
    fileprivate var isBlank: Bool { bytes.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) } }
}
