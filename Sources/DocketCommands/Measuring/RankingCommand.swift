import ArgumentParser
import DocketAdjudication
import DocketInterchange
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

struct RankingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ranking",
        abstract: "Rank models by who was preferred to whom.",
        discussion: """
            Strengths after Bradley and Terry (1952), with ties (Davidson 1970) and the advantage of standing left. Of a table with the \
            columns left,right,winner[,annotator][,count], where winner is one of the two names, left, right, tie or both_bad, which \
            counts as a tie; or winner,loser[,count]; - is standard input. Or of a queue's preferences, the models being those of the \
            suggestions as they were shown; that takes a lead.

            A strength is log-odds; they add up to 0 unless --reference names the model that is 0. rank is the best and \
            the worst place a model may have, for all models at a time at 95 % (Bonferroni over all pairs). The advantage of a side is \
            fitted only where some pair was seen in both orders and the votes can tell it. Where the votes alone give no finite strengths, \
            half a win is added to both sides of every pair that was compared, and "connected" is false.

            Examples:
              docket ranking votes.csv --json
              docket ranking votes.csv --reference baseline --no-position
              docket ranking replies --elo
            """)

    @Argument(help: ArgumentHelp("A queue, or a CSV or TSV file of votes.", valueName: "queue|file"))
    var subject: String

    @Option(help: ArgumentHelp("The model whose strength is 0.", valueName: "model"))
    var reference: String?

    @Flag(name: .customLong("no-position"), help: "Fit no advantage of a side.")
    var ignoresPosition = false

    @Flag(help: "Also show strengths on Elo's scale, 1000 being 0 and 400 points odds of ten to one.")
    var elo = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let (votes, passedOver) = try await votes()
        if passedOver > 0 {
            common.console.note("\(passedOver) preferences are between suggestions without two models and are left out")
        }
        if let reference, !votes.models.contains(reference) {
            throw ValidationError(
                votes.models.isEmpty
                    ? "There are no votes on any model, nor on \"\(reference)\"."
                    : "There are no votes on a model \"\(reference)\": there are "
                        + votes.models.sorted().joined(separator: ", ") + ".")
        }
        var model = BradleyTerry()
        model.usesPosition = !ignoresPosition
        model.reference = reference
        let report = RankingReport(model.fit(votes), showsElo: elo)
        if common.json { common.console.json(report.json) } else { report.print(to: common.console) }
    }

    private func votes() async throws -> (votes: PairwiseVotes, passedOver: Int) {
        let console = common.console
        if LabelSource.isFile(subject) {
            let file = try VoteFile(ByteSource(path: subject))
            if file.missing > 0 { console.note("\(file.missing) rows have no winner and are left out") }
            return (ModelVotes(file).pairs, 0)
        }
        let votes = try await LabelSource.withQueue(subject, common) { session, queue in
            let progress = ProgressLine("looking through \(queue.id):", console)
            defer { progress.end() }
            return try await session.modelVotes(in: queue) { progress.show(nil, "\($0) items") }
        }
        return (votes.pairs, votes.passedOver)
    }
}
