import DocketInterchange
import DocketModel
package import DocketStorage
import Glibc

extension Session {
    /// The queue of that name; else the queue of the file at that path, which is imported first (a second time that
    /// adds nothing). Who may not import opens the queue that others made of the file.
    /// - Returns: the queue, and what became of the file where one was imported.
    /// - Throws: `ImportError.nothingToReview` where the file holds nothing that could be reviewed;
    ///   `StoreError.unknownQueue`.
    package func openForReview(
        _ nameOrPath: String, progress: ((ImportProgress) -> Void)? = nil
    ) async throws -> (queue: QueueRecord, report: ImportReport?) {
        let isPath = nameOrPath.contains("/") || nameOrPath == "-"
        if !isPath {
            do {
                return (try await store.queue(QueueID(nameOrPath)), nil)
            } catch let error as StoreError {
                guard case .unknownQueue = error, access(nameOrPath, F_OK) == 0 else { throw error }
            }
        }
        if role < .lead {
            let name = try QueueSettings(for: nameOrPath, ImportOptions()).configuration.name
            if let queue = try? await store.queue(name) { return (queue, nil) }
        }
        let report = try await importFile(nameOrPath, progress: progress)
        let queue = try await store.queue(report.queue)
        if try await store.counts(of: queue.id).items == 0 {
            throw ImportError.nothingToReview(
                path: nameOrPath, firstProblem: report.refused.first?.description)
        }
        return (queue, report)
    }
}
