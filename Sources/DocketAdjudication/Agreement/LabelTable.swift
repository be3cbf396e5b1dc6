/// Who gave which label to what: the table that every measure of agreement and every consensus is computed from.
///
/// Sparse and encoded: labels and annotators are small integers, votes are sorted by unit. Several votes of one
/// annotator on one unit are legal and kept, in the order they came.
package struct LabelTable: Sendable, Hashable {
    package struct Vote: Sendable, Hashable {
        /// An index into `annotators`.
        package var annotator: Int32
        /// An index into `labels`.
        package var label: Int32

        package init(annotator: Int32, label: Int32) {
            self.annotator = annotator
            self.label = label
        }
    }

    /// What was labeled: an item, or one suggestion of it.
    package struct Unit: Sendable, Hashable, ExpressibleByStringLiteral {
        package var item: String
        package var suggestion: String?

        package init(item: String, suggestion: String? = nil) {
            self.item = item
            self.suggestion = suggestion
        }

        package init(stringLiteral item: String) {
            self.init(item: item)
        }
    }

    /// In order of first appearance.
    package let units: [Unit]
    package let annotators: [String]
    /// The classes, also those that nobody gave: in their order where they have one, else as declared, else in order of first
    /// appearance.
    package let labels: [String]
    /// Whether the order of `labels` means anything: they were declared in order, or are numbers.
    package let isOrdered: Bool
    /// The same classes, for a table of a part of the rows.
    package var classes: LabelClasses { isOrdered ? .ordered(labels) : .including(labels) }
    /// What each label is as a number; nil unless all are.
    package let values: [Double]?
    /// Votes on unit `u` are those from `starts[u]` up to `starts[u + 1]`.
    package private(set) var starts: [Int]
    package private(set) var votes: [Vote]
    /// How many votes are by somebody who votes on the same unit again later.
    package private(set) var repeats: Int

    package func votes(on unit: Int) -> ArraySlice<Vote> {
        votes[starts[unit]..<starts[unit + 1]]
    }

    /// The table of rows that are encoded already; row `r` says that `annotators[annotatorCodes[r]]` gave `labels[labelCodes[r]]` to
    /// `units[unitCodes[r]]`. Linear in the rows.
    /// - Throws: `UndeclaredLabel` where a label occurs that the classes leave out.
    /// - Precondition: the columns are equally long and every code is an index of its names.
    package init(
        units: [Unit], annotators: [String], labels: [String], unitCodes: [Int32], annotatorCodes: [Int32],
        labelCodes: [Int32], classes: LabelClasses
    ) throws(UndeclaredLabel) {
        self.init(
            units: units, annotators: annotators, coding: try LabelCoding(labels, classes: classes),
            unitCodes: unitCodes, annotatorCodes: annotatorCodes, labelCodes: labelCodes)
    }

    /// The same with the labels that occur as classes.
    package init(
        units: [Unit], annotators: [String], labels: [String], unitCodes: [Int32], annotatorCodes: [Int32],
        labelCodes: [Int32]
    ) {
        self.init(
            units: units, annotators: annotators, coding: LabelCoding(labels), unitCodes: unitCodes,
            annotatorCodes: annotatorCodes, labelCodes: labelCodes)
    }

    private init(
        units: [Unit], annotators: [String], coding: LabelCoding, unitCodes: [Int32], annotatorCodes: [Int32],
        labelCodes: [Int32]
    ) {
        precondition(unitCodes.count == annotatorCodes.count && unitCodes.count == labelCodes.count)
        self.units = units
        self.annotators = annotators
        self.labels = coding.labels
        isOrdered = coding.isOrdered
        values = coding.values

        var starts = [Int](repeating: 0, count: units.count + 1)
        for unit in unitCodes { starts[Int(unit) + 1] += 1 }
        for unit in units.indices { starts[unit + 1] += starts[unit] }
        var places = starts
        votes = [Vote](unsafeUninitializedCapacity: unitCodes.count) { votes, count in
            for row in unitCodes.indices {
                let unit = Int(unitCodes[row])
                votes[places[unit]] = Vote(
                    annotator: annotatorCodes[row], label: coding.codes[Int(labelCodes[row])])
                places[unit] += 1
            }
            count = unitCodes.count
        }
        self.starts = starts
        repeats = Self.repeats(votes, starts, annotators: annotators.count)
    }

    /// The table with only the last vote of each annotator on each unit.
    package var withoutRepeats: LabelTable {
        guard repeats > 0 else { return self }
        var table = self
        table.votes = []
        table.starts = [0]
        for unit in units.indices {
            let votes = votes(on: unit)
            for index in votes.indices
            where !votes[(index + 1)...].contains(where: { $0.annotator == votes[index].annotator }) {
                table.votes.append(votes[index])
            }
            table.starts.append(table.votes.count)
        }
        table.repeats = 0
        return table
    }

    private static func repeats(_ votes: [Vote], _ starts: [Int], annotators: Int) -> Int {
        var lastUnit = [Int](repeating: -1, count: annotators)
        var repeats = 0
        for unit in 0..<starts.count - 1 {
            for place in starts[unit]..<starts[unit + 1] {
                let annotator = Int(votes[place].annotator)
                if lastUnit[annotator] == unit { repeats += 1 }
                lastUnit[annotator] = unit
            }
        }
        return repeats
    }
}
