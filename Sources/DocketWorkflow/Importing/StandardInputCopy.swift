import DocketInterchange
import Glibc

/// Standard input in a file without a name, so that it can be read twice. It is gone with this object.
final class StandardInputCopy {
    private let descriptor: Int32

    var path: String { "/proc/self/fd/\(descriptor)" }

    init() throws(InterchangeError) {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var name = Array((folder + "/docket-XXXXXX").utf8CString)
        descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw .cannotWrite(path: folder, errno: errno) }
        unlink(name)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        var piece = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = read(STDIN_FILENO, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .cannotRead(path: "standard input", errno: errno) }
            if count == 0 { return }
            try write(piece[..<count], in: folder)
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    private func write(_ bytes: ArraySlice<UInt8>, in folder: String) throws(InterchangeError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .cannotWrite(path: folder, errno: errno) }
            rest = rest.dropFirst(count)
        }
    }
}
