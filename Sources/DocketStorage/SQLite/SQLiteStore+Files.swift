extension SQLiteStore {
    /// The store's file and those that may lie beside it: its log, its locks. They are nobody else's to write.
    /// - Parameter path: the store's, by whatever name it is opened.
    package static func files(of path: String) -> [String] {
        let path = StoreFolder(path: path).resolved.path
        return [
            path, "\(path)-wal", "\(path)-shm", "\(path)-journal", WriteGate.path(besides: path),
            WriteGate.turnstilePath(besides: path), Files(path: path).importLock,
        ]
    }
}
