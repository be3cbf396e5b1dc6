import CProcess
import FoundationEssentials
import Glibc

/// One decision by `docket decide`, line to receipt, beside one bare commit.
func decideBenchmark(_ workplace: Workplace, _ options: Options) throws -> Section {
    let file = workplace.path("decide.jsonl")
    try GeneratedItems(count: (options.rounds + 1) * (options.keys + 1), words: 60).write(to: file)
    let store = try workplace.store("decide", from: file)
    let rows = try decidedRows(workplace, items: file, count: (options.rounds + 1) * (options.keys + 1))
    let table = try BareTable(path: workplace.emptyFolder("bare") + "/bare.db")
    // About what a decision's event holds.
    let body = String(repeating: "decision", count: 40)

    var docket: [Samples] = []
    var bare: [Samples] = []
    var same: [Samples] = []
    var nextItem = 0
    for round in 0...options.rounds {
        let command = [workplace.docket, "decide", "q", "--store", store, "--as", "bench"]
        let dialogue = try Dialogue(command, environment: workplace.environment)
        var times: (docket: [Double], bare: [Double], same: [Double]) = ([], [], [])
        // The first line of each process waits for its start, and does not count.
        for line in 0...options.keys {
            let decision = "{\"item\":\"i\(nextItem)\",\"verdict\":\"accept\",\"suggestion\":\"a\"}\n"
            nextItem += 1
            let (docketTime, receipt) = try seconds { try dialogue.ask(decision) }
            guard receipt.contains("\"status\":\"saved\"") else { throw BenchmarkError.receipt(receipt) }
            let (bareTime, _) = try seconds { try table.commit(body) }
            let (sameTime, _) = try seconds { try rows.commitNext() }
            guard line > 0 else { continue }
            times.docket.append(docketTime * 1000)
            times.bare.append(bareTime * 1000)
            times.same.append(sameTime * 1000)
        }
        try dialogue.end()
        guard round > 0 else { continue }
        docket.append(Samples(times.docket))
        bare.append(Samples(times.bare))
        same.append(Samples(times.same))
    }

    var section = Section(
        title: "decide: one durable decision",
        method: """
            `docket decide` is given one line at a time; from the write of a line to its receipt, which comes once the \
            decision is on disk. The floors are commits of bare SQLite (WAL, synchronous FULL, checkpoints included) in the same \
            folder, taken in turn with it, line by line: one row in one table; and the rows that a decision leaves in a \
            store, in tables with the same indexes. Medians of the rounds' percentiles; on a busy \
            machine p10 says most, for the rest is waiting for a core or the disk.
            """,
        columns: ["", "p10 ms", "p50 ms", "p90 ms", "× one row (p50)", "× same rows (p10)", "× same rows (p50)"])
    func figure(_ rounds: [Samples], _ percent: Double) -> Double {
        Samples(rounds.map { $0.percentile(percent) }).median
    }
    for (name, rounds) in [
        ("floor: bare commit of one row", bare), ("floor: bare commit of the same rows and indexes", same),
        ("docket decide", docket),
    ] {
        section.rows.append(
            [name] + [10, 50, 90].map { figure(rounds, $0).digits(3) } + [
                figure(rounds, 50).ratio(to: figure(bare, 50))
            ]
                + [10, 50].map { figure(rounds, $0).ratio(to: figure(same, $0)) })
    }
    return section
}

/// A program that answers each line on its standard input with a line.
private final class Dialogue {
    private let process: ChildProcess
    private let input: Int32
    private let output: Int32

    init(_ arguments: [String], environment: [String]) throws {
        var (toProgram, fromProgram): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
        let errors = open("/dev/null", O_WRONLY | O_CLOEXEC)
        guard bench_pipe(&toProgram), bench_pipe(&fromProgram), errors >= 0 else {
            throw BenchmarkError.system(action: "making pipes", code: errno)
        }
        defer { for descriptor in [toProgram[0], fromProgram[1], errors] { close(descriptor) } }
        (input, output) = (toProgram[1], fromProgram[0])
        process = try ChildProcess(
            arguments, environment: environment, input: toProgram[0], output: fromProgram[1], error: errors)
    }

    deinit { close(output) }

    func ask(_ line: String) throws -> String {
        let bytes = Array(line.utf8)
        guard write(input, bytes, bytes.count) == bytes.count else {
            throw BenchmarkError.system(action: "writing to \(process.command)", code: errno)
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while answer.last != UInt8(ascii: "\n") {
            let count = read(output, &buffer, buffer.count)
            guard count > 0 else { throw BenchmarkError.silent(command: process.command, awaited: "a receipt") }
            answer += buffer[..<count]
        }
        return String(decoding: answer, as: UTF8.self)
    }

    /// Closes its input and waits for its end.
    func end() throws {
        close(input)
        try process.wait()
    }
}

/// Decides the same items in a store of its own, and makes its rows ready to be written again into the store as it was.
private func decidedRows(_ workplace: Workplace, items: String, count: Int) throws -> MirroredRows {
    let store = try workplace.store("decided", from: items)
    let before = try workplace.emptyFolder("mirror") + "/mirror.db"
    try workplace.run([workplace.docket, "backup", before, "--store", store, "--as", "bench", "--quiet"])
    let lines = (0..<count).map { "{\"item\":\"i\($0)\",\"verdict\":\"accept\",\"suggestion\":\"a\"}\n" }.joined()
    let decisions = workplace.path("decisions.jsonl")
    try lines.write(toFile: decisions, atomically: false, encoding: .utf8)
    try workplace.run(
        [workplace.docket, "decide", "q", "--store", store, "--as", "bench", "--quiet"], input: decisions)
    return try MirroredRows(before: before, after: store)
}
