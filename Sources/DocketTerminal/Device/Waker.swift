import Glibc

/// Ends another thread's wait for terminal events: a pipe, of which the waiting thread polls one end.
package final class Waker: Sendable {
    let readEnd: Int32
    private let writeEnd: Int32

    package init() throws(TerminalError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .system(operation: "cannot make a pipe", errno: errno) }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        readEnd = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// Makes the next, or the present, `nextEvents` return a `wake` event. Callable from any thread; several calls
    /// before it returns make one event.
    package func wake() {
        var byte: UInt8 = 1
        // A full pipe wakes as well as one byte more.
        _ = write(writeEnd, &byte, 1)
    }

    /// Takes what was written; true if anything was.
    func drain() -> Bool {
        !readAvailable(from: readEnd).isEmpty
    }
}

/// Everything that a non-blocking descriptor has now.
func readAvailable(from descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 512)
    while true {
        let count = read(descriptor, &piece, piece.count)
        if count > 0 {
            bytes += piece.prefix(count)
        } else if count == 0 || errno != EINTR {
            return bytes
        }
    }
}
