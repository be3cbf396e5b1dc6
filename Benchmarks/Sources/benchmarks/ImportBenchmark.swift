import FoundationEssentials
import Glibc

/// Import of generated items into a new store, beside the sqlite3 shell and Python.
func importBenchmark(_ workplace: Workplace, _ options: Options) throws -> Section {
    let file = workplace.path("import.jsonl")
    let megabytes = try GeneratedItems(count: options.importItems, words: options.importWords).write(to: file)
    let script = workplace.path("import.py")
    try pythonImport.write(toFile: script, atomically: false, encoding: .utf8)
    let duckScript = workplace.path("read-with-duckdb.py")
    try duckImport.write(toFile: duckScript, atomically: false, encoding: .utf8)

    /// Runs the command that it is given a store's path for.
    func contestant(_ name: String, _ command: @escaping (String) -> [String]) -> Contestant<Run> {
        Contestant(name: name) {
            let store = try workplace.emptyFolder("import") + "/store.db"
            return try Run { try workplace.run(command(store)) }
        }
    }
    var section = Section(
        title: "import: \(options.importItems) items of two responses of \(options.importWords) words, "
            + "\(megabytes.digits(1)) MB of JSON lines",
        method: """
            The whole process, into a new store; medians. The peers put the same lines into one table, with the same \
            journal mode and one commit: the sqlite3 shell each line as it is, Python four fields of each and the line. \
            DuckDB reads the same fields into a table of a file of its own, with two threads.
            """,
        columns: ["", "s", "items/s", "MB/s", "peak MiB", "× .import"])

    var contestants: [Contestant<Run>] = []
    if let sqlite = workplace.find("sqlite3") {
        contestants.append(
            contestant("sqlite3 .import") { store in shellImport(sqlite, of: file, into: store) })
    } else {
        section.remarks.append("The sqlite3 shell is not installed and was left out.")
    }
    let python = try workplace.findPython()
    for module in ["json", "orjson"] {
        if let python, try workplace.outputIfFound([python, "-c", "import \(module)"]) != nil {
            contestants.append(contestant("python3 \(module) → sqlite3") { [python, script, module, file, $0] })
        } else {
            section.remarks.append("Python's \(module) is not installed and was left out.")
        }
    }
    if let python, try workplace.outputIfFound([python, "-c", "import duckdb"]) != nil {
        contestants.append(contestant("DuckDB read_json") { [python, duckScript, file, $0] })
    } else {
        section.remarks.append("Python's duckdb is not installed and was left out.")
    }
    contestants.append(
        contestant("docket import") { store in
            [workplace.docket, "import", file, "--queue", "q", "--store", store, "--as", "bench", "--quiet"]
        })

    let results = try interleave(contestants, rounds: options.rounds)
    let times = results.map { Samples($0.map(\.seconds)).median }
    let isFirstThePeer = contestants.first?.name == "sqlite3 .import"
    let peer = isFirstThePeer ? times.first ?? .nan : .nan
    for (index, contestant) in contestants.enumerated() {
        section.rows.append([
            contestant.name, times[index].digits(3), (Double(options.importItems) / times[index]).digits(0),
            (megabytes / times[index]).digits(1), Samples(results[index].map(\.peak)).median.digits(1),
            times[index].ratio(to: peer),
        ])
    }
    section.remarks.append("Linux counts what the starting process has in memory into a program's peak: some MiB.")
    return section
}

/// One run of a whole program.
struct Run {
    var seconds: Double
    /// MiB.
    var peak: Double

    init(_ run: () throws -> Double) throws {
        // What others left to be written would otherwise be written in this one's time.
        sync()
        (seconds, peak) = try benchmarks.seconds(of: run)
    }
}

/// Each line of a file as one row of the table `line`.
func shellImport(_ sqlite: String, of file: String, into store: String) -> [String] {
    [
        sqlite, "-init", "/dev/null", store, "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
        "CREATE TABLE line (text TEXT NOT NULL)", ".mode ascii", #".separator "\037" "\n""#, ".import \(file) line",
    ]
}

private let pythonImport = """
    import importlib, sqlite3, sys

    loads = importlib.import_module(sys.argv[1]).loads
    store = sqlite3.connect(sys.argv[3])
    store.execute("PRAGMA journal_mode = WAL")
    store.execute("PRAGMA synchronous = FULL")
    store.execute("CREATE TABLE item (id TEXT PRIMARY KEY, prompt TEXT, a TEXT, b TEXT, line BLOB)")


    def rows(lines):
        for line in lines:
            item = loads(line)
            yield item["id"], item["prompt"], *item["responses"], line


    with open(sys.argv[2], "rb") as lines, store:
        store.executemany("INSERT INTO item VALUES (?, ?, ?, ?, ?)", rows(lines))

    """

private let duckImport = """
    import sys

    import duckdb

    store = duckdb.connect(sys.argv[2])
    store.execute("SET threads = 2")
    store.execute("CREATE TABLE item AS SELECT id, prompt, responses FROM read_json(?, format = 'newline_delimited')", [sys.argv[1]])

    """
