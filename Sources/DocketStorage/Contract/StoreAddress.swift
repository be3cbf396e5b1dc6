package import DocketModel

/// Where a store is, and with that which engine keeps it. Everything above this module opens stores through here and
/// names no engine.
package struct StoreAddress: Sendable, Hashable {
    package enum Mode: Sendable, Hashable {
        /// Makes the store, and the folders it lies in, where they are missing.
        case createIfMissing
        /// The store must be there.
        case existing
        /// The store must be there, and nothing can be written. Also for one without permission to write.
        case readOnly
    }

    /// A file's path.
    package let text: String

    /// - Throws: `StoreError.unavailable` for an address that no engine here understands.
    package init(_ text: String) throws(StoreError) {
        if let scheme = text.split(separator: "://", maxSplits: 1).first, scheme.count + 3 <= text.count,
            text.dropFirst(scheme.count).hasPrefix("://")
        {
            throw .unavailable(text, reason: "stores of \(scheme) are not known to this Docket: name a file")
        }
        self.text = text
    }

    /// - Parameter owner: who the store belongs to if it is made now.
    /// - Throws: `StoreError`: `unavailable`, `foreign`, `newer`, `older`, `damaged`, `readOnly`, `cannotCreate`,
    ///   `diskFull`. Nothing is written then.
    package func open(_ mode: Mode, owner: PersonID) async throws -> any Store {
        try await SQLiteStore.open(path: text, mode: mode, owner: owner)
    }

    /// What can be told of the place without opening the store.
    package func examine() -> [Finding] {
        SQLiteStore.examinePlace(text)
    }

    /// Puts a verified backup here.
    /// - Parameters:
    ///   - mayReplace: a store that is here, whose content is kept beside it.
    ///   - isForced: also a backup that does not verify.
    /// - Throws: `StoreError`.
    package func restore(
        _ backup: String, replacing mayReplace: Bool, forced isForced: Bool
    ) async throws -> RestorationReport {
        try await SQLiteStore.restore(backup: backup, to: text, replacing: mayReplace, forced: isForced)
    }

    /// The files that belong to the store, which nothing else may write over.
    package var files: [String] { SQLiteStore.files(of: text) }
}
