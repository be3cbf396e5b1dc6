extension LabelTable {
    /// One row of a table `item,annotator,label`.
    package struct Entry: Sendable, Hashable {
        package var unit: Unit
        package var annotator: String
        package var label: String

        package init(unit: Unit, annotator: String, label: String) {
            self.unit = unit
            self.annotator = annotator
            self.label = label
        }
    }

    /// The rows of a table as they come, encoded at once.
    package struct Rows: Sendable {
        private var units = Codes<Unit>()
        private var annotators = Codes<String>()
        private var labels = Codes<String>()
        private var unitCodes: [Int32] = []
        private var annotatorCodes: [Int32] = []
        private var labelCodes: [Int32] = []

        package init() {}

        package var isEmpty: Bool { unitCodes.isEmpty }

        package mutating func add(_ entry: Entry) {
            unitCodes.append(units.code(of: entry.unit))
            annotatorCodes.append(annotators.code(of: entry.annotator))
            labelCodes.append(labels.code(of: entry.label))
        }

        /// Their table, its classes being the labels that occur.
        package var table: LabelTable {
            LabelTable(
                units: units.names, annotators: annotators.names, labels: labels.names, unitCodes: unitCodes,
                annotatorCodes: annotatorCodes, labelCodes: labelCodes)
        }

        package func table(classes: LabelClasses) throws(UndeclaredLabel) -> LabelTable {
            try LabelTable(
                units: units.names, annotators: annotators.names, labels: labels.names, unitCodes: unitCodes,
                annotatorCodes: annotatorCodes, labelCodes: labelCodes, classes: classes)
        }
    }

    /// The table of these rows, its classes being the labels that occur.
    package init(_ entries: some Sequence<Entry>) {
        var rows = Rows()
        for entry in entries { rows.add(entry) }
        self = rows.table
    }
}

/// Numbers names from 0 in order of first appearance.
private struct Codes<Name: Hashable & Sendable>: Sendable {
    private(set) var names: [Name] = []
    private var codes: [Name: Int32] = [:]

    mutating func code(of name: Name) -> Int32 {
        if let code = codes[name] { return code }
        let code = Int32(names.count)
        codes[name] = code
        names.append(name)
        return code
    }
}
