import ArgumentParser
import DocketAdjudication
import DocketInterchange
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

struct ConsensusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consensus",
        abstract: "Infer one label an item from what several people said.",
        discussion: """
            Of a table with the columns item,annotator,label (or task,worker,label), which needs no store; - is standard \
            input. Or of a queue: one of its questions, the items' gold and leads' rulings being known answers; that takes a lead.

            majority: most votes. wawa: votes weigh as their annotators agree with the majority. one-coin: an \
            accuracy an annotator. dawid-skene: a confusion matrix an annotator (1979). mace: annotators who at times answer by habit \
            (2013). glad: annotators of some ability, items of some ease (2009). Without --iterations they run until nothing changes. \
            Where the likeliest labels are level there is none, unless --ties says otherwise.

            --truth scores the result: a tie counts what drawing one of its labels would give, and the bounds are given beside it. \
            Several votes of one person on one item all count.

            Examples:
              docket consensus labels.csv --method dawid-skene --json
              docket consensus labels.csv --method dawid-skene --recipe vldb17 --truth truth.csv
              docket consensus replies --method majority --question verdict --csv > answers.csv
            """)

    @Argument(help: ArgumentHelp("A queue, or a CSV or TSV file of labels.", valueName: "queue|file"))
    var subject: String

    @Option(help: "How: majority, wawa, one-coin, dawid-skene, mace or glad.")
    var method: ConsensusMethod

    @Option(help: "Exactly so many steps. (default: until nothing changes)")
    var iterations: Int?

    @Option(help: "vldb17: as Zheng and others did in 2017, 20 steps from an even start; with dawid-skene.")
    var recipe: Consensus.Recipe?

    @Option(help: ArgumentHelp("The right answers, a CSV file of item,label, to score the result.", valueName: "file"))
    var truth: String?

    @Option(help: "The label that f1 is of. (default: 1, true or yes among two labels, else the mean over all)")
    var positive: String?

    @Option(help: ArgumentHelp("Known answers, a CSV file of item,label: they stay, and teach.", valueName: "file"))
    var gold: String?

    @Option(help: "Where labels are level: abstain, prior (the likelier over all) or seeded (one of them, drawn).")
    var ties = TiePolicy.abstain

    @Option(help: "Where randomness begins: of seeded ties and of further starts.")
    var seed: UInt64 = 1

    @Option(help: "Votes added to each cell of an annotator's matrix. (default: 0; mace 0.01)")
    var smoothing: Double?

    @Option(help: "How often each label is true beforehand: estimated or uniform.")
    var prior: ClassPrior?

    @Option(help: "From how many starts; the likeliest is kept. (default: 1; mace 10)")
    var starts: Int?

    @Option(help: ArgumentHelp("The labels, also those that nobody gave.", valueName: "a,b,c"))
    var labels: String?

    @Option(help: "The question of a queue. (default: the first that was answered)")
    var question: String?

    @Flag(help: "Print item,label,probability as comma-separated values.")
    var csv = false

    @OptionGroup var common: CommonOptions

    enum ClassPrior: String, ExpressibleByArgument, CaseIterable { case estimated, uniform }

    func validate() throws {
        if csv, common.json { throw ValidationError("--csv and --json are two formats: choose one.") }
        if let iterations, !(1...1_000_000).contains(iterations) {
            throw ValidationError("--iterations takes 1 or more.")
        }
        if let smoothing, !(0...1e6).contains(smoothing) { throw ValidationError("--smoothing takes 0 or more.") }
        if let starts, !(1...1000).contains(starts) { throw ValidationError("--starts takes from 1 to 1000.") }
        if recipe == .vldb17 {
            if method != .dawidSkene { throw ValidationError("--recipe vldb17 goes with --method dawid-skene.") }
            if smoothing != nil || starts != nil {
                throw ValidationError("--recipe vldb17 has one start and no smoothing.")
            }
        }
        if positive != nil, truth == nil { throw ValidationError("--positive goes with --truth.") }
        if csv, truth != nil { throw ValidationError("--csv prints no scores: leave out --truth, or take --json.") }
        let fitted = [.oneCoin, .dawidSkene, .mace].contains(method)
        if smoothing != nil, !fitted { throw ValidationError("--smoothing goes with one-coin, dawid-skene and mace.") }
        if starts != nil, !fitted { throw ValidationError("--starts goes with one-coin, dawid-skene and mace.") }
        if prior != nil, ![.oneCoin, .dawidSkene].contains(method) {
            throw ValidationError("--prior goes with one-coin and dawid-skene.")
        }
        if iterations != nil, !fitted, method != .glad {
            throw ValidationError("--iterations goes with one-coin, dawid-skene, mace and glad.")
        }
        let declared = classes ?? []
        if declared.contains("") || Set(declared).count < declared.count {
            throw ValidationError("--labels takes different names, separated by commas.")
        }
    }

    func run() async throws {
        let truths = try truth.map { try KnownLabels($0) }
        let console = common.console
        let source = try await votes()
        guard !source.table.votes.isEmpty else {
            console.note("nobody has answered anything in \(subject) yet")
            if common.json { console.json(["method": JSONValue(method.rawValue), "labels": []]) }
            return
        }
        let fit = consensus.fit(source.table, known: source.known)
        let score = truths.map { ConsensusScore(fit, truth: $0.labels, positive: positive) }
        let report = ConsensusReport(fit, score: score, question: source.question)
        if common.json {
            report.printJSON(to: console)
        } else if csv {
            report.printCSV(to: console)
        } else {
            report.print(to: console)
        }
    }

    private var consensus: Consensus {
        var consensus = Consensus(method)
        consensus.iterations = iterations
        consensus.ties = ties
        consensus.seed = seed
        consensus.smoothing = smoothing
        consensus.starts = starts
        consensus.recipe = recipe ?? .converging
        if prior == .uniform { consensus.classShares = .uniform }
        return consensus
    }

    private var classes: [String]? {
        labels.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }

    private func votes() async throws -> (table: LabelTable, known: [Int: Int], question: Question?) {
        let golden = try gold.map { try KnownLabels($0) }
        if LabelSource.isFile(subject) {
            if question != nil {
                throw ValidationError("--question goes with a queue; a file holds the answers to one.")
            }
            let file = try LabelFile(ByteSource(path: subject))
            if file.missing > 0 { common.console.note("\(file.missing) rows have no label and are left out") }
            let table =
                labels == nil && golden != nil
                ? try LabelTable(file, classes: .including(golden?.names ?? []))
                : try LabelSource.table(file, at: subject, labels: classes)
            return (table, try golden?.codes(in: table) ?? [:], nil)
        }
        let console = common.console
        let found = try await LabelSource.withQueue(subject, common) { session, queue in
            let asked = try question.map { try LabelSource.question($0, of: queue) }
            let progress = ProgressLine("looking through \(queue.id):", console)
            defer { progress.end() }
            return try await session.labels(in: queue, on: asked, labels: classes) {
                progress.show(nil, "\($0) items")
            }
        }
        guard let found else { return (LabelTable([LabelTable.Entry]()), [:], nil) }
        let further = try golden?.codes(in: found.table) ?? [:]
        return (found.table, found.known.merging(further) { ruled, _ in ruled }, found.question)
    }
}

