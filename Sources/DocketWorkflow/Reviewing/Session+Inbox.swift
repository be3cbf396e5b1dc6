import DocketModel
import DocketNotation
package import DocketStorage

extension Session {
    /// What came back to this person and they have not yet answered, oldest first, with what changed since they decided.
    package func inboxEntries(in queue: QueueRecord) async throws -> [InboxEntry] {
        var entries: [InboxEntry] = []
        for sendBack in try await inbox(in: queue) {
            guard let state = try await store.state(of: sendBack.item, in: queue.id) else { continue }
            var entry = InboxEntry(sendBack: sendBack)
            entry.mine = state.decisions.map(\.decision).last { $0.annotator.id == person }
            if let mine = entry.mine, mine.guideline != queue.guidelineDigest {
                entry.guideline = try await change(from: mine.guideline, to: queue.guidelineDigest)
            }
            if let resolution = state.resolution, !resolution.method.isRule { entry.ruling = resolution.outcome }
            entries.append(entry)
        }
        return entries
    }

    private func change(from before: Digest?, to after: Digest?) async throws -> GuidelineChange {
        func text(_ digest: Digest?) async throws -> SourceText? {
            guard let digest else { return nil }
            return try await store.guideline(digest)
        }
        return GuidelineChange(before: before, try await text(before), after: after, try await text(after))
    }
}
