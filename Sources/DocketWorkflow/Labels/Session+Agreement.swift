package import DocketAdjudication
import DocketModel
package import DocketStorage

extension Session {
    private static let agreementPage = 500

    /// How far the people of a queue agree, one a question that was answered. Live primary decisions that count, of every item.
    /// - Parameters:
    ///   - questions: nil: all that the queue asks.
    ///   - labels: the classes in their order; nil: what the queue offers.
    ///   - progress: called with the number of items looked at.
    /// - Throws: `WorkflowError.notAllowed`, `UndeclaredLabel`, `StoreError`.
    package func agreement(
        in queue: QueueRecord, on questions: [Question]? = nil, labels: [String]? = nil,
        slicedBy slice: AgreementSlice? = nil, options: AgreementOptions = AgreementOptions(),
        progress: ((Int) -> Void)? = nil
    ) async throws -> [QuestionAgreement] {
        try require(.lead, to: "see how far people agree")
        let ask = queue.configuration.ask
        var figures = AgreementFigures(questions ?? ask.questions, slicedBy: slice)
        var cursor: ItemCursor?
        var looked = 0
        repeat {
            let page = try await store.states(
                in: queue.id, filter: .decidedByAnybody, asOf: nil, after: cursor, limit: Self.agreementPage)
            for state in page.states { figures.add(state.primaries, on: state.item) }
            looked += page.states.count
            progress?(looked)
            cursor = page.next
        } while cursor != nil
        return try figures.agreements(ask, labels: labels, options: options)
    }
}
