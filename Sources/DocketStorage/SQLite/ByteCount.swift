/// A number of bytes as people read it.
struct ByteCount: CustomStringConvertible {
    let bytes: Int

    init(_ bytes: Int) {
        self.bytes = bytes
    }

    var description: String {
        let units = ["bytes", "KiB", "MiB", "GiB", "TiB"]
        var value = bytes
        var rest = 0
        var unit = 0
        while value >= 1024, unit < units.count - 1 {
            rest = value % 1024
            value /= 1024
            unit += 1
        }
        let tenths = unit > 0 && value < 10 ? ".\(rest * 10 / 1024)" : ""
        return "\(value)\(tenths) \(units[unit])"
    }
}
