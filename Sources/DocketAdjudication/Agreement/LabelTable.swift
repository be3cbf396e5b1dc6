/// Who gave which label to what: the table that every measure of agreement is computed from.
///
/// Sparse and encoded: labels and annotators are small integers, votes are sorted by unit. Several votes of one
/// annotator on one unit are legal and kept, in the order they came.
package struct LabelTable: Sendable, Hashable {
    package struct Vote: Sendable, Hashable {
        /// An index into `annotators`.
        package var annotator: Int32
        /// An index into `labels`.
        package var label: Int32
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
    package private(set) var units: [Unit] = []
    package private(set) var annotators: [String] = []
    package private(set) var labels: [String] = []
    /// Votes on unit `u` are those from `starts[u]` up to `starts[u + 1]`.
    package private(set) var starts: [Int] = [0]
    package private(set) var votes: [Vote] = []

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

    package init(_ entries: some Sequence<Entry>) {
        var unitCodes = Codes<Unit>()
        var annotatorCodes = Codes<String>()
        var labelCodes = Codes<String>()
        var votesByUnit: [[Vote]] = []
        for entry in entries {
            let unit = unitCodes.code(of: entry.unit)
            if unit == votesByUnit.count { votesByUnit.append([]) }
            votesByUnit[unit].append(
                Vote(
                    annotator: Int32(annotatorCodes.code(of: entry.annotator)),
                    label: Int32(labelCodes.code(of: entry.label))))
        }
        units = unitCodes.names
        annotators = annotatorCodes.names
        labels = labelCodes.names
        setVotes(votesByUnit)
    }

    package func votes(on unit: Int) -> ArraySlice<Vote> {
        votes[starts[unit]..<starts[unit + 1]]
    }

    /// The table with only the last vote of each annotator on each unit.
    package var withoutRepeats: LabelTable {
        var table = self
        table.setVotes(
            units.indices.map { unit in
                let votes = votes(on: unit)
                return votes.indices.filter { index in
                    !votes[(index + 1)...].contains { $0.annotator == votes[index].annotator }
                }.map { votes[$0] }
            })
        return table
    }

    private mutating func setVotes(_ votesByUnit: [[Vote]]) {
        votes = Array(votesByUnit.joined())
        starts = votesByUnit.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    }
}

/// Numbers names from 0 in order of first appearance.
private struct Codes<Name: Hashable> {
    private(set) var names: [Name] = []
    private var codes: [Name: Int] = [:]

    mutating func code(of name: Name) -> Int {
        if let code = codes[name] { return code }
        codes[name] = names.count
        names.append(name)
        return names.count - 1
    }
}
