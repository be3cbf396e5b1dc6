import Glibc

/// A file that is either there whole or not at all: it is written under another name in the same folder, synced, and
/// renamed. What is not a regular file (a pipe, a terminal) is written straight.
package final class AtomicFile {
    private let path: String
    /// Nil where the path is written straight.
    private let temporaryPath: String?
    private var descriptor: Int32
    private var buffer: [UInt8] = []

    private static let bufferSize = 1 << 18

    package init(_ path: String) throws(InterchangeError) {
        self.path = path
        buffer.reserveCapacity(Self.bufferSize * 2)
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            guard status.st_mode & S_IFMT != S_IFDIR else { throw .cannotWrite(path: path, errno: EISDIR) }
            temporaryPath = nil
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw .cannotWrite(path: path, errno: errno) }
            return
        }
        let suffix = String(UInt64.random(in: .min ... .max), radix: 16)
        let temporary = Self.folder(of: path) + "/.docket-\(suffix).partial"
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .cannotWrite(path: path, errno: errno) }
        temporaryPath = temporary
    }

    /// Standard output.
    init() {
        path = "standard output"
        temporaryPath = nil
        descriptor = dup(STDOUT_FILENO)
    }

    deinit {
        abandon()
    }

    package func write(_ bytes: [UInt8]) throws(InterchangeError) {
        buffer += bytes
        if buffer.count >= Self.bufferSize { try flush() }
    }

    func write(_ text: String) throws(InterchangeError) {
        try write(Array(text.utf8))
    }

    /// Makes sure that all is on the disk, still under the temporary name.
    func sync() throws(InterchangeError) {
        try flush()
        if temporaryPath != nil, fsync(descriptor) != 0 { throw .cannotWrite(path: path, errno: errno) }
    }

    /// Puts the file in its place. Whoever looks sees the old one or all of the new one.
    package func commit() throws(InterchangeError) {
        try sync()
        let closed = close(descriptor)
        descriptor = -1
        guard closed == 0 else {
            let code = errno
            if let temporaryPath { unlink(temporaryPath) }
            throw .cannotWrite(path: path, errno: code)
        }
        guard let temporaryPath else { return }
        guard rename(temporaryPath, path) == 0 else {
            let code = errno
            unlink(temporaryPath)
            throw .cannotWrite(path: path, errno: code)
        }
        let folder = open(Self.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw .cannotWrite(path: path, errno: errno) }
        defer { close(folder) }
        // Some file systems cannot sync a folder and say so; the rename stands.
        if fsync(folder) != 0, errno != EINVAL { throw .cannotWrite(path: path, errno: errno) }
    }

    /// Leaves nothing behind. No effect once committed.
    func abandon() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        descriptor = -1
        if let temporaryPath { unlink(temporaryPath) }
    }

    private func flush() throws(InterchangeError) {
        var written = 0
        while written < buffer.count {
            let count = buffer.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .cannotWrite(path: path, errno: errno) }
            written += count
        }
        buffer.removeAll(keepingCapacity: true)
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
