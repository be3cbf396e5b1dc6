import Glibc

/// Export of decided items, beside a `SELECT` of the same rows.
func exportBenchmark(_ workplace: Workplace, _ options: Options) throws -> Section {
    var section = Section(
        title: "export: \(options.importItems) decided items",
        method: """
            The whole process, into a file, with its manifest; medians. The peer is the sqlite3 shell, which selects the \
            same rows, exported before and put into one table, into a file.
            """,
        columns: ["", "s", "rows/s", "MB/s", "peak MiB", "× SELECT"])
    let file = workplace.path("decided.jsonl")
    try GeneratedItems(count: options.importItems, words: 70, isDecided: true).write(to: file)
    let store = try workplace.store("export", from: file)
    let sqlite = workplace.find("sqlite3")
    if sqlite == nil { section.remarks.append("The sqlite3 shell is not installed and was left out.") }

    for format in ["trl-preference", "docket"] {
        let exported = workplace.path("\(format).jsonl")
        let export = [
            workplace.docket, "export", "q", "--store", store, "--as", "bench", "--quiet", "--format", format,
            "--output", exported,
        ]
        try workplace.run(export)
        let (rows, megabytes) = try measure(exported)

        var contestants = [Contestant(name: "docket export, \(format)") { try Run { try workplace.run(export) } }]
        if let sqlite {
            let peer = try workplace.emptyFolder("select") + "/rows.db"
            try workplace.run(shellImport(sqlite, of: exported, into: peer))
            let select = [sqlite, "-init", "/dev/null", "-batch", peer, "SELECT text FROM line"]
            contestants.append(
                Contestant(name: "sqlite3 SELECT of its rows") {
                    try Run { try workplace.run(select, output: workplace.path("selected.jsonl")) }
                })
        }
        let results = try interleave(contestants, rounds: options.rounds)
        let times = results.map { Samples($0.map(\.seconds)).median }
        for (index, contestant) in contestants.enumerated() {
            section.rows.append([
                contestant.name, times[index].digits(3), (rows / times[index]).digits(0),
                (megabytes / times[index]).digits(1), Samples(results[index].map(\.peak)).median.digits(1),
                times[index].ratio(to: times.count > 1 ? times[1] : .nan),
            ])
        }
    }
    return section
}

/// A file's lines and megabytes, read in pieces: what this process holds would count as the peak of those that it starts.
private func measure(_ path: String) throws -> (lines: Double, megabytes: Double) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw BenchmarkError.system(action: "reading \(path)", code: errno) }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var (lines, bytes) = (0, 0)
    while true {
        let count = read(file, &buffer, buffer.count)
        guard count >= 0 else { throw BenchmarkError.system(action: "reading \(path)", code: errno) }
        if count == 0 { return (Double(lines), Double(bytes) / 1_000_000) }
        bytes += count
        for byte in buffer[..<count] where byte == UInt8(ascii: "\n") { lines += 1 }
    }
}
