/// The sets of labels that units were given, each once, with how many units have it.
///
/// With few classes there are few of them, however many units: 5 labels of 5 classes can be drawn in 126 ways. All that does not
/// depend on who gave which label is computed from them alone. Units without a label are left out.
struct UnitPatterns: Sendable {
    /// How often one label was given.
    struct Share: Sendable, Hashable {
        var label: Int32
        var count: Int32
    }

    /// The shares of pattern `p` are those from `starts[p]` up to `starts[p + 1]`, by ascending label.
    private(set) var starts = [0]
    private(set) var shares: [Share] = []
    /// How many labels a unit of the pattern has, 1 or more.
    private(set) var sizes: [Double] = []
    /// How many units have the pattern.
    var frequencies: [Double] = []

    var indices: Range<Int> { sizes.indices }

    func shares(of pattern: Int) -> ArraySlice<Share> {
        shares[starts[pattern]..<starts[pattern + 1]]
    }

    /// How many units there are, and how many of them have two labels or more.
    var unitCount: Double { frequencies.reduce(0, +) }
    var pairableUnitCount: Double { zip(sizes, frequencies).reduce(0) { $0 + ($1.0 > 1 ? $1.1 : 0) } }

    mutating func append(_ shares: some Sequence<Share>, frequency: Double) {
        self.shares += shares
        let size = self.shares[starts[sizes.count]...].reduce(0) { $0 + Double($1.count) }
        starts.append(self.shares.count)
        sizes.append(size)
        frequencies.append(frequency)
    }
}
