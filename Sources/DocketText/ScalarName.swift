/// The short names that stand for characters without a shape, such as `RLO` for U+202E.
enum ScalarName {
    /// The name in use for the scalar value, else `U+` and at least four hexadecimal digits.
    static func of(_ scalar: Unicode.Scalar) -> String {
        names[scalar.value] ?? systematicName(scalar.value) ?? "U+" + hexadecimal(scalar.value)
    }

    static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private static func systematicName(_ value: UInt32) -> String? {
        switch value {
        case 0xFE00...0xFE0F: return "VS\(value - 0xFE00 + 1)"
        case 0xE0100...0xE01EF: return "VS\(value - 0xE0100 + 17)"
        case 0xE0020: return "tag SP"
        case 0xE0021...0xE007E:
            guard let letter = Unicode.Scalar(value - 0xE0000) else { return nil }
            return "tag " + String(letter)
        case 0xE007F: return "tag end"
        case 0x1F3FB...0x1F3FF: return "tone\(value - 0x1F3FB + 1)"
        default: return nil
        }
    }

    private static let names: [UInt32: String] = [
        0x00A0: "NBSP", 0x00AD: "SHY", 0x034F: "CGJ", 0x061C: "ALM", 0x115F: "HCF", 0x1160: "HJF", 0x180B: "FVS1",
        0x180C: "FVS2", 0x180D: "FVS3", 0x180E: "MVS", 0x180F: "FVS4", 0x200B: "ZWSP", 0x200C: "ZWNJ",
        0x200D: "ZWJ", 0x200E: "LRM", 0x200F: "RLM", 0x2028: "LS", 0x2029: "PS", 0x202A: "LRE", 0x202B: "RLE",
        0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO", 0x202F: "NNBSP", 0x2060: "WJ", 0x2066: "LRI", 0x2067: "RLI",
        0x2068: "FSI", 0x2069: "PDI", 0x3164: "HF", 0xFEFF: "BOM", 0xFFF9: "IAA", 0xFFFA: "IAS", 0xFFFB: "IAT",
        0xFFFC: "OBJ",
    ]
}
