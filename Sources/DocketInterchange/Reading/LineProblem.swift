package import DocketModel

extension ImportRecord.Content {
    /// - Throws: where an item or a person has an id that could not stand in a list of names.
    func requireNames() throws(RecordError) {
        switch self {
        case .item(let item): try Self.require(item.id, limit: nil, at: "id")
        case .stored(let item): try Self.require(item.id, limit: nil, at: "id")
        case .decision(let decision):
            try Self.require(decision.annotator.id, limit: PersonID.nameLimit, at: "annotator")
        case .resolution(let resolution):
            try Self.require(resolution.adjudicator, limit: PersonID.nameLimit, at: "adjudicator")
        case .question(let question): try Self.require(question.asker, limit: PersonID.nameLimit, at: "asker")
        case .answer(let answer): try Self.require(answer.person, limit: PersonID.nameLimit, at: "person")
        }
    }

    private static func require<Subject>(
        _ name: Identifier<Subject>, limit: Int?, at field: String
    ) throws(RecordError) {
        if let fault = name.nameFault(limit: limit) { throw RecordError(field: field, reason: fault) }
    }
}

/// Why one row of a source was not read. The others are.
package struct LineProblem: Sendable, Hashable, CustomStringConvertible {
    /// 1-based.
    package var line: Int
    /// In Unicode scalars, 1-based; each byte that is not UTF-8 counts as one.
    package var column: Int
    package var reason: String

    package init(line: Int, column: Int, reason: String) {
        self.line = line
        self.column = column
        self.reason = reason
    }

    package var description: String { "line \(line), column \(column): \(reason)" }
}

/// What became of one row.
package enum ReadResult: Sendable, Hashable {
    /// An item and the decisions that came with it, or one native record.
    case records([ImportRecord])
    case refused(LineProblem)
}
