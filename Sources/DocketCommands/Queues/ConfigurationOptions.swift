import ArgumentParser
import DocketInterchange
import DocketModel
import DocketNotation

/// The flags that say how a queue is configured.
struct ConfigurationOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A configuration file; the flags beside it go before it.", valueName: "toml"))
    var config: String?

    @Option(help: ArgumentHelp("How many independent annotators each item needs.", valueName: "k"))
    var overlap: Int?

    @Option(
        help: ArgumentHelp(
            "What annotators do not see before they decide: models, annotators, models,annotators or none.",
            valueName: "what"))
    var blind: BlindnessList?

    @Option(help: "The order of suggestions: shuffled, for each person and item, or given.")
    var order: SuggestionOrder?

    @Option(help: ArgumentHelp("The guideline's text, a file.", valueName: "file"))
    var guideline: String?

    @Option(help: "What people read at the top of the screen.")
    var title: String?

    @Option(help: ArgumentHelp("How long an item stays with one person.", valueName: "minutes"))
    var claimMinutes: Int?

    @Option(
        help: ArgumentHelp(
            "A rule that resolves conflicts: \(ResolutionRule.Criterion.known), or none; may be repeated.",
            valueName: "rule"))
    var resolve: [String] = []

    @Option(help: ArgumentHelp("How many items one person is dealt at most; 0 for no limit.", valueName: "items"))
    var perPerson: Int?

    func validate() throws {
        if let overlap, !(1...100).contains(overlap) {
            throw ValidationError("--overlap is 1 to 100, not \(overlap).")
        }
        if let claimMinutes, !(1...10_080).contains(claimMinutes) {
            throw ValidationError("--claim-minutes is 1 to 10080 (a week), not \(claimMinutes).")
        }
        _ = try rules()
        if let perPerson, perPerson < 0 { throw ValidationError("--per-person is 0 or more, not \(perPerson).") }
    }

    /// The rules that are named; nil where none is said.
    private func rules() throws -> [ResolutionRule]? {
        if resolve.isEmpty { return nil }
        if resolve == ["none"] { return [] }
        do {
            return try resolve.map { ResolutionRule(try ResolutionRule.Criterion(text: $0)) }
        } catch let error as ResolutionRuleError {
            throw ValidationError("--resolve: \(error.reason).")
        }
    }

    /// The configuration that the file and the flags give.
    /// - Parameter present: what is not said stays as it is there.
    func applied(
        to present: QueueConfiguration
    ) throws -> (configuration: QueueConfiguration, guideline: SourceText?) {
        var configuration = present
        var text: SourceText?
        if let config {
            (configuration, text) = try QueueFile.load(config, name: present.name)
            configuration.name = present.name
        }
        if let overlap { configuration.overlap = Overlap(overlap) }
        if let blind { configuration.blind = blind.kinds }
        if let order { configuration.order = order }
        if let title { configuration.title = title }
        if let claimMinutes { configuration.claimMinutes = claimMinutes }
        if let perPerson { configuration.perPerson = perPerson == 0 ? nil : perPerson }
        if let rules = try rules() { configuration.policy.resolve = rules }
        if let guideline {
            text = try SmallFile.read(guideline)
            configuration.guideline = guideline.split(separator: "/").last.map(String.init)
        }
        return (configuration, text)
    }
}

/// `models`, `annotators`, both with a comma between, or `none`.
struct BlindnessList: ExpressibleByArgument {
    var kinds: Set<Blindness> = []

    init?(argument: String) {
        if argument == "none" || argument.isEmpty { return }
        for name in argument.split(separator: ",", omittingEmptySubsequences: false) {
            guard let kind = Blindness(rawValue: String(name)) else { return nil }
            kinds.insert(kind)
        }
    }
}

extension SuggestionOrder: ExpressibleByArgument {}
