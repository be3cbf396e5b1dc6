/// Which of two models was preferred, from a CSV or TSV file.
///
/// Either `left,right,winner[,annotator][,count]` (also `model_a,model_b,winner`): the winner is the name of one of the two,
/// `left` or `right` (`model_a`, `model_b`), `tie`, or `both_bad` (`tie (bothbad)`). Or `winner,loser[,count]`, where nobody knows who stood where.
/// A row without a winner is passed over and counted.
package struct VoteFile: Sendable, Hashable {
    package enum Outcome: UInt8, Sendable, Hashable { case left, right, tie, bothBad }

    package struct Vote: Sendable, Hashable {
        /// Indices into `models`.
        package var left: Int32
        package var right: Int32
        package var outcome: Outcome
        /// How often it was given.
        package var count: Int
    }

    /// In order of first appearance.
    package private(set) var models: [String] = []
    package private(set) var votes: [Vote] = []
    /// Who gave each vote; nil where the file does not say.
    package private(set) var annotators: CodedColumn?
    /// Whether left and right are where they stood. With `winner,loser` the winner is in `left`, wherever it stood.
    package private(set) var hasSides = true
    /// How many rows had no winner.
    package private(set) var missing = 0

    package init(_ source: ByteSource) throws(InterchangeError) {
        let rows = try ColumnReader(source)
        let loser = try rows.column(["loser"])
        let columns = try Columns(rows, loser: loser)
        hasSides = loser == nil
        var names = NameCodes()
        var voters = ColumnCoder()
        while try rows.next() {
            if rows.cell(columns.winner).isEmpty {
                missing += 1
                continue
            }
            let (left, right) = (rows.cell(columns.left), rows.cell(columns.right))
            if left.isEmpty || right.isEmpty {
                throw rows.failure("\(rows.columns[left.isEmpty ? columns.left : columns.right]) is empty")
            }
            let codes = (names.code(of: left), names.code(of: right))
            guard max(codes.0, codes.1) < Self.modelLimit else {
                throw rows.failure("there are more than \(Self.modelLimit) models")
            }
            if codes.0 == codes.1 {
                throw rows.failure("\(String(decoding: left, as: UTF8.self)) is compared with itself")
            }
            let outcome = loser == nil ? try Self.outcome(columns.winner, of: left, right, rows) : .left
            let count = try columns.count.map { column throws(InterchangeError) in try Self.count(column, rows) } ?? 1
            if let annotator = columns.annotator { voters.add(rows.cell(annotator)) }
            votes.append(Vote(left: codes.0, right: codes.1, outcome: outcome, count: count))
        }
        models = names.names
        if columns.annotator != nil { annotators = voters.column }
    }

    private struct Columns {
        var left: Int
        var right: Int
        var winner: Int
        var annotator: Int?
        var count: Int?

        init(_ rows: ColumnReader, loser: Int?) throws(InterchangeError) {
            winner = try rows.requiredColumn(loser == nil ? ["winner", "label"] : ["winner"])
            left = if loser == nil { try rows.requiredColumn(["left", "model_a"]) } else { winner }
            right = if let loser { loser } else { try rows.requiredColumn(["right", "model_b"]) }
            annotator = try rows.column(["annotator", "worker", "judge"])
            count = try rows.column(["count"])
        }
    }

    private static func outcome(
        _ column: Int, of left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer, _ rows: ColumnReader
    ) throws(InterchangeError) -> Outcome {
        let winner = rows.cell(column)
        if winner.elementsEqual(left) { return .left }
        if winner.elementsEqual(right) { return .right }
        switch String(decoding: winner, as: UTF8.self).lowercased() {
        case "left", "model_a": return .left
        case "right", "model_b": return .right
        case "tie": return .tie
        case "both_bad", "tie (bothbad)", "bothbad": return .bothBad
        case let other:
            throw rows.failure(
                "the winner \"\(other)\" is neither of the two: expected one of their names, left, right, tie or both_bad"
            )
        }
    }

    /// Every two models are compared in memory.
    private static let modelLimit = 2000
    private static let countLimit = 1_000_000_000

    private static func count(_ column: Int, _ rows: ColumnReader) throws(InterchangeError) -> Int {
        let text = String(decoding: rows.cell(column), as: UTF8.self)
        guard let count = Int(text), (0...countLimit).contains(count) else {
            throw rows.failure("the count \"\(text)\" is no whole number from 0 to \(countLimit)")
        }
        return count
    }
}
