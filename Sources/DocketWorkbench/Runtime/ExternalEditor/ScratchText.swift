import Glibc

/// A text in a file of its own, in a folder that only its owner can enter.
struct ScratchText {
    let path: String
    private let folder: String

    struct Failure: Error, CustomStringConvertible {
        let code: Int32
        var description: String { String(cString: strerror(code)) }
    }

    init(_ text: [UInt8], name: String, in parent: String) throws(Failure) {
        var template = Array("\(parent)/docket-XXXXXX".utf8CString)
        // The folder is made with mode 0700.
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        guard let made else { throw Failure(code: errno) }
        folder = made
        path = made + "/" + name
        let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let code = errno
            remove()
            throw Failure(code: code)
        }
        var rest = text[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                let code = errno
                close(descriptor)
                remove()
                throw Failure(code: code)
            }
        }
        close(descriptor)
    }

    /// What an editor left.
    enum Content {
        case bytes([UInt8])
        /// There is no file by that name.
        case none
        /// Something is there, and is somebody's work maybe; why it was not read.
        case unreadable(String)
    }

    /// What is in the file now, which may be another one by that name: editors write beside it and rename.
    func read(limit: Int) -> Content {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT: return .none
            case ELOOP: return .unreadable("a link")
            default: return .unreadable("what cannot be read (\(Failure(code: errno)))")
            }
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return .unreadable("what is no file")
        }
        let tooLong = Content.unreadable("more than \(limit >> 20) MB")
        guard status.st_size <= limit else { return tooLong }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= limit {
            let count = Glibc.read(descriptor, &piece, piece.count)
            if count == 0 { return .bytes(bytes) }
            if count > 0 {
                bytes += piece.prefix(count)
            } else if errno != EINTR {
                return .unreadable("what cannot be read (\(Failure(code: errno)))")
            }
        }
        return tooLong
    }

    /// Takes the folder away with what an editor left beside the file: copies, swap files.
    func remove() {
        if let entries = opendir(folder) {
            while let entry = readdir(entries) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name != ".", name != ".." { unlink(folder + "/" + name) }
            }
            closedir(entries)
        }
        rmdir(folder)
    }
}
