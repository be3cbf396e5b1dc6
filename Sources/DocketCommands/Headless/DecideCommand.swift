import ArgumentParser
import DocketWorkflow

struct DecideCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decide",
        abstract: "Record decisions given as JSON lines.",
        discussion: """
            Each line is taken as it arrives; its receipt is printed once it is on disk: saved, surplus (every slot \
            was taken), duplicate (sent before) or refused. The status is 1 if any was refused. With "fence" from docket \
            next a decision is made under that claim, and is surplus if somebody else has its slot since; without one it \
            takes a free slot. A change of mind names what it replaces in "supersedes".

            Where the disk is full or fails, the line that met \
            it is refused with that reason, the lines behind it are not read, and the status is the store's (74, or 69 \
            where it cannot be used): send that line again, and the rest. Where it is not known whether the line was \
            taken, its receipt has the id to send it with: that is safe.

            Examples, one line each:
              {"item":"7","fence":12,"verdict":"accept","suggestion":"a"}
              {"item":"7","verdict":"edit","suggestion":"a","text":"better words"}
              {"item":"7","preference":{"winner":"a","strength":2}}
              {"item":"7","judgements":[{"suggestion":"a","verdict":"accept"},
               {"suggestion":"b","verdict":"reject","reasons":["wrong"]}]}   (on one line)
              {"item":"7","skip":"cannot judge"}

              docket decide replies --as ann1 < decisions.jsonl
            """)

    @Argument(help: "The queue.")
    var queue: String

    @Argument(help: "JSON lines. (default: standard input)")
    var file: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let feed = try LineFeed(file)
        let refusedAny = try await common.withQueue(queue, .existing) { session, queue in
            try await LineReceipts(console: common.console).run(feed) { record in
                try await session.recordDecision(record, in: queue)
            }
        }
        if refusedAny { throw ExitStatus.no }
    }
}
