import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketText
import DocketWorkflow

/// Whose decisions these are, and how they use to decide.
extension AdjudicateScreen {
    /// What stands for an annotator of the conflict in front wherever this screen names them.
    func shownName(of person: PersonID) -> String {
        guard isAnonymous, let current else { return person.rawValue }
        return AnnotatorAliases(of: current.state).name(of: person)
    }

    /// A column for each annotator of the conflict in front, by name. Where letters stand for names the columns are in
    /// their order, so that nobody is known by their place.
    var columns: [DecisionColumn] {
        guard let current else { return [] }
        guard isAnonymous else {
            return current.columns.sorted { $0.decision.annotator.id < $1.decision.annotator.id }
        }
        let aliases = AnnotatorAliases(of: current.state)
        var columns = current.columns
        for place in columns.indices { columns[place].name = aliases.name(of: columns[place].decision.annotator.id) }
        return columns.sorted {
            aliases.place(of: $0.decision.annotator.id) < aliases.place(of: $1.decision.annotator.id)
        }
    }

    /// The same people stay in the focus and what the others are read against. What a digit adopts may be another
    /// decision then: none is taken before it was painted.
    mutating func toggleNames() {
        let before = columns.map(\.decision.id)
        isAnonymous.toggle()
        let after = columns.map(\.decision.id)
        func moved(_ place: Int) -> Int? {
            before.indices.contains(place) ? after.firstIndex(of: before[place]) : nil
        }
        focus = moved(focus) ?? 0
        against = against.flatMap(moved)
        if before != after { shownItem = nil }
        notice = .init(text: isAnonymous ? "letters stand for the annotators, in no order" : "the annotators by name")
    }

    mutating func loadRecord() -> [Effect] {
        let columns = columns
        guard columns.indices.contains(focus) else { return [] }
        let person = columns[focus].decision.annotator.id
        wantedRecord = person
        return [.store(.loadRecord(person, queue))]
    }

    mutating func show(_ record: AnnotatorRecord) {
        guard case .reading = mode, wantedRecord == record.person else { return }
        wantedRecord = nil
        mode = .paging(
            Pager(title: "Record of \(shownName(of: record.person))", .text(SourceText(Self.text(of: record)))), nil)
    }

    /// A list, which reads the same as Markdown and as it is.
    private static func text(of record: AnnotatorRecord) -> String {
        var facts = ["\(record.decided) decided in this queue, \(record.skipped) skipped"]
        if record.examined < record.decided { facts.append("what follows is of the first \(record.examined) of these") }
        facts.append(
            record.comparisons == 0
                ? "nobody else decided the same items"
                : "with others: \(share(record.agreeing, of: record.comparisons)) comparisons agree")
        let kinds = Conflict.Kind.allCases.filter { record.differences[$0] != nil }
        if !kinds.isEmpty {
            let counts = kinds.map { "\($0.rawValue) \(record.differences[$0] ?? 0)" }
            facts.append("they differ on: \(counts.joined(separator: ", "))")
        }
        facts.append(
            record.ruled == 0
                ? "none of these items has a ruling"
                : "with rulings: \(share(record.upheld, of: record.ruled)) agree")
        if let median = record.medianMilliseconds {
            let others = record.othersMedianMilliseconds.map {
                "; others on the same items \(DecisionColumns.duration($0).string)"
            }
            facts.append(
                "half of the items took no longer than \(DecisionColumns.duration(median).string)\(others ?? "")")
        }
        return facts.map { "- \($0)\n" }.joined() + "\nA difference is a reason to look, no verdict.\n"
    }

    private static func share(_ part: Int, of whole: Int) -> String {
        "\(part) of \(whole) (\((part * 200 + whole) / (whole * 2)) %)"
    }
}

/// What one annotator says now: their primary decision, or what they made of it after a send-back.
struct DecisionColumn: Sendable, Hashable {
    var decision: Decision
    var isRevised: Bool
    /// What stands for the annotator.
    var name: String
}

extension OpenConflict {
    /// A column for each annotator whose decisions disagree, with their revision where there is one.
    var columns: [DecisionColumn] {
        conflict.decisions.map { primary in
            let revision = state.revision(of: primary)
            return DecisionColumn(
                decision: revision ?? primary, isRevised: revision != nil, name: primary.annotator.id.rawValue)
        }
    }
}

/// What stands for an item's suggestions while decisions have the digits: their ids, or letters where ids are too long
/// to be told apart in a heading.
struct SuggestionLabels: Sendable, Hashable {
    static let width = 12

    private var labels: [SuggestionID: String] = [:]

    init(of item: Item) {
        let ids = item.suggestions.map(\.id)
        let isDistinct = Set(ids.map { $0.rawValue.prefix(Self.width - 1) }).count == ids.count
        for (place, id) in ids.enumerated() {
            labels[id] = isDistinct ? id.rawValue : Suggestion.defaultID(place).rawValue
        }
    }

    func label(of suggestion: SuggestionID) -> String { labels[suggestion] ?? suggestion.rawValue }
}
