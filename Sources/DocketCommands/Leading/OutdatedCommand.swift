import ArgumentParser
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

struct OutdatedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outdated",
        abstract: "List what was decided under an earlier guideline.",
        discussion: """
            The decisions that stand and were made under another guideline than the queue's present one, surplus ones and \
            skips included: first how many for each earlier guideline, with the version of the configuration that brought \
            it (docket queue log), then each of them. Without a version are those that came with an import and name \
            a guideline that was never the queue's, or none. Takes a lead.

            Examples:
              docket outdated replies
              docket outdated replies --csv > outdated.csv
              docket outdated replies --json
            """)

    @Argument(help: "The queue.")
    var queue: String

    @Flag(help: "Print the decisions as comma-separated values.")
    var csv = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if csv, common.json { throw ValidationError("--csv and --json are two formats: choose one.") }
    }

    func run() async throws {
        let console = common.console
        try await common.withQueue(queue, .reading) { session, queue in
            try session.require(.lead, to: "see what others decided")
            let progress = ProgressLine("looking through \(queue.id):", console)
            defer { progress.end() }
            if csv {
                console.outsideLine(CSVLine(Self.columns).text)
                try await session.outdated(in: queue) { page in
                    for decision in page { console.outsideLine(CSVLine(Self.cells(decision)).text) }
                }
                return
            }
            let counts = try await session.outdatedCounts(in: queue) { progress.show(nil, "\($0) items") }
            progress.end()
            if common.json {
                var listing = JSONListing(console, header: Self.header(queue.id, counts), list: "decisions")
                try await session.outdated(in: queue) { page in page.forEach { listing.add($0.json) } }
                listing.end()
            } else {
                try await Self.show(counts, of: queue.id, to: console) { each in
                    try await session.outdated(in: queue, each: each)
                }
            }
        }
    }

    private static func header(_ queue: QueueID, _ counts: OutdatedCounts) -> JSONObject {
        var header: JSONObject = ["queue": JSONValue(queue.rawValue)]
        for member in (counts.present ?? GuidelineEdition()).json.members { header[member.key] = member.value }
        header["outdated"] = JSONValue(counts.total)
        header["guidelines"] = .array(
            counts.rows.map { row in
                var record = row.edition.json
                record["decisions"] = JSONValue(row.decisions)
                return .object(record)
            })
        return header
    }

    private static func show(
        _ counts: OutdatedCounts, of queue: QueueID, to console: Console,
        decisions: (([OutdatedDecision]) throws -> Void) async throws -> Void
    ) async throws {
        guard counts.present != nil else {
            console.note("queue \(queue) has no guideline: docket queue configure \(queue) --guideline FILE")
            return
        }
        guard counts.total > 0 else {
            console.note("everything in \(queue) was decided under the present guideline")
            return
        }
        var table = TextTable(["version", "decisions", "guideline"], figures: [0, 1])
        for row in counts.rows {
            table.add([
                row.edition.version.map { String($0) } ?? "-", String(row.decisions),
                row.edition.digest?.hexadecimal ?? "none",
            ])
        }
        table.print(to: console)
        console.line()
        var titles: [String]? = columns
        try await decisions { page in
            guard !page.isEmpty else { return }
            var table = TextTable(titles, figures: figures)
            titles = nil
            for decision in page { table.add(cells(decision)) }
            table.print(to: console)
        }
    }

    private static let columns = [
        "item", "annotator", "decision", "occasion", "standing", "position", "at", "version", "guideline",
    ]
    private static let figures: Set<Int> = [5, 7]

    private static func cells(_ outdated: OutdatedDecision) -> [String] {
        let (live, decision) = (outdated.live, outdated.live.decision)
        return [
            outdated.item.rawValue, decision.annotator.id.rawValue, decision.id.rawValue, decision.occasion.rawValue,
            decision.answer.isSkip ? "skipped" : live.standing.rawValue, String(live.position),
            decision.at.description, outdated.edition.version.map { String($0) } ?? "",
            outdated.edition.digest?.hexadecimal ?? "",
        ]
    }
}
