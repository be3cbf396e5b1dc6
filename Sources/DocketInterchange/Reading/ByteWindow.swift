import Glibc

/// The part of a source that is in memory: what was read and is not yet consumed. It grows to the longest row, not to
/// the source.
final class ByteWindow {
    private let source: ByteSource
    private var storage: UnsafeMutableRawBufferPointer
    private var start = 0
    private var end = 0
    private(set) var isAtEnd = false

    var name: String { source.name }

    init(_ source: ByteSource, capacity: Int = 1 << 20) {
        self.source = source
        storage = .allocate(byteCount: capacity, alignment: 16)
    }

    deinit {
        storage.deallocate()
    }

    /// Valid until the next call of `more`.
    var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: storage[start..<end])
    }

    func consume(_ count: Int) {
        start += count
    }

    /// Reads on behind the bytes that are there. False at the end of the source.
    func more() throws(InterchangeError) -> Bool {
        if isAtEnd { return false }
        if start == end {
            start = 0
            end = 0
        }
        if end == storage.count { makeRoom() }
        let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: storage[end...]))
        end += count
        isAtEnd = count == 0
        return count > 0
    }

    private func makeRoom() {
        let kept = end - start
        if kept * 2 > storage.count {
            let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: storage.count * 2, alignment: 16)
            larger.copyMemory(from: bytes)
            storage.deallocate()
            storage = larger
        } else {
            storage.copyMemory(from: bytes)
        }
        start = 0
        end = kept
    }

    /// Leaves out a byte order mark at the front.
    /// - Throws: where the mark is that of another encoding.
    func skipByteOrderMark() throws(InterchangeError) {
        while bytes.count < 3, try more() {}
        let front = Array(bytes.prefix(3))
        if front.starts(with: [0xFF, 0xFE]) || front.starts(with: [0xFE, 0xFF]) {
            throw .encoding(path: name, name: "UTF-16")
        }
        if front == [0xEF, 0xBB, 0xBF] { consume(3) }
    }

    /// The first `count` bytes, without consuming them; fewer where the source is shorter.
    func front(_ count: Int) throws(InterchangeError) -> UnsafeRawBufferPointer {
        while bytes.count < count, try more() {}
        return UnsafeRawBufferPointer(rebasing: bytes.prefix(count))
    }

    /// The first byte that is not white space, without consuming it; nil where there is none.
    func firstVisibleByte() throws(InterchangeError) -> UInt8? {
        var place = 0
        repeat {
            let bytes = bytes
            while place < bytes.count {
                if !bytes[place].isJSONSpace { return bytes[place] }
                place += 1
            }
        } while try more()
        return nil
    }
}

extension UInt8 {
    var isJSONSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
    /// Whether a Unicode scalar in UTF-8 goes on here.
    var isContinuation: Bool { self & 0xC0 == 0x80 }
}
