/// Lets one connection at a time write, checkpoint, open or close a store, over all processes of the host.
///
/// SQLite up to 3.51.2 can lose commits when two connections write or checkpoint at one instant (the WAL-reset race),
/// and a bare lock starves: a process that loops gets it again and again. Two locks make a turnstile: whoever wants the
/// gate waits at the turnstile, and at the gate waits only the one who is next.
///
/// Acquiring blocks the thread: call it on a queue of one's own, never on the cooperative pool. Not reentrant.
final class WriteGate: Sendable {
    private let turnstile: FileLock
    private let gate: FileLock

    init(besides path: String) throws(StoreError) {
        turnstile = try FileLock(path: Self.turnstilePath(besides: path), besides: path)
        gate = try FileLock(path: Self.path(besides: path), besides: path)
    }

    static func path(besides store: String) -> String { store + "-gate" }
    static func turnstilePath(besides store: String) -> String { store + "-turnstile" }

    func acquire() throws(StoreError) {
        try turnstile.acquire()
        defer { turnstile.release() }
        try gate.acquire()
    }

    /// Whether somebody waits for the gate; to be asked by its holder only.
    var isAwaited: Bool {
        guard turnstile.tryAcquire() else { return true }
        turnstile.release()
        return false
    }

    func release() {
        gate.release()
    }
}
