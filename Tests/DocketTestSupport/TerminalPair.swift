import Glibc

/// The two ends of a pty: `master` is the terminal's side, `name` the path of the program's.
package struct TerminalPair {
    package let master: Int32
    package let name: String

    package init(rows: Int, columns: Int) throws {
        // Swift's Glibc module hides posix_openpt and its like.
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var lock: CInt = 0
        var number: CUnsignedInt = 0
        let unlock: UInt = 0x4004_5431
        let ask: UInt = 0x8004_5430
        guard master >= 0, ioctl(master, unlock, &lock) == 0, ioctl(master, ask, &number) == 0 else {
            throw ChildProcess.Failure(description: "no pseudo-terminal: errno \(errno)")
        }
        name = "/dev/pts/\(number)"
        Self.resize(master, rows: rows, columns: columns)
    }

    package static func resize(_ master: Int32, rows: Int, columns: Int) {
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }
}
