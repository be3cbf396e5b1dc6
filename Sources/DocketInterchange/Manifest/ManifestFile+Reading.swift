import DocketModel
import DocketNotation
import Glibc

extension ManifestFile {
    static func path(besides export: String) -> String { "\(export).manifest.json" }

    /// What the manifest at a path says its export's bytes are. Nil where there is no manifest.
    ///
    /// A manifest has a line for each row, so only its first and its last line are looked at.
    static func exportDigest(at path: String) -> Digest? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let front = bytes(of: descriptor, at: 0, count: 64)
        guard front.starts(with: #"{"v":1,"type":"manifest","#.utf8) else { return nil }
        let end = lseek(descriptor, 0, SEEK_END)
        let tail = bytes(of: descriptor, at: max(0, end - off_t(tailSize)), count: tailSize)
        guard let start = tail.dropLast().lastIndex(of: UInt8(ascii: "\n")), tail[start...].starts(with: "\n],".utf8),
            let last = try? JSONParser().parse([UInt8(ascii: "{")] + tail[(start + 3)...])
        else { return nil }
        return last["file"]?["sha256"]?.string.flatMap { Digest(hexadecimal: $0) }
    }

    /// Longer than the last line, which holds counts, a file's name and a digest.
    private static let tailSize = 16 << 10

    private static func bytes(of descriptor: Int32, at offset: off_t, count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let read = pread(descriptor, &bytes, count, offset)
        return Array(bytes.prefix(max(0, read)))
    }
}
