import Glibc

/// A file, standard input or bytes in memory, read once from front to back.
package final class ByteSource {
    private enum Storage {
        case descriptor(Int32)
        case memory([UInt8], next: Int)
    }

    /// What standard input is called in messages.
    static let standardInput = "standard input"

    /// The path, for messages.
    package let name: String
    private var storage: Storage
    private(set) var bytesRead = 0

    /// Of a regular file; nil where it is not known beforehand.
    package var size: Int? {
        switch storage {
        case .memory(let bytes, _): return bytes.count
        case .descriptor(let descriptor):
            var status = stat()
            guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
            return Int(status.st_size)
        }
    }

    /// - Parameter path: `-` is standard input.
    package init(path: String) throws(InterchangeError) {
        if path == "-" {
            name = Self.standardInput
            storage = .descriptor(STDIN_FILENO)
            return
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, errno: errno) }
        name = path
        storage = .descriptor(descriptor)
    }

    package init(bytes: [UInt8], name: String) {
        self.name = name
        storage = .memory(bytes, next: 0)
    }

    deinit {
        if case .descriptor(let descriptor) = storage, descriptor != STDIN_FILENO { close(descriptor) }
    }

    /// Fills as much of the buffer as is at hand, at least one byte. Returns 0 at the end only.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InterchangeError) -> Int {
        switch storage {
        case .descriptor(let descriptor):
            while true {
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                if count >= 0 {
                    bytesRead += count
                    return count
                }
                if errno != EINTR { throw .cannotRead(path: name, errno: errno) }
            }
        case .memory(let bytes, let next):
            let count = min(buffer.count, bytes.count - next)
            buffer.copyBytes(from: bytes[next..<next + count])
            storage = .memory(bytes, next: next + count)
            bytesRead += count
            return count
        }
    }
}
