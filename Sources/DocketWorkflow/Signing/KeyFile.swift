import Glibc

/// A small file that must not be lost or seen by others.
struct KeyFile {
    private let path: String
    private static let sizeLimit = 1 << 16

    init(_ path: String) {
        self.path = path
    }

    /// Makes folders that are missing, for their owner only.
    static func makeFolder(_ path: String) throws(SigningError) {
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFDIR else { throw .cannotWrite(path: path, errno: ENOTDIR) }
            return
        }
        let parent = folder(of: path)
        if parent != path { try makeFolder(parent) }
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .cannotWrite(path: path, errno: errno) }
        try synchronize(parent)
    }

    /// Writes the file whole: it is on disk, name and all, when this returns.
    /// - Parameter replacing: whether a file that is there may go; else it must be new.
    func write(_ bytes: [UInt8], mode: mode_t, replacing: Bool) throws(SigningError) {
        let suffix = String(UInt64.random(in: .min ... .max), radix: 16)
        let place = replacing ? "\(Self.folder(of: path))/.docket-\(suffix).partial" : path
        let descriptor = open(place, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw .cannotWrite(path: path, errno: errno) }
        let written = Glibc.write(descriptor, bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
        let code = errno
        let closed = close(descriptor) == 0
        guard written, closed, place == path || rename(place, path) == 0 else {
            let failure = written ? errno : code
            unlink(place)
            throw .cannotWrite(path: path, errno: failure)
        }
        try Self.synchronize(Self.folder(of: path))
    }

    func read() throws(SigningError) -> (bytes: [UInt8], mode: mode_t) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path: path, errno: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, errno: errno) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = Glibc.read(descriptor, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable(path: path, errno: errno) }
            if count == 0 { return (bytes, status.st_mode) }
            bytes += piece.prefix(count)
            guard bytes.count <= Self.sizeLimit else { throw .notAKey(path: path, reason: "is too long for a key") }
        }
    }

    /// The names in a folder; none where there is no folder.
    static func names(in folder: String) throws(SigningError) -> [String] {
        guard let directory = opendir(folder) else {
            if errno == ENOENT { return [] }
            throw .unreadable(path: folder, errno: errno)
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            names.append(
                withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        return names
    }

    private static func synchronize(_ folder: String) throws(SigningError) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotWrite(path: folder, errno: errno) }
        defer { close(descriptor) }
        // Some file systems cannot sync a folder and say so.
        if fsync(descriptor) != 0, errno != EINVAL { throw .cannotWrite(path: folder, errno: errno) }
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
