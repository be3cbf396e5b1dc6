import Glibc

@testable import DocketText

/// What must hold of everything that the display policy lets out, told from the Unicode data of the standard library
/// rather than from the tables under test. Nil when it holds, else what is wrong.
enum SafetyOracle {
    static func fault(in text: DisplayText, ofByteCount count: Int) -> String? {
        var covered = 0
        var last = 0..<0
        for (index, cluster) in text.clusters.enumerated() {
            if let fault = fault(in: cluster) { return "cluster \(index) of \(text.string.debugDescription): \(fault)" }
            guard cluster.source == last || cluster.source.lowerBound == covered else {
                return "cluster \(index) has source \(cluster.source), \(covered) bytes are covered so far"
            }
            if cluster.source.isEmpty { return "cluster \(index) shows no bytes" }
            last = cluster.source
            covered = cluster.source.upperBound
        }
        return covered == count ? nil : "\(covered) of \(count) bytes are covered"
    }

    static func fault(in cluster: DisplayCluster) -> String? {
        if cluster.isLineBreak { return cluster.text == "\n" && cluster.width == 0 ? nil : "odd line break" }
        guard (1...2).contains(cluster.width) else { return "width \(cluster.width)" }
        for scalar in cluster.text.unicodeScalars {
            if let fault = fault(in: scalar) { return "U+\(String(scalar.value, radix: 16)) \(fault)" }
        }
        let marks = cluster.text.unicodeScalars.dropFirst()
        if marks.count > 4 { return "\(marks.count) marks" }
        if let intruder = marks.first(where: { !isMark($0) }) {
            return "U+\(String(intruder.value, radix: 16)) as a mark"
        }
        return nil
    }

    private static func fault(in scalar: Unicode.Scalar) -> String? {
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

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: true
        default: (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FB).contains(scalar.value)
        }
    }

}

/// The C library's own idea of widths, which is ncurses' as well.
struct LibraryWidths {
    private typealias Function = @convention(c) (wchar_t) -> CInt

    /// Whether the library knows Unicode 14, which the disputed ranges were told from.
    static let isOfKnownVersion: Bool = {
        var name = [CChar](repeating: 0, count: 64)
        guard confstr(CInt(_CS_GNU_LIBC_VERSION), &name, name.count) > 0 else { return false }
        return name.prefix { $0 != 0 }.elementsEqual("glibc 2.36".utf8.map(CChar.init))
    }()

    private let locale: locale_t
    private let function: Function

    /// Nil where the library has no `wcwidth` or no UTF-8 locale. Swift's Glibc module hides the function.
    init?() {
        guard let symbol = dlsym(nil, "wcwidth"), let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil) else {
            return nil
        }
        function = unsafeBitCast(symbol, to: Function.self)
        self.locale = locale
    }

    /// Cells of the text; nil if the library cannot show one of its characters.
    func width(of text: String) -> Int? {
        let former = uselocale(locale)
        defer { uselocale(former) }
        var width = 0
        for scalar in text.unicodeScalars {
            let cells = function(wchar_t(scalar.value))
            if cells < 0 { return nil }
            width += Int(cells)
        }
        return width
    }
}
