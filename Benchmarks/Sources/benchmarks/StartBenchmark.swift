/// Start → first frame of a review, on a small store and on a large one.
func startBenchmark(_ workplace: Workplace, _ options: Options) throws -> Section {
    struct Start {
        var milliseconds: Double
        var bytes = 0
        var processor: Double?
        var peak: Double?
    }
    let size = TerminalSize(columns: 140, rows: 40)
    let large = workplace.path("large.jsonl")
    let small = workplace.path("small.jsonl")
    let megabyte = workplace.path("megabyte.jsonl")
    try GeneratedItems(count: options.items, words: 30).write(to: large)
    try GeneratedItems(count: 20, words: 30).write(to: small)
    try GeneratedItems(count: 800, words: 90).write(to: megabyte)

    func screen(_ name: String, _ arguments: [String], leave: String) -> Contestant<Start> {
        Contestant(name: name) {
            let session = try TerminalSession(arguments, environment: workplace.environment, size: size)
            let frame = try session.firstFrame(with: GeneratedItems.marker)
            let start = Start(
                milliseconds: frame.last, bytes: frame.bytes, processor: session.processorTime,
                peak: session.peakMebibytes)
            try session.leave(leave)
            return start
        }
    }
    var section = Section(
        title: "start: a review's first frame",
        method: """
            From the fork to the last byte of the first frame with an item on it, at \(size.label); medians. The floor is \
            `true` in a terminal of its own, until its end. CPU and memory are the program's own, up to that frame.
            """,
        columns: ["", "ms", "× floor", "× vim", "bytes", "CPU ms", "peak MiB"])

    var contestants: [Contestant<Start>] = []
    if let program = workplace.find("true") {
        contestants.append(
            Contestant(name: "floor: `true`") {
                let (time, _) = try seconds {
                    try TerminalSession([program], environment: workplace.environment, size: size).leave("")
                }
                return Start(milliseconds: time * 1000)
            })
    }
    if let vim = workplace.find("vim") {
        let arguments = [vim, "-u", "NONE", "-i", "NONE", "-n", megabyte]
        contestants.append(screen("vim -u NONE, a file of 1 MB", arguments, leave: ":qa!\r"))
    } else {
        section.remarks.append("vim is not installed and was left out.")
    }
    for (name, items, file) in [("small", 20, small), ("large", options.items, large)] {
        let store = try workplace.store(name, from: file)
        let arguments = [workplace.docket, "review", "q", "--store", store, "--as", "bench"]
        contestants.append(screen("docket review, \(items) items", arguments, leave: "q"))
    }

    let results = try interleave(contestants, rounds: options.rounds).map { rounds in
        (
            time: Samples(rounds.map(\.milliseconds)).median, bytes: Samples(rounds.map { Double($0.bytes) }).median,
            processor: Samples(rounds.compactMap(\.processor)).median, peak: Samples(rounds.compactMap(\.peak)).median
        )
    }
    func time(_ prefix: String) -> Double {
        zip(contestants, results).first { $0.0.name.hasPrefix(prefix) }?.1.time ?? .nan
    }
    section.rows = zip(contestants, results).map { contestant, result in
        [
            contestant.name, result.time.digits(2), result.time.ratio(to: time("floor")),
            result.time.ratio(to: time("vim")), result.bytes.digits(0), result.processor.digits(1),
            result.peak.digits(1),
        ]
    }
    return section
}
