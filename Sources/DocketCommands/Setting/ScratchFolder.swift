import Glibc

/// A folder for a store that nobody is to find afterwards.
struct ScratchFolder {
    private let path: String

    var storePath: String { path + "/docket.db" }

    /// - Throws: `CommandError.unreadable` where there is no place for it.
    init() throws(CommandError) {
        let place = Surroundings.variable("TMPDIR") ?? "/tmp"
        var name = Array((place + "/docket-XXXXXX").utf8CString)
        guard mkdtemp(&name) != nil else {
            throw .unreadable(path: place, reason: String(cString: strerror(errno)))
        }
        path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    func remove() {
        for name in Surroundings.names(in: path) { unlink(path + "/" + name) }
        rmdir(path)
    }
}
