/// A character and at most four marks on it, in place and not in a string: texts are copied and compared cell by cell at
/// every key, and without references that is copying memory.
package struct DisplayGlyph: Sendable, Hashable {
    private let base: UInt32
    // 0 where there is none.
    private let first: UInt32
    private let second: UInt32
    private let third: UInt32
    private let fourth: UInt32

    /// - Precondition: `text` has one to five scalars, which the builder sees to.
    init(_ text: String) {
        var scalars = text.unicodeScalars.makeIterator()
        guard let base = scalars.next() else { preconditionFailure("a glyph shows something") }
        self.base = base.value
        first = scalars.next()?.value ?? 0
        second = scalars.next()?.value ?? 0
        third = scalars.next()?.value ?? 0
        fourth = scalars.next()?.value ?? 0
        precondition(scalars.next() == nil, "a glyph has at most four marks")
    }

    /// The only scalar; nil where there are marks.
    package var scalar: Unicode.Scalar? { first == 0 ? Unicode.Scalar(base) : nil }

    /// The base, then its marks.
    package var scalars: [Unicode.Scalar] {
        var scalars: [Unicode.Scalar] = []
        for value in [base, first, second, third, fourth] where value != 0 || scalars.isEmpty {
            if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
        }
        return scalars
    }

    package var text: String { String(String.UnicodeScalarView(scalars)) }
}
