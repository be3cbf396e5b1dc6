import Glibc

/// An exclusive lock on a file between processes, and between open stores of one process. The system gives it up when
/// the process ends, however it ends.
struct FileLock: ~Copyable {
    private let descriptor: Int32

    /// Opens the file, and makes it (0600) where it is missing.
    /// - Throws: `StoreError.unavailable`, `.readOnly`.
    init(path: String) throws(StoreError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            let code = errno
            if code == EROFS || code == EACCES { throw .readOnly(path) }
            if code == ENOSPC || code == EDQUOT { throw .diskFull(path) }
            throw .unavailable(path, reason: String(cString: strerror(code)))
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

    func release() {
        _ = flock(descriptor, LOCK_UN)
    }

    deinit {
        _ = Glibc.close(descriptor)
    }
}
