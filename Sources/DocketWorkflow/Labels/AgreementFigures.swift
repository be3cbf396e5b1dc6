package import DocketAdjudication
import DocketModel
package import DocketNotation

/// What the items of a queue can be divided by.
package enum AgreementSlice: String, Sendable, Hashable, CaseIterable {
    /// Whose text was judged; of a question about the whole item, all whose texts it has.
    case model
    case language
    /// The digest of the guideline's text that a decision was made under.
    case guideline
    /// When it was decided, by the week of ISO 8601.
    case week

    /// What a decision about a unit falls under; `none` where that is not known.
    func value(_ unit: LabelTable.Unit, of item: Item, in decision: Decision) -> String {
        let value: String? =
            switch self {
            case .language: item.language
            case .guideline: decision.guideline?.hexadecimal
            case .week: decision.at.milliseconds == 0 ? nil : decision.at.week
            case .model:
                if let suggestion = unit.suggestion {
                    item.suggestion(SuggestionID(suggestion))?.model
                } else {
                    Self.models(of: item)
                }
            }
        return value ?? "none"
    }

    private static func models(of item: Item) -> String? {
        let models = Set(item.suggestions.compactMap(\.model)).sorted()
        return models.isEmpty ? nil : models.joined(separator: ", ")
    }
}

/// How far the people of a queue agree on one question, over all and by slice.
package struct QuestionAgreement: Sendable {
    package var question: Question
    package var block: AgreementBlock
}

/// The answers to a queue's questions, gathered item by item.
struct AgreementFigures {
    private struct Gathered {
        var question: Question
        var rows = LabelTable.Rows()
        var slices: [String: LabelTable.Rows] = [:]
    }

    private var gathered: [Gathered]
    private let slice: AgreementSlice?

    init(_ questions: [Question], slicedBy slice: AgreementSlice? = nil) {
        gathered = questions.map { Gathered(question: $0) }
        self.slice = slice
    }

    /// Adds one item's live primary decisions.
    mutating func add(_ decisions: [Decision], on item: Item) {
        for index in gathered.indices {
            for decision in decisions {
                for entry in gathered[index].question.entries(in: decision) {
                    gathered[index].rows.add(entry)
                    guard let slice else { continue }
                    let value = slice.value(entry.unit, of: item, in: decision)
                    gathered[index].slices[value, default: LabelTable.Rows()].add(entry)
                }
            }
        }
    }

    /// One a question that was answered, in the queue's order.
    /// - Parameter labels: the classes in their order; nil: what the queue offers.
    func agreements(
        _ ask: Ask, labels: [String]? = nil, options: AgreementOptions = AgreementOptions()
    ) throws(UndeclaredLabel) -> [QuestionAgreement] {
        var agreements: [QuestionAgreement] = []
        for each in gathered where !each.rows.isEmpty {
            let classes = labels.map { LabelClasses.ordered($0) } ?? each.question.classes(in: ask)
            let table = try each.rows.table(classes: classes)
            var block = AgreementBlock(table, options: options)
            if let slice {
                var slices: [AgreementBlock.Slice] = []
                for (value, rows) in each.slices.sorted(by: { $0.key < $1.key }) {
                    slices.append(
                        .init(
                            value: value,
                            block: AgreementBlock(try rows.table(classes: table.classes), options: options)))
                }
                block.slices = AgreementBlock.Slices(by: slice.rawValue, slices: slices)
            }
            agreements.append(QuestionAgreement(question: each.question, block: block))
        }
        return agreements
    }
}

extension [QuestionAgreement] {
    /// `{"questions":{"preference":{…},…}}`
    package var json: JSONObject {
        var blocks: JSONObject = [:]
        for each in self { blocks[each.question.description] = .object(each.block.json) }
        return ["questions": .object(blocks)]
    }
}
