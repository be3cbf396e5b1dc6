import ArgumentParser
import DocketAdjudication
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

struct ConflictsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conflicts",
        abstract: "List what people disagree on, the worthiest first.",
        discussion: """
            The unresolved conflicts, also those whose resolution went stale. Takes a lead.

            Examples:
              docket conflicts replies
              docket conflicts replies --route lead --json
            """)

    @Argument(help: "The queue.")
    var queue: String

    @Option(help: "Only those for a lead (lead), or only those that are noted (noted).")
    var route: ConflictRoute?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        let (conflicts, queue) = try await common.withQueue(queue, .reading) { session, queue in
            (try await session.conflicts(in: queue, route: route), queue)
        }
        if common.json {
            console.json(.array(conflicts.map { .object($0.json(in: queue)) }))
            return
        }
        var table = TextTable(["item", "kinds", "worth", "route", "annotators", "why"], figures: [2])
        for conflict in conflicts {
            var state = conflict.route.rawValue
            if conflict.stale != nil { state += ", stale" }
            if conflict.isSentBack { state += ", sent back" }
            if !conflict.state.openQuestions.isEmpty { state += ", question open" }
            if !conflict.isComplete { state += ", incomplete" }
            table.add([
                conflict.item.rawValue, conflict.conflict.kinds.map(\.rawValue).joined(separator: " "),
                "\((conflict.worth.value * 100).rounded() / 100)", state,
                conflict.conflict.decisions.map(\.annotator.id.rawValue).joined(separator: " "), conflict.worth.why,
            ])
        }
        if conflicts.isEmpty {
            console.note("no unresolved conflicts in \(queue.id)")
        } else {
            table.print(to: console)
        }
    }
}

extension ConflictRoute: ExpressibleByArgument {}
