import Glibc

/// The lines of a file or of standard input, each as soon as it is there.
final class LineFeed {
    static let lineLimit = 64 << 20

    private let name: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var isAtEnd = false
    /// The number of the line last returned.
    private(set) var number = 0

    /// - Parameter path: nil and `-` are standard input.
    init(_ path: String?) throws(CommandError) {
        if let path, path != "-" {
            name = path
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
        } else {
            name = "standard input"
            descriptor = STDIN_FILENO
        }
    }

    deinit {
        if descriptor != STDIN_FILENO { close(descriptor) }
    }

    /// The next line that is not blank, without its end; nil at the end.
    func next() throws(CommandError) -> [UInt8]? {
        while let line = try nextLine() {
            number += 1
            if line.contains(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) { return line }
        }
        return nil
    }

    private func nextLine() throws(CommandError) -> [UInt8]? {
        var searched = 0
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                var line = Array(buffer[..<end])
                if line.last == UInt8(ascii: "\r") { line.removeLast() }
                buffer.removeSubrange(...end)
                return line
            }
            if isAtEnd {
                guard !buffer.isEmpty else { return nil }
                defer { buffer = [] }
                return buffer
            }
            searched = buffer.count
            guard searched <= Self.lineLimit else {
                throw .badFile(path: name, reason: "line \(number + 1) is longer than 64 MiB")
            }
            try fill()
        }
    }

    private func fill() throws(CommandError) {
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable(path: name, reason: String(cString: strerror(errno))) }
            if count == 0 { isAtEnd = true }
            buffer += piece.prefix(count)
            return
        }
    }
}
