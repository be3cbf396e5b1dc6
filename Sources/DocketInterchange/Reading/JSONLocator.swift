/// Finds where in a document, known to be valid JSON, the value of a field stands.
struct JSONLocator {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// - Parameter path: as in a `RecordError`: `judgements[0].verdict`.
    /// - Returns: the offset of the value, or of the innermost value on the way that is there.
    static func offset(of path: String, in bytes: UnsafeRawBufferPointer) -> Int {
        var locator = JSONLocator(bytes)
        return locator.locate(Array(path.utf8)[...])
    }

    private mutating func locate(_ path: ArraySlice<UInt8>) -> Int {
        skipSpace()
        let start = position
        guard !path.isEmpty, position < bytes.count else { return start }
        switch bytes[position] {
        case UInt8(ascii: "{"):
            while let key = nextKey() {
                // A key may hold a dot itself, so the path is matched against the keys and not split before.
                if let rest = Self.rest(of: path, after: key) { return locate(rest) }
                skipValue()
            }
        case UInt8(ascii: "["):
            guard let (index, rest) = Self.index(path) else { return start }
            position += 1
            for _ in 0..<index {
                skipValue()
                skipSpace()
                guard position < bytes.count, bytes[position] == UInt8(ascii: ",") else { return start }
                position += 1
            }
            return locate(rest)
        default: break
        }
        return start
    }

    /// From the opening brace or from behind a value, to the value of the next member; nil at the closing brace.
    private mutating func nextKey() -> UnsafeRawBufferPointer? {
        skipSpace()
        guard position < bytes.count, bytes[position] != UInt8(ascii: "}") else { return nil }
        position += 1
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return nil }
        let start = position + 1
        skipString()
        let key = UnsafeRawBufferPointer(rebasing: bytes[start..<max(start, position - 1)])
        skipSpace()
        position += 1
        return key
    }

    private static func rest(of path: ArraySlice<UInt8>, after key: UnsafeRawBufferPointer) -> ArraySlice<UInt8>? {
        guard path.starts(with: key) else { return nil }
        let rest = path.dropFirst(key.count)
        switch rest.first {
        case nil, UInt8(ascii: "["): return rest
        case UInt8(ascii: "."): return rest.dropFirst()
        default: return nil
        }
    }

    private static func index(_ path: ArraySlice<UInt8>) -> (Int, ArraySlice<UInt8>)? {
        guard path.first == UInt8(ascii: "["), let close = path.firstIndex(of: UInt8(ascii: "]")),
            let index = Int(String(decoding: path[(path.startIndex + 1)..<close], as: UTF8.self))
        else { return nil }
        let rest = path[(close + 1)...]
        return (index, rest.first == UInt8(ascii: ".") ? rest.dropFirst() : rest)
    }

    private mutating func skipSpace() {
        while position < bytes.count, bytes[position].isJSONSpace { position += 1 }
    }

    private mutating func skipString() {
        position += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        position += 1
    }

    private mutating func skipValue() {
        skipSpace()
        var depth = 0
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                skipString()
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return }
                depth -= 1
            case UInt8(ascii: ",") where depth == 0: return
            default: break
            }
            position += 1
        }
    }
}
