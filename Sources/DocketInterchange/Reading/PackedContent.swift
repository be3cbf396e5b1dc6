/// What a file is by its first bytes, where it is no text.
struct PackedContent: Equatable {
    /// As people call it.
    var name: String
    /// Writes what is in it to standard output; nil where nothing does that is on every machine.
    var command: String?

    static let frontSize = 16

    private static let known: [(front: [UInt8], content: PackedContent)] = [
        ([0x1F, 0x8B], PackedContent(name: "gzip", command: "zcat")),
        (Array("BZh".utf8), PackedContent(name: "bzip2", command: "bzcat")),
        ([0xFD] + Array("7zXZ".utf8), PackedContent(name: "xz", command: "xzcat")),
        ([0x28, 0xB5, 0x2F, 0xFD], PackedContent(name: "zstd", command: "zstdcat")),
        ([0x50, 0x4B, 0x03, 0x04], PackedContent(name: "zip", command: "unzip -p")),
        (Array("PAR1".utf8), PackedContent(name: "Parquet", command: nil)),
        (Array("SQLite format 3".utf8), PackedContent(name: "an SQLite database", command: nil)),
    ]

    /// - Parameter front: the first `frontSize` bytes, or all of a shorter file.
    /// - Returns: nil for text.
    init?(front: some Collection<UInt8>) {
        if let match = Self.known.first(where: { front.starts(with: $0.front) }) {
            self = match.content
        } else if front.contains(where: { $0 < 0x20 && !$0.isJSONSpace }) {
            self.init(name: "binary data", command: nil)
        } else {
            return nil
        }
    }

    private init(name: String, command: String?) {
        self.name = name
        self.command = command
    }
}
