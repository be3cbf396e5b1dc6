import DocketAdjudication
package import DocketInterchange
package import DocketModel
import DocketNotation
package import DocketStorage

extension Session {
    private static let exportPage = 500

    /// Writes the outcomes of a queue at one position of its journal, with the manifest that leads each row back to the
    /// decisions behind it. The same position gives the same bytes.
    /// - Parameters:
    ///   - leftOut: called for each item of which something is not written, with the reasons.
    ///   - progress: called after each page.
    /// - Throws: `WorkflowError.notAllowed`, `ExportError`, `InterchangeError`, `StoreError`.
    package func export(
        _ queue: QueueRecord, _ request: ExportRequest, leftOut: ((ItemID, [LeftOut]) throws -> Void)? = nil,
        progress: ((ExportProgress) -> Void)? = nil
    ) async throws -> ExportReceipt {
        try require(.lead, to: "export")
        let position = request.asOf ?? queue.position
        guard (0...queue.position).contains(position) else {
            throw ExportError.noSuchPosition(position, queue.id, last: queue.position)
        }
        let now = queue
        // What was asked and what counted as a conflict then, too.
        let queue = position < now.position ? try await store.queue(now.id, asOf: position) : now
        let ask = queue.configuration.ask
        let options = ExportOptions(
            format: request.format, isFlat: request.isFlat, isPerDecision: request.isPerDecision,
            excludingFlags: Set(ask.flags.filter(\.excludes).map(\.name)), includesMargin: request.includesMargin)

        var progressed = ExportProgress(done: 0, total: 2 * (try await store.counts(of: queue.id).items))
        var figures = AgreementFigures(ask.questions)
        var guidelines = Set([queue.guidelineDigest].compactMap { $0 })
        for try await page in pages(of: now, at: position) {
            for state in page {
                figures.add(state.primaries, on: state.item)
                guidelines.formUnion(state.decisions.compactMap(\.decision.guideline))
            }
            progressed.done += page.count
            progress?(progressed)
        }

        let head = JournalHead(chains: [.init(queue: queue.id, position: position, hash: queue.hash)])
        let writer = try ExportWriter(
            to: request.destination,
            manifest: Manifest(
                configuration: queue.configuration, options: options, asOf: request.asOf, position: position,
                hash: queue.hash,
                guidelines: guidelines.sorted { $0.hexadecimal < $1.hexadecimal },
                agreement: .object(try figures.agreements(ask).json), toolVersion: clientVersion,
                signature: request.key.map { signing(head, with: $0) }), shown: request.shown)
        let renderer = OutcomeRenderer(queue: queue.id, options: options)
        for try await page in pages(of: now, at: position) {
            for state in page {
                let rendered = renderer.render(try await row(of: state, in: queue, format: request.format))
                try writer.add(rendered)
                if !rendered.leftOut.isEmpty { try leftOut?(rendered.item, rendered.leftOut) }
            }
            progressed.done += page.count
            progress?(progressed)
        }
        return try writer.finish()
    }

    private func row(of state: ItemState, in queue: QueueRecord, format: ExportFormat) async throws -> OutcomeRow {
        let standing: OutcomeRow.Standing
        var resolution: Resolution?
        switch outcome(of: state, in: queue) {
        case .resolved(let made):
            standing = .decided(made.outcome)
            resolution = made
        case .agreed(let answers, _): standing = .decided(answers)
        // What a stale resolution settled is open again.
        case .conflict, .stale: standing = .leftOut(.conflict)
        case .incomplete: standing = .leftOut(.incomplete)
        case .skipped: standing = .leftOut(.skipped)
        }
        var row = OutcomeRow(
            item: state.item, standing: standing, decisions: state.primaries, resolution: resolution)
        if format == .docket {
            let history = try await NativeHistory(of: state, in: queue.id, store: store)
            row.decisionHistory = history.decisions
            row.resolutionHistory = history.resolutions
            row.questionRecords = state.questions.flatMap { [$0.question.json] + [$0.answer?.json].compactMap(\.self) }
        }
        return row
    }

    private func pages(of queue: QueueRecord, at position: Int) -> StatePages {
        StatePages(
            store: store, queue: queue.id, position: position, pageSize: Self.exportPage,
            isPinned: position < queue.position)
    }
}
