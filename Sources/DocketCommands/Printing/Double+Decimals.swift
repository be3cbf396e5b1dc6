extension Double {
    /// With so many decimals, for a table; a minus only where something is left behind it.
    func decimals(_ places: Int) -> String {
        guard isFinite else { return "-" }
        let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
        let scaled = (magnitude * scale).rounded()
        let digits = String(UInt64(exactly: scaled) ?? UInt64.max)
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        return (self < 0 && scaled > 0 ? "-" : "") + padded.dropLast(places)
            + (places > 0 ? "." + padded.suffix(places) : "")
    }
}
