import DocketNotation
import Glibc

/// A file that is read whole: a guideline, a head.
enum SmallFile {
    static let sizeLimit = 64 << 20

    static func read(_ path: String) throws(CommandError) -> SourceText {
        let descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: reason()) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable(path: path, reason: reason()) }
            if count == 0 { return SourceText(bytes: bytes) }
            bytes += piece.prefix(count)
            guard bytes.count <= sizeLimit else { throw .badFile(path: path, reason: "is longer than 64 MiB") }
        }
    }

    private static func reason() -> String {
        String(cString: strerror(errno))
    }
}
