import ArgumentParser
import DocketModel
import DocketWorkflow

struct ResolveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Record resolutions given as JSON lines.",
        discussion: """
            Each line is taken as it arrives; its receipt is printed once it is on disk. The status is 1 if any was \
            refused. Takes a lead. The decisions that stand are its inputs; if one of them changes later, the \
            item comes back. "inputs" may name further ones that stand, such as revisions. A store that fails ends \
            it as it ends docket decide.

            Examples, one line each:
              {"item":"7","outcome":{"preference":{"winner":"a","strength":2}},"reason":"b invents a source"}
              {"item":"7","outcome":{"verdict":"edit","suggestion":"a","text":"…"},"reason":"both edits in one"}

              docket conflicts replies --route lead --json
              docket resolve replies --as lead1 resolutions.jsonl
            """)

    @Argument(help: "The queue.")
    var queue: String

    @Argument(help: "JSON lines. (default: standard input)")
    var file: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let feed = try LineFeed(file)
        let refusedAny = try await common.withQueue(queue, .existing) { session, queue in
            try session.require(.lead, to: "adjudicate")
            return try await LineReceipts(console: common.console).run(feed) { record in
                try await session.recordResolution(record, in: queue)
            }
        }
        if refusedAny { throw ExitStatus.no }
    }
}
