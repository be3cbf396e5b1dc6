import FoundationEssentials

/// Agreement, consensus and ranking from columns that are encoded already, each program inside its own process, beside
/// Python packages that do the same.
func statisticsBenchmark(_ workplace: Workplace, _ options: Options) throws -> Section {
    var section = Section(
        title: "statistics: three million votes",
        method: """
            From encoded columns in memory, by each program's own clock; medians of 5 rounds (Python's: 3; crowd-kit's Dawid-Skene: 1), \
            one program after the other. 600,000 items with 5 votes each by 1,000 annotators, 5 labels; three million votes between 100 models. \
            Alpha is the nominal one without an interval; the krippendorff package counts the columns first, and evalica's columns are lists already.
            """,
        columns: ["", "ms", "× docket"])
    let folder = try workplace.emptyFolder("columns")
    var measured = try measurements([options.statistics, folder], workplace)
    if let python = try workplace.findPython() {
        measured += try measurements([python, "statistics_peers.py", folder], workplace)
    } else {
        section.remarks.append("python3 is not installed, and the peers were left out.")
    }

    let programs = measured.filter { $0.leftOut == true }.map(\.program)
    if !programs.isEmpty { section.remarks.append("Not installed and left out: \(programs.joined(separator: ", ")).") }
    let finished = measured.filter { $0.seconds != nil }
    let tasks = finished.compactMap(\.task).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    for task in tasks {
        let rows = finished.filter { $0.task == task }
        let best = rows.filter { $0.program.hasPrefix("docket") }.compactMap(\.seconds).min() ?? .nan
        for row in rows {
            let seconds = row.seconds ?? .nan
            section.rows.append(["\(task), \(row.program)", (seconds * 1000).digits(1), seconds.ratio(to: best)])
        }
    }
    return section
}

/// One line that a program prints.
private struct Measurement: Decodable {
    var task: String?
    var program: String
    var seconds: Double?
    var leftOut: Bool?

    enum CodingKeys: String, CodingKey {
        case task, program, seconds
        case leftOut = "left_out"
    }
}

private func measurements(_ arguments: [String], _ workplace: Workplace) throws -> [Measurement] {
    try workplace.output(arguments).split(separator: "\n").map { line in
        try JSONDecoder().decode(Measurement.self, from: Data(line.utf8))
    }
}
