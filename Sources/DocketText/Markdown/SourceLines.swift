/// Where the lines of a text begin and end. Lines end at `\n` and `\r\n`.
struct SourceLines {
    private let starts: [Int]
    private let ends: [Int]

    init(_ bytes: [UInt8]) {
        var starts = [0]
        var ends: [Int] = []
        for index in bytes.indices where bytes[index] == 0x0A {
            ends.append(index > starts[starts.count - 1] && bytes[index - 1] == 0x0D ? index - 1 : index)
            starts.append(index + 1)
        }
        ends.append(bytes.count)
        self.starts = starts
        self.ends = ends
    }

    var count: Int { starts.count }

    /// The line without its end; empty for a line that is not there.
    subscript(line: Int) -> Range<Int> {
        starts.indices.contains(line) ? starts[line]..<max(starts[line], ends[line]) : 0..<0
    }

    /// The line that an offset lies in. O(log lines).
    func line(at offset: Int) -> Int {
        var low = 0
        var high = starts.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if starts[middle] <= offset { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
