/// Values that frames use, each with the frame that used it last and about how much memory it takes.
struct FrameCache<Key: Hashable, Value> {
    private struct Entry {
        var value: Value
        var size: Int
        var frame: Int
    }

    private var entries: [Key: Entry] = [:]
    /// Bytes, about.
    private(set) var size = 0

    mutating func value(_ key: Key, _ frame: Int) -> Value? {
        guard let place = entries.index(forKey: key) else { return nil }
        entries.values[place].frame = frame
        return entries.values[place].value
    }

    mutating func keep(_ value: Value, for key: Key, _ frame: Int, size: Int) {
        // A value counts something even where it is empty.
        let entry = Entry(value: value, size: size + 64, frame: frame)
        self.size += entry.size - (entries.updateValue(entry, forKey: key)?.size ?? 0)
    }

    mutating func forget(before frame: Int) {
        entries = entries.filter { $0.value.frame >= frame }
        size = entries.values.reduce(0) { $0 + $1.size }
    }
}