extension ConsensusMethod: ExpressibleByArgument {}
extension Consensus.Recipe: ExpressibleByArgument {}
extension TiePolicy: ExpressibleByArgument {}

/// The labels of a file `item,label`.
private struct KnownLabels {
    let path: String
    let labels: [LabelTable.Unit: String]
    let names: [String]

    init(_ path: String) throws {
        self.path = path
        let file = try TruthFile(ByteSource(path: path))
        names = file.labels.names
        var labels: [LabelTable.Unit: String] = [:]
        for (item, label) in zip(file.items.codes, file.labels.codes) {
            labels[LabelTable.Unit(item: file.items.names[Int(item)])] = file.labels.names[Int(label)]
        }
        self.labels = labels
    }

    /// Unit → label in this table; items that are not in it are left out.
    func codes(in table: LabelTable) throws -> [Int: Int] {
        let codes = Dictionary(uniqueKeysWithValues: table.labels.enumerated().map { ($1, $0) })
        var known: [Int: Int] = [:]
        for (unit, name) in table.units.enumerated() {
            guard let label = labels[name] else { continue }
            guard let code = codes[label] else {
                throw CommandError.badFile(
                    path: path,
                    reason: UndeclaredLabel(label: label, declared: table.labels).description
                        + ": name it in --labels, too")
            }
            known[unit] = code
        }
        return known
    }
}
