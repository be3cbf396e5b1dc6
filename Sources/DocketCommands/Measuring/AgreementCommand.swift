import ArgumentParser
import DocketAdjudication
import DocketInterchange
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

struct AgreementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreement",
        abstract: "Measure how far people agree, by every usual coefficient.",
        discussion: """
            Of a queue, one block a question, from the decisions that count; that takes a lead. Of a table with the columns \
            item,annotator,label (or task,worker,label), which needs no store; - is standard input.

            Labels that are numbers are in order by themselves. --labels declares the classes of others from the lowest to the \
            highest, also those that nobody gave: chance depends on how many there are. What cannot be told is said with its \
            reason. Where several rows are by one person about one item, the last counts. Pi and Cohen's kappas of more than \
            two people are means over pairs.

            Examples:
              docket agreement replies
              docket agreement replies --question helpfulness --slice language
              docket agreement labels.csv --labels bad,fair,good --json
            """)

    @Argument(help: ArgumentHelp("A queue, or a CSV or TSV file of labels.", valueName: "queue|file"))
    var subject: String

    @Option(help: "Only this question of a queue: preference, strength, verdict, or the name of a rating or flag.")
    var question: String?

    @Option(help: ArgumentHelp("The classes, from the lowest to the highest.", valueName: "a,b,c"))
    var labels: String?

    @Option(
        help: ArgumentHelp(
            "Also by model, language, guideline or week; of a file, by one of its columns.", valueName: "what"))
    var slice: String?

    @Option(help: "What near labels are worth in AC2: linear, quadratic or ordinal.")
    var weights = CreditWeights.quadratic

    @Option(
        help: ArgumentHelp("Distances for one more alpha: a CSV file of label,label,distance.", valueName: "file"))
    var distance: String?

    @Option(help: ArgumentHelp("Intervals by so many bootstrap samples, not by the jackknife.", valueName: "samples"))
    var bootstrap: Int?

    @Option(help: "Where the bootstrap's randomness begins. (default: 1)")
    var seed: UInt64?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let bootstrap, !(20...100_000).contains(bootstrap) {
            throw ValidationError("--bootstrap takes from 20 to 100000 samples.")
        }
        if seed != nil, bootstrap == nil { throw ValidationError("--seed goes with --bootstrap.") }
        let declared = classes ?? []
        if declared.contains("") || Set(declared).count < declared.count {
            throw ValidationError("--labels takes different names, separated by commas.")
        }
    }

    func run() async throws {
        let options = AgreementOptions(
            credit: weights,
            distances: try distance.map { try DistanceTable(DistanceFile(ByteSource(path: $0))) },
            interval: bootstrap.map { .bootstrap(samples: $0, seed: seed ?? 1) } ?? .jackknife)
        if LabelSource.isFile(subject) {
            try measureFile(options)
        } else {
            try await measureQueue(options)
        }
    }

    private var classes: [String]? {
        labels.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }

    private func measureFile(_ options: AgreementOptions) throws {
        if question != nil { throw ValidationError("--question goes with a queue; a file holds the answers to one.") }
        let file = try LabelFile(ByteSource(path: subject), slicedBy: slice)
        let table = try LabelSource.table(file, at: subject, labels: classes)
        var block = AgreementBlock(table, options: options)
        if let slice {
            block.slices = AgreementBlock.Slices(
                by: slice,
                slices: try table.slices(of: file).map {
                    .init(value: $0.value, block: AgreementBlock($0.table, options: options))
                })
        }
        let console = common.console
        if common.json {
            var document = block.json
            document["missing"] = JSONValue(file.missing)
            console.json(document)
        } else {
            if file.missing > 0 { console.note("rows without a label, left out: \(file.missing)") }
            AgreementReport(block, console).print()
        }
    }

    private func measureQueue(_ options: AgreementOptions) async throws {
        let sliced = try slice.map { name in
            guard let slice = AgreementSlice(rawValue: name) else {
                throw ValidationError(
                    "A queue has no slices by \"\(name)\": "
                        + AgreementSlice.allCases.map(\.rawValue).joined(separator: ", ") + ".")
            }
            return slice
        }
        let console = common.console
        let agreements = try await LabelSource.withQueue(subject, common) { session, queue in
            let asked = try question.map { try LabelSource.question($0, of: queue) }
            let progress = ProgressLine("looking through \(queue.id):", console)
            defer { progress.end() }
            return try await session.agreement(
                in: queue, on: asked.map { [$0] }, labels: classes, slicedBy: sliced, options: options
            ) { progress.show(nil, "\($0) items") }
        }
        if common.json {
            console.json(agreements.json)
            return
        }
        if agreements.isEmpty { console.note("nobody has answered anything in \(subject) yet") }
        for (place, agreement) in agreements.enumerated() {
            if place > 0 { console.line() }
            console.outsideLine(SourceText(agreement.question.description))
            AgreementReport(agreement.block, console).print()
        }
    }
}

extension CreditWeights: ExpressibleByArgument {}
