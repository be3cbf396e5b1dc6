import DocketModel
package import DocketNotation
import Glibc

extension ManifestFile {
    static func path(besides export: String) -> String { "\(export).manifest.json" }

    /// What the manifest at a path says its export's bytes are. Nil where there is no manifest.
    static func exportDigest(at path: String) -> Digest? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return end(of: descriptor)?["file"]?["sha256"]?.string.flatMap { Digest(hexadecimal: $0) }
    }

    /// What the first and the last line of the manifest at a path say.
    static func outline(at path: String) -> JSONObject? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard let end = end(of: descriptor), let header = header(of: descriptor) else { return nil }
        var outline = header
        for member in end.members { outline[member.key] = member.value }
        return outline
    }

    private static let beginning = Array(#"{"v":1,"type":"manifest","#.utf8)

    private static func header(of descriptor: Int32) -> JSONObject? {
        var size = 1 << 14
        while size <= headerLimit {
            let front = bytes(of: descriptor, at: 0, count: size)
            if let lineEnd = front.firstIndex(of: UInt8(ascii: "\n")) {
                guard front[..<lineEnd].last == UInt8(ascii: ",") else { return nil }
                return try? JSONParser().parse(front[..<lineEnd].dropLast() + [UInt8(ascii: "}")]).object
            }
            guard front.count == size else { return nil }
            size *= 4
        }
        return nil
    }

    private static func end(of descriptor: Int32) -> JSONObject? {
        guard bytes(of: descriptor, at: 0, count: 64).starts(with: beginning) else { return nil }
        let end = lseek(descriptor, 0, SEEK_END)
        let tail = bytes(of: descriptor, at: max(0, end - off_t(tailSize)), count: tailSize)
        guard let start = tail.dropLast().lastIndex(of: UInt8(ascii: "\n")), tail[start...].starts(with: "\n],".utf8)
        else { return nil }
        return try? JSONParser().parse([UInt8(ascii: "{")] + tail[(start + 3)...]).object
    }

    /// Longer than the first line, which holds a configuration and what each two people agree on.
    private static let headerLimit = 64 << 20
    /// Longer than the last line, which holds counts, a file's name, a digest and a signature.
    private static let tailSize = 16 << 10

    private static func bytes(of descriptor: Int32, at offset: off_t, count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let read = pread(descriptor, &bytes, count, offset)
        return Array(bytes.prefix(max(0, read)))
    }
}

extension Manifest {
    /// The manifest at a path without its rows, of which there may be millions. Nil where there is no manifest as it was
    /// written.
    package static func outline(at path: String) -> JSONObject? {
        ManifestFile.outline(at: path)
    }
}
