import ArgumentParser
import DocketNotation
import DocketStorage
import DocketWorkflow

struct QueueConfigureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "configure",
        abstract: "Change a queue's configuration.",
        discussion: """
            What is not named stays as it is. Every version is kept in the journal, and each decision knows the \
            guideline it was made under: after a change of the guideline docket outdated lists those made under earlier \
            ones, and docket queue log every version.

            Examples:
              docket queue configure replies --overlap 3
              docket queue configure replies --config replies.toml
              docket queue configure replies --guideline rules.md
            """)

    @Argument(help: "The queue.")
    var queue: String

    @OptionGroup var options: ConfigurationOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        let (changed, outdated) = try await common.withQueue(queue, .existing) { session, queue in
            let (configuration, guideline) = try options.applied(to: queue.configuration)
            let changed = try await session.configure(configuration, guideline: guideline)
            guard changed.guidelineDigest != queue.guidelineDigest else { return (changed, Int?.none) }
            let progress = ProgressLine("looking for earlier decisions:", console)
            defer { progress.end() }
            return (changed, try await session.outdatedCounts(in: changed) { progress.show(nil, "\($0) items") }.total)
        }
        if common.json {
            var answer = QueueAnswer(queue: changed).json
            answer["outdated"] = outdated.map { JSONValue($0) } ?? .null
            console.json(answer)
            return
        }
        QueueAnswer(queue: changed).print("configured", common)
        if let outdated, outdated > 0 {
            let (decisions, them) = outdated == 1 ? ("decision was", "it") : ("decisions were", "them")
            console.note(
                "\(outdated) \(decisions) made under earlier guidelines: docket outdated \(changed.id) lists \(them)")
        }
    }
}
