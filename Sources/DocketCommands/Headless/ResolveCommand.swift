import ArgumentParser
import DocketAdjudication
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

struct ResolveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Record resolutions given as JSON lines, or what the queue's rules come to.",
        discussion: """
            Each line is taken as it arrives; its receipt is printed once it is on disk. The status is 1 if any was \
            refused. Takes a lead. The decisions that stand are its inputs; if one of them changes later, the \
            item comes back. "inputs" may name further ones that stand, such as revisions. A store that fails ends \
            it as it ends docket decide.

            --by-policy records what the rules of the queue's policy make of its conflicts ([policy] resolve), each in \
            your name and yours to undo; --dry-run prints what that would be, by which rule and from which votes. \
            docket reopen opens it again.

            Examples, one line each:
              {"item":"7","outcome":{"preference":{"winner":"a","strength":2}},"reason":"b invents a source"}
              {"item":"7","outcome":{"verdict":"edit","suggestion":"a","text":"…"},"reason":"both edits in one"}

              docket conflicts replies --route lead --json
              docket resolve replies --as lead1 resolutions.jsonl
              docket resolve replies --by-policy --dry-run
              docket resolve replies --by-policy --kind tie --kind verdict
            """)

    @Argument(help: "The queue.")
    var queue: String

    @Argument(help: "JSON lines. (default: standard input)")
    var file: String?

    @Flag(help: "Record what the queue's rules come to.")
    var byPolicy = false

    @Flag(help: "With --by-policy: only print it.")
    var dryRun = false

    @Option(help: ArgumentHelp("With --by-policy: only conflicts of this kind; may be repeated.", valueName: "kind"))
    var kind: [Conflict.Kind] = []

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard byPolicy || (!dryRun && kind.isEmpty) else {
            throw ValidationError("--dry-run and --kind go with --by-policy.")
        }
        guard !byPolicy || file == nil else {
            throw ValidationError("--by-policy takes no lines: leave \"\(file ?? "")\" out.")
        }
    }

    func run() async throws {
        if byPolicy { return try await runByPolicy() }
        let feed = try LineFeed(file)
        let refusedAny = try await common.withQueue(queue, .existing) { session, queue in
            try session.require(.lead, to: "adjudicate")
            return try await LineReceipts(console: common.console).run(feed) { record in
                try await session.recordResolution(record, in: queue)
            }
        }
        if refusedAny { throw ExitStatus.no }
    }

    private func runByPolicy() async throws {
        let console = common.console
        let refusedAny = try await common.withQueue(queue, dryRun ? .reading : .existing) { session, queue in
            let resolutions = try await session.policyResolutions(in: queue, kinds: kind.isEmpty ? nil : Set(kind))
            if queue.configuration.policy.resolve.isEmpty {
                console.note("queue \(queue.id) has no rules: docket queue configure \(queue.id) --resolve majority:2")
            } else if resolutions.isEmpty {
                console.note("no rule decides anything in \(queue.id)")
            }
            guard !dryRun else {
                show(resolutions)
                return false
            }
            let feed = try NameFeed(resolutions.map(\.item.rawValue), file: nil, key: "item")
            var rest = resolutions[...]
            return try await NameReceipts(console: console, key: "item").run(feed) { _ in
                // Each name is asked for once, in order.
                guard let next = rest.popFirst() else { return [:] }
                var receipt = try await session.apply(next, in: queue).json
                receipt["method"] = JSONValue(next.method.text)
                return receipt
            }
        }
        if refusedAny { throw ExitStatus.no }
    }

    private func show(_ resolutions: [PolicyResolution]) {
        let console = common.console
        if common.json {
            console.json(.array(resolutions.map { .object($0.json) }))
            return
        }
        guard !resolutions.isEmpty else { return }
        var table = TextTable(["item", "kinds", "rule", "votes", "outcome"])
        for resolution in resolutions {
            table.add([
                resolution.item.rawValue, resolution.kinds.map(\.rawValue).joined(separator: " "),
                resolution.ruling.rule.criterion.text,
                resolution.ruling.ballots.map(\.description).joined(separator: "; "),
                JSONValue.object(resolution.ruling.outcome.json).serializedString,
            ])
        }
        table.print(to: console)
    }
}

extension Conflict.Kind: ExpressibleByArgument {}
