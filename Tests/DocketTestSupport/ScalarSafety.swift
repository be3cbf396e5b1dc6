/// What no terminal may be sent as text, told from the Unicode data of the standard library rather than from the tables
/// under test.
package enum ScalarSafety {
    /// Why the scalar must not be painted; nil where it may.
    package static func fault(in scalar: Unicode.Scalar) -> String? {
        if (0x20...0x7E).contains(scalar.value) { return nil }
        let properties = scalar.properties
        if properties.isDefaultIgnorableCodePoint { return "is default-ignorable" }
        if properties.isNoncharacterCodePoint { return "is a noncharacter" }
        if properties.isBidiControl || scalar == "\u{61C}" { return "is a bidi control" }
        if properties.isEmojiModifier { return "is a skin tone" }
        if properties.isVariationSelector { return "is a variation selector" }
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
            return "is \(properties.generalCategory)"
        default: break
        }
        if (0x1F1E6...0x1F1FF).contains(scalar.value) { return "is a regional indicator" }
        return nil
    }

    /// A fault of any scalar of the text, with its name.
    package static func fault(in text: String) -> String? {
        for scalar in text.unicodeScalars {
            if let fault = fault(in: scalar) { return "U+\(String(scalar.value, radix: 16)) \(fault)" }
        }
        return nil
    }
}
