/// Who gave which label to what, from a CSV or TSV file with the columns `item,annotator,label`, in any order and among
/// others. (crowd-kit's `task,worker,label` and `question,worker,answer`, too.)
///
/// A row without a label is a missing value: it is passed over and counted. One without an item or an annotator is an error.
package struct LabelFile: Sendable, Hashable {
    package private(set) var items = CodedColumn.empty
    package private(set) var annotators = CodedColumn.empty
    package private(set) var labels = CodedColumn.empty
    /// The further column that was asked for.
    package private(set) var slice: CodedColumn?
    /// How many rows had no label.
    package private(set) var missing = 0

    /// - Parameter slice: a further column to read.
    package init(_ source: ByteSource, slicedBy slice: String? = nil) throws(InterchangeError) {
        let rows = try ColumnReader(source)
        let item = try rows.requiredColumn(Self.itemColumns)
        let annotator = try rows.requiredColumn(["annotator", "worker", "rater", "coder"])
        let label = try rows.requiredColumn(["label", "answer"])
        let further: Int? = if let slice { try rows.requiredColumn([slice.lowercased()]) } else { nil }

        var coders = (item: ColumnCoder(), annotator: ColumnCoder(), label: ColumnCoder(), slice: ColumnCoder())
        while try rows.next() {
            let given = rows.cell(label)
            if given.isEmpty {
                missing += 1
                continue
            }
            guard !rows.cell(item).isEmpty, !rows.cell(annotator).isEmpty else {
                throw rows.failure("\(rows.cell(item).isEmpty ? rows.columns[item] : rows.columns[annotator]) is empty")
            }
            coders.item.add(rows.cell(item))
            coders.annotator.add(rows.cell(annotator))
            coders.label.add(given)
            if let further { coders.slice.add(rows.cell(further)) }
        }
        items = coders.item.column
        annotators = coders.annotator.column
        labels = coders.label.column
        if further != nil { self.slice = coders.slice.column }
    }

    static let itemColumns = ["item", "task", "question", "unit"]
}

/// The known label of each item, from a CSV or TSV file with the columns `item,label` (crowd-kit's `task,label`, too).
package struct TruthFile: Sendable, Hashable {
    package private(set) var items = CodedColumn.empty
    package private(set) var labels = CodedColumn.empty
    /// How many rows had no label.
    package private(set) var missing = 0

    package init(_ source: ByteSource) throws(InterchangeError) {
        let rows = try ColumnReader(source)
        let item = try rows.requiredColumn(LabelFile.itemColumns)
        let label = try rows.requiredColumn(["label", "truth", "answer"])
        var coders = (item: ColumnCoder(), label: ColumnCoder())
        while try rows.next() {
            if rows.cell(label).isEmpty {
                missing += 1
                continue
            }
            if rows.cell(item).isEmpty { throw rows.failure("\(rows.columns[item]) is empty") }
            let known = coders.item.count
            if coders.item.add(rows.cell(item)) < known {
                let name = String(decoding: rows.cell(item), as: UTF8.self)
                throw rows.failure("item \(name) has a label already: a file of known answers has one row an item")
            }
            coders.label.add(rows.cell(label))
        }
        items = coders.item.column
        labels = coders.label.column
    }
}

/// Makes a column of cells as they come.
struct ColumnCoder {
    private var names = NameCodes()
    private var codes: [Int32] = []

    /// How many names there are.
    var count: Int { names.count }
    var column: CodedColumn { CodedColumn(codes: codes, names: names.names) }

    @discardableResult
    mutating func add(_ cell: UnsafeRawBufferPointer) -> Int {
        let code = names.code(of: cell)
        codes.append(code)
        return Int(code)
    }
}
