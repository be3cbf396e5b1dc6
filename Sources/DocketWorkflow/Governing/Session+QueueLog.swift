package import DocketModel
package import DocketNotation
package import DocketStorage

extension Session {
    /// Every change of the queue's configuration and guideline, oldest first.
    package func changes(of queue: QueueRecord) async throws -> [QueueChange] {
        var changes = QueueChanges()
        for stored in try await store.configurationEvents(of: queue.id) { try changes.add(stored, in: queue.id) }
        return changes.changes
    }

    /// The guideline's digest and text in a version of the configuration; nil where that had none.
    /// - Throws: `WorkflowError.noSuchVersion`.
    package func guideline(
        inVersion version: Int, of queue: QueueRecord
    ) async throws -> (digest: Digest, text: SourceText)? {
        guard let change = try await changes(of: queue).first(where: { $0.version == version }) else {
            throw WorkflowError.noSuchVersion(version, queue.id, last: queue.version)
        }
        guard let digest = change.guideline, let text = try await store.guideline(digest) else { return nil }
        return (digest, text)
    }
}
