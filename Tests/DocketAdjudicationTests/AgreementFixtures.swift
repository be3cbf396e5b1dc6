@testable import DocketAdjudication

extension LabelTable {
    /// One line an annotator: a name, then a label a unit; dots for missing ones.
    static func grid(_ lines: [String], classes: LabelClasses = .occurring) throws -> LabelTable {
        try rows(
            lines.flatMap { line in
                let fields = line.split(separator: " ").map(String.init)
                return fields.dropFirst().enumerated().filter { $0.element != "." }.map {
                    LabelTable.Entry(unit: Unit(item: "unit \($0.offset)"), annotator: fields[0], label: $0.element)
                }
            }, classes: classes)
    }

    static func grid(_ lines: String...) throws -> LabelTable { try grid(lines) }

    /// Two people; cell (r, c) is how many units the first gave label r and the second label c, counted from 0.
    static func contingency(_ cells: [[Int]]) throws -> LabelTable {
        var entries: [Entry] = []
        for (row, counts) in cells.enumerated() {
            for (column, count) in counts.enumerated() {
                for index in 0..<count {
                    let unit = Unit(item: "\(row) \(column) \(index)")
                    entries.append(Entry(unit: unit, annotator: "x", label: String(row)))
                    entries.append(Entry(unit: unit, annotator: "y", label: String(column)))
                }
            }
        }
        return try rows(entries)
    }

    /// A row a unit: how many people gave each label, counted from 1. Who they were is not known.
    static func counts(_ units: [[Int]]) throws -> LabelTable {
        try rows(
            units.enumerated().flatMap { unit, counts in
                counts.enumerated().flatMap { label, count in [String](repeating: String(label + 1), count: count) }
                    .enumerated().map {
                        Entry(unit: Unit(item: "\(unit)"), annotator: "r\($0.offset)", label: $0.element)
                    }
            })
    }

    static func rows(_ entries: [Entry], classes: LabelClasses = .occurring) throws -> LabelTable {
        var rows = Rows()
        for entry in entries { rows.add(entry) }
        return try rows.table(classes: classes)
    }

    /// What the table was made of, unit by unit.
    var entries: [Entry] {
        units.indices.flatMap { unit in
            votes(on: unit).map {
                Entry(unit: units[unit], annotator: annotators[Int($0.annotator)], label: labels[Int($0.label)])
            }
        }
    }
}

/// Tables whose coefficients are published.
enum PublishedTables {
    /// Four observers, twelve units. (Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011, section C.)
    static let krippendorff2011 = [
        "A 1 2 3 3 2 1 4 1 2 . . .",
        "B 1 2 3 3 2 2 4 1 2 5 . 3",
        "C . 3 3 3 2 3 4 2 2 5 1 .",
        "D 1 2 3 3 2 4 4 1 2 5 1 .",
    ]

    /// Five observers, fifteen units. (Gwet; the table raw5obser of irrCAC.)
    static let gwetFiveObservers = [
        "1 1 1 2 . 0 0 1 1 2 2 . 0 1 3 1",
        "2 1 1 3 0 0 0 0 . 2 1 1 0 2 3 1",
        "3 2 0 3 0 0 0 2 2 2 1 0 0 2 2 1",
        "4 . 1 3 . . . . 0 . 1 0 0 2 2 .",
        "5 2 . . 0 0 0 1 . 2 . . . . 3 1",
    ]

    /// Two abstractors, 100 records; two neurologists' diagnoses, 223. (Gwet, "Handbook of Inter-Rater Reliability".)
    static let gwetAbstractors = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
    static let gwetDiagnoses = [[40, 6, 4, 15], [4, 25, 1, 5], [4, 2, 21, 9], [17, 13, 12, 45]]

    /// (scikit-learn 1.9.1, tests of cohen_kappa_score.)
    static let scikitLearn = [[46, 0, 0], [4, 40, 0], [0, 0, 10]]
    /// (Artstein and Poesio, "Inter-Coder Agreement for Computational Linguistics", 2008.)
    static let artsteinPoesio = [[20, 20], [10, 50]]

    /// 30 patients, 6 psychiatrists, 5 diagnoses. (Fleiss, "Measuring nominal scale agreement among many raters", 1971, table 1.)
    static let fleiss1971 = [
        [0, 0, 0, 6, 0], [0, 3, 0, 0, 3], [0, 1, 4, 0, 1], [0, 0, 0, 0, 6], [0, 3, 0, 3, 0], [2, 0, 4, 0, 0],
        [0, 0, 4, 0, 2], [2, 0, 3, 1, 0], [2, 0, 0, 4, 0], [0, 0, 0, 0, 6], [1, 0, 0, 5, 0], [1, 1, 0, 4, 0],
        [0, 3, 3, 0, 0], [1, 0, 0, 5, 0], [0, 2, 0, 3, 1], [0, 0, 5, 0, 1], [3, 0, 0, 1, 2], [5, 1, 0, 0, 0],
        [0, 2, 0, 4, 0], [1, 0, 2, 0, 3], [0, 0, 0, 0, 6], [0, 1, 0, 5, 0], [0, 2, 0, 1, 3], [2, 0, 0, 4, 0],
        [1, 0, 0, 4, 1], [0, 5, 0, 1, 0], [4, 0, 0, 0, 2], [0, 2, 0, 4, 0], [1, 0, 5, 0, 0], [0, 0, 0, 0, 6],
    ]

    /// 10 subjects, 14 raters, 5 categories: the textbook example of Fleiss' kappa.
    static let textbook = [
        [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1], [7, 7, 0, 0, 0],
        [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ]

    /// Made at random, with gaps in the values and a third of the labels missing.
    static let gaps = [
        "v 2 4 2 2 . 7 4 . 2 1 1 . 1 7 7 2",
        "w . 7 . 2 7 . 7 . 1 . 1 4 1 . 2 1",
        "x . 4 1 2 . 1 . . 2 2 7 4 1 7 . 2",
        "y 4 . . . 2 2 . 7 2 2 4 . 1 7 . .",
        "z 7 7 2 2 2 1 . 7 1 . 1 1 4 4 . 7",
    ]
}
