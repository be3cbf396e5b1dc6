import Glibc

/// An exclusive lock on a file between processes, and between open stores of one process. The system gives it up when
/// the process ends, however it ends.
struct FileLock: ~Copyable {
    private let descriptor: Int32

    /// Opens the file, and makes it (0600) where it is missing.
    /// - Parameter store: what the user knows the place by, for messages.
    /// - Throws: `StoreError.unavailable`, `.readOnly`, `.diskFull`, `.cannotCreate`.
    init(path: String, besides store: String) throws(StoreError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            let code = errno
            switch code {
            case EROFS, EACCES: throw .readOnly(store)
            case ENOSPC, EDQUOT: throw .diskFull(store)
            case ENOENT: throw .cannotCreate(store, reason: "no file can be made in its folder")
            default: throw .unavailable(store, reason: String(cString: strerror(code)))
            }
        }
    }

    /// Waits for the lock.
    func acquire() throws(StoreError) {
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                throw .unavailable("the lock beside the store", reason: String(cString: strerror(errno)))
            }
        }
    }

    /// Takes the lock where it is free.
    func tryAcquire() -> Bool {
        flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }

    func release() {
        _ = flock(descriptor, LOCK_UN)
    }

    deinit {
        _ = Glibc.close(descriptor)
    }
}
