/// What the command line asks for.
struct Options {
    enum Bench: String, CaseIterable {
        case start, key, decide, `import`, export, statistics
    }

    var docket = "../.build/release/docket"
    var statistics = "../.build/release/statistics-times"
    var benches = Bench.allCases
    var items = 100_000
    var importItems = 50_000
    var importWords = 70
    var rounds = 5
    var keys = 40
    var folder: String?
    var results: String?
    var remark: String?

    static let help = """
        benchmarks [OPTIONS]    measures docket beside its peers and floors

          --docket PATH         the program under test (../.build/release/docket)
          --statistics PATH     what times statistics from inside (../.build/release/statistics-times)
          --only A,B            of start, key, decide, import, export, statistics (all)
          --items N             items of the large store that a review starts on (100000)
          --import-items N      items that are imported, and exported (50000)
          --import-words N      words of each of an imported item's two responses (70)
          --rounds N            rounds that count (5)
          --keys N              keys, and decisions, in a round (40)
          --folder PATH         where stores and files go while it runs (TMPDIR, else /tmp)
          --write FILE          also write the results there, in Markdown
          --remark TEXT         what a reader of the results should know of the machine
        """

    /// Throws `BenchmarkError.usage`.
    init(_ arguments: some Sequence<String>) throws {
        var rest = arguments.makeIterator()
        while let option = rest.next() {
            guard let value = rest.next() else { throw BenchmarkError.usage("\(option): a value is needed") }
            switch option {
            case "--docket": docket = value
            case "--statistics": statistics = value
            case "--only": benches = try value.split(separator: ",").map(Self.bench)
            case "--items": items = try Self.count(value, for: option)
            case "--import-items": importItems = try Self.count(value, for: option)
            case "--import-words": importWords = try Self.count(value, for: option)
            case "--rounds": rounds = try Self.count(value, for: option)
            case "--keys": keys = try Self.count(value, for: option)
            case "--folder": folder = value
            case "--write": results = value
            case "--remark": remark = value
            default: throw BenchmarkError.usage("\(option): no such option")
            }
        }
    }

    private static func bench(_ name: Substring) throws -> Bench {
        if let bench = Bench(rawValue: String(name)) { return bench }
        throw BenchmarkError.usage("\(name): no such benchmark")
    }

    private static func count(_ text: String, for option: String) throws -> Int {
        guard let count = Int(text), count > 0 else { throw BenchmarkError.usage("\(option) \(text): not a count") }
        return count
    }
}
