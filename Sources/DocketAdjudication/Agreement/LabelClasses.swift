/// Which labels there are. Classes that nobody gave count, too: chance agreement in some coefficients depends on how many there are.
package enum LabelClasses: Sendable, Hashable {
    /// These, and those that occur besides; in the order of their values where all are numbers, else in none that means anything.
    case including([String])
    /// These and no others, from the lowest to the highest.
    case ordered([String])

    package static let occurring = LabelClasses.including([])
}

/// A label that is not among the declared ones.
package struct UndeclaredLabel: Error, Sendable, Hashable, CustomStringConvertible {
    package var label: String
    package var declared: [String]

    package init(label: String, declared: [String]) {
        self.label = label
        self.declared = declared
    }

    package var description: String {
        "the label \"\(label)\" is not among the declared ones (\(declared.joined(separator: ",")))"
    }
}

/// Where labels end up among the classes.
struct LabelCoding {
    /// The classes.
    let labels: [String]
    let isOrdered: Bool
    let values: [Double]?
    /// For each of the labels that occur, its index among the classes.
    let codes: [Int32]

    /// - Precondition: the labels that occur are among the classes.
    private init(_ occurring: [String], among classes: [String], isOrdered: Bool) {
        // One label in two forms of its letters is one class.
        var met = Set<String>()
        let classes = classes.filter { met.insert($0).inserted }
        let numbers = classes.compactMap(Self.number)
        let areNumbers = !classes.isEmpty && numbers.count == classes.count
        var order = Array(classes.indices)
        if areNumbers, !isOrdered { order.sort { (numbers[$0], classes[$0]) < (numbers[$1], classes[$1]) } }
        labels = order.map { classes[$0] }
        values = areNumbers ? order.map { numbers[$0] } : nil
        self.isOrdered = isOrdered || areNumbers
        var places: [String: Int32] = [:]
        for (place, label) in labels.enumerated() { places[label] = Int32(place) }
        codes = occurring.compactMap { places[$0] }
    }

    /// The classes are the labels that occur.
    init(_ occurring: [String]) {
        self.init(occurring, among: occurring, isOrdered: false)
    }

    init(_ occurring: [String], classes: LabelClasses) throws(UndeclaredLabel) {
        switch classes {
        case .including(let names):
            let further = occurring.filter { !names.contains($0) }
            self.init(occurring, among: names + further, isOrdered: false)
        case .ordered(let names):
            if let label = occurring.first(where: { !names.contains($0) }) {
                throw UndeclaredLabel(label: label, declared: names)
            }
            self.init(occurring, among: names, isOrdered: true)
        }
    }

    /// Decimal notation only: `inf`, `nan` and `0x1p3` are names.
    private static func number(_ label: String) -> Double? {
        let isDecimal = label.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.eE".utf8.contains(byte)
        }
        guard isDecimal, let value = Double(label), value.isFinite else { return nil }
        return value
    }
}
