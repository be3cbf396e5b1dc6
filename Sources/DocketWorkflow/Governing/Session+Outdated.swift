import DocketModel
package import DocketStorage

extension Session {
    private static let outdatedPage = 500

    /// How many decisions stand that were made under another guideline than the present one. Takes a lead.
    ///
    /// Reads what was decided page by page: the time goes with the items that have decisions, the memory with nothing.
    /// - Parameter progress: told after each page how many items were looked at.
    package func outdatedCounts(
        in queue: QueueRecord, progress: ((Int) -> Void)? = nil
    ) async throws -> OutdatedCounts {
        var counts: [GuidelineEdition: Int] = [:]
        let present = try await outdated(in: queue, progress: progress) { page in
            for decision in page { counts[decision.edition, default: 0] += 1 }
        }
        let rows = counts.map { OutdatedCounts.Row(edition: $0, decisions: $1) }.sorted { left, right in
            let versions = (left.edition.version ?? .max, right.edition.version ?? .max)
            if versions.0 != versions.1 { return versions.0 < versions.1 }
            return (left.edition.digest?.hexadecimal ?? "") < (right.edition.digest?.hexadecimal ?? "")
        }
        return OutdatedCounts(present: present, rows: rows)
    }

    /// Lists them in the order of their items. One that is decided again while this runs may be missing.
    /// - Parameter each: gets them a page at a time.
    /// - Returns: the guideline in force; nil where the queue has none, and nothing is outdated.
    /// - Throws: `WorkflowError.notAllowed`; `StoreError`; what `each` throws.
    @discardableResult
    package func outdated(
        in queue: QueueRecord, progress: ((Int) -> Void)? = nil, each: ([OutdatedDecision]) throws -> Void
    ) async throws -> GuidelineEdition? {
        try require(.lead, to: "see what others decided")
        let history = GuidelineHistory(try await changes(of: queue))
        guard let present = history.present else { return nil }
        var cursor: ItemCursor?
        var looked = 0
        repeat {
            let page = try await store.states(
                in: queue.id, filter: .decidedByAnybody, asOf: nil, after: cursor, limit: Self.outdatedPage)
            try each(
                page.states.flatMap { state in
                    state.decisions.filter { $0.decision.guideline != present.digest }.map { live in
                        OutdatedDecision(
                            item: state.item.id, live: live,
                            edition: history.edition(live.decision.guideline, at: live.position))
                    }
                })
            looked += page.states.count
            progress?(looked)
            cursor = page.next
        } while cursor != nil
        return present
    }
}
