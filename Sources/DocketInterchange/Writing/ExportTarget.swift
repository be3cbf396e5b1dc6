import DocketModel
import Glibc

/// A path that an export is asked to go to, and what would be lost there.
///
/// An export replaces an export of ours that nobody has touched since: that can be made again. Anything else that is
/// there stays, unless replacing it was asked for; the store's own files stay whatever was asked for.
package struct ExportTarget {
    private let path: String
    private var manifestPath: String { ManifestFile.path(besides: path) }

    package init(_ path: String) {
        self.path = path
    }

    /// - Parameters:
    ///   - isForced: whether what is there may be replaced.
    ///   - storeFiles: the paths that belong to the store, there or not.
    /// - Throws: `InterchangeError.exists`, `.isStore`.
    package func requireFree(isForced: Bool, storeFiles: [String]) throws(InterchangeError) {
        for own in [path, manifestPath] {
            if storeFiles.contains(where: { Self.isSame($0, own) }) { throw .isStore(path: own) }
        }
        guard !isForced else { return }
        if Self.isRegularFile(path) {
            guard let promised = ManifestFile.exportDigest(at: manifestPath), promised == Self.digest(path) else {
                throw .exists(path: path)
            }
        } else if Self.isRegularFile(manifestPath), ManifestFile.exportDigest(at: manifestPath) == nil {
            throw .exists(path: manifestPath)
        }
    }

    /// What is no regular file (a pipe, a device) holds nothing that could be lost.
    private static func isRegularFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Whether two paths are one file, or would be if they were made.
    private static func isSame(_ first: String, _ second: String) -> Bool {
        var (one, other) = (stat(), stat())
        if stat(first, &one) == 0, stat(second, &other) == 0 {
            return one.st_dev == other.st_dev && one.st_ino == other.st_ino
        }
        return resolved(first) == resolved(second)
    }

    /// The path with the links of its folder resolved; the file need not be there.
    private static func resolved(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? ""
        guard let folder = realpath(AtomicFile.folder(of: path), nil) else { return path }
        defer { free(folder) }
        return String(cString: folder) + "/" + name
    }

    /// Nil where the file cannot be read.
    private static func digest(_ path: String) -> Digest? {
        guard let window = try? ByteWindow(ByteSource(path: path)) else { return nil }
        let hasher = DigestHasher()
        do {
            while try window.more() {
                hasher.update(window.bytes)
                window.consume(window.bytes.count)
            }
        } catch {
            return nil
        }
        return hasher.finish()
    }
}
