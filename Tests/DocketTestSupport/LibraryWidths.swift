import Glibc

/// The C library's own idea of widths, which is ncurses' as well.
package struct LibraryWidths: @unchecked Sendable {
    // The locale is made once and only read.
    private typealias Function = @convention(c) (wchar_t) -> CInt

    /// Whether the library knows Unicode 14, which the disputed ranges were told from.
    package static let isOfKnownVersion: Bool = {
        var name = [CChar](repeating: 0, count: 64)
        guard confstr(CInt(_CS_GNU_LIBC_VERSION), &name, name.count) > 0 else { return false }
        return name.prefix { $0 != 0 }.elementsEqual("glibc 2.36".utf8.map(CChar.init))
    }()

    private let locale: locale_t
    private let function: Function

    /// Nil where the library has no `wcwidth` or no UTF-8 locale. Swift's Glibc module hides the function.
    package init?() {
        guard let symbol = dlsym(nil, "wcwidth"), let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil) else {
            return nil
        }
        function = unsafeBitCast(symbol, to: Function.self)
        self.locale = locale
    }

    /// Cells of the text; nil if the library cannot show one of its characters.
    package func width(of text: String) -> Int? {
        var width = 0
        for scalar in text.unicodeScalars {
            let cells = self.width(of: scalar)
            if cells < 0 { return nil }
            width += cells
        }
        return width
    }

    /// Cells of one character, -1 where the library knows none.
    package func width(of scalar: Unicode.Scalar) -> Int {
        let former = uselocale(locale)
        defer { uselocale(former) }
        return Int(function(wchar_t(scalar.value)))
    }
}
