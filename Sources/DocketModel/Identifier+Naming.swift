extension Identifier {
    /// The most characters that the name of a queue or of a person may have.
    package static var nameLimit: Int { 100 }

    /// What keeps this from being a name: an output of one line each, or of columns, could not hold it. Nil where
    /// nothing does.
    /// - Parameter limit: in characters; nil for ids that come with the data.
    package func nameFault(limit: Int?) -> String? {
        if rawValue.isEmpty { return "is empty" }
        let isPlain = rawValue.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
        if !isPlain, let scalar = rawValue.unicodeScalars.first(where: \.isControlOrLineBreak) {
            let digits = String(scalar.value, radix: 16, uppercase: true)
            let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            return "holds a control character or a line break (\(code)), which no name may"
        }
        if let limit, rawValue.count > limit {
            return "is longer than \(limit) characters (it has \(rawValue.count))"
        }
        return nil
    }
}

extension Unicode.Scalar {
    fileprivate var isControlOrLineBreak: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
