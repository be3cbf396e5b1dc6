import DocketInterchange
import DocketModel
import Glibc

/// Tells a file that is imported from every other, and from itself once it was changed or is read differently.
struct SourceIdentity {
    let text: String

    /// Nil for what cannot be read again: standard input, a pipe.
    init?(of path: String, _ options: ImportOptions, clientVersion: String) {
        guard path != "-", let file = Self.file(path) else { return nil }
        var parts = [clientVersion, file, options.queue?.rawValue ?? "", options.format?.rawValue ?? ""]
        parts.append(options.recorded.rawValue)
        if let map = options.mapPath {
            guard let file = Self.file(map) else { return nil }
            parts.append(file)
        }
        text = Digest(ofParts: parts.map { Array($0.utf8) }).hexadecimal
    }

    /// Where a regular file is, how large, and when it was written last.
    private static func file(_ path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, let resolved = realpath(path, nil) else {
            return nil
        }
        defer { free(resolved) }
        return "\(String(cString: resolved)) \(status.st_ino) \(status.st_size) \(status.st_mtim.tv_sec) "
            + "\(status.st_mtim.tv_nsec)"
    }
}
