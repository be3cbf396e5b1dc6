import Glibc

/// The place a store lies in: the folder and the file, before SQLite touches either.
struct StoreFolder {
    let path: String

    var folder: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The path without symbolic links and relative parts: the files beside the store must be the same ones whatever
    /// name it is opened by, or two programs would write through two gates. The file itself may be missing.
    var resolved: StoreFolder {
        if let real = Self.realPath(path) { return StoreFolder(path: real) }
        guard let parent = Self.realPath(folder), let name = path.split(separator: "/").last else { return self }
        return StoreFolder(path: parent == "/" ? "/\(name)" : "\(parent)/\(name)")
    }

    private static func realPath(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// Bytes in the file; nil where there is none.
    func fileSize() throws(StoreError) -> Int? {
        var status = stat()
        if stat(path, &status) != 0 {
            switch errno {
            case ENOENT, ENOTDIR: return nil
            default: throw .unavailable(path, reason: String(cString: strerror(errno)))
            }
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .unavailable(path, reason: "it is no regular file: name a file with --store")
        }
        guard status.st_nlink < 2 else {
            throw .unavailable(path, reason: "it has a second name (a hard link), by which its log would be lost")
        }
        return Int(status.st_size)
    }

    /// Makes the folders that are missing, readable by nobody else.
    func createFolder() throws(StoreError) {
        try Self.create(folder)
    }

    private static func create(_ folder: String) throws(StoreError) {
        var status = stat()
        if stat(folder, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFDIR else {
                throw .cannotCreate(folder, reason: "there is a file of that name")
            }
            return
        }
        let parent = StoreFolder(path: folder).folder
        if parent != folder { try create(parent) }
        if mkdir(folder, 0o700) != 0, errno != EEXIST {
            throw failure(to: folder, errno)
        }
        synchronize(parent)
    }

    /// Makes the empty file, for its owner only, and sees to it that its name survives a loss of power. Does nothing
    /// where the file is there. To be called under the gate: closing a file drops the locks that the process has on it.
    func createFile() throws(StoreError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { return }
            throw Self.failure(to: path, errno)
        }
        _ = close(descriptor)
        Self.synchronize(folder)
    }

    /// - Throws: `StoreError.cannotCreate` where there is a file of that name.
    func requireFree() throws(StoreError) {
        if try fileSize() != nil { throw .cannotCreate(path, reason: "it exists already: name a new file") }
    }

    /// Gives a finished file this name, if it is still free, and sees to it that the name survives a loss of power. Never
    /// for a store that somebody may have open.
    func takeName(of finished: String) throws(StoreError) {
        guard link(finished, path) == 0 else {
            let reason = errno == EEXIST ? "it exists already: name a new file" : String(cString: strerror(errno))
            throw .cannotCreate(path, reason: reason)
        }
        _ = unlink(finished)
        guard Self.synchronize(folder) else {
            throw .inputOutput(path, reason: "its folder could not be flushed to disk")
        }
    }

    /// Makes a file whose name must be free.
    /// - Parameter name: what errors call it.
    func createNewFile(as name: String) throws(StoreError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .cannotCreate(name, reason: String(cString: strerror(errno))) }
        _ = close(descriptor)
    }

    /// Takes away a file that was made and could not be filled.
    func remove() {
        _ = unlink(path)
    }

    /// Flushes a file or a folder to disk.
    @discardableResult
    static func synchronize(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { _ = close(descriptor) }
        return fsync(descriptor) == 0
    }

    private static func failure(to path: String, _ code: Int32) -> StoreError {
        switch code {
        case ENOSPC, EDQUOT: .diskFull(path)
        default: .cannotCreate(path, reason: String(cString: strerror(code)))
        }
    }
}
