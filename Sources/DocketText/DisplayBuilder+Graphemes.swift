extension DisplayBuilder {
    /// Most marks that ncurses paints on one cell.
    private static let markLimit = 4

    /// A base that more marks may join, not yet a cluster.
    private struct OpenCell {
        var text: String
        var width = 0
        var marks = 0
        var excess = 0
        var notice: DisplayNotice?
        var traits: DisplayCluster.Traits = []
    }

    /// Shows one grapheme cluster that is not a single character of ASCII.
    mutating func appendGrapheme(_ scalars: [Unicode.Scalar], following: Unicode.Scalar?, _ source: Range<Int>) {
        if appendSubdivisionFlag(scalars, source) { return }
        if policy.asciiOnly { return appendEscaped(scalars, following: following, source) }
        if scalars.count == 1, appendSimple(scalars[0], source) { return }
        var cell: OpenCell?
        // A character that is only shown on demand may part a base from its marks; that is no fault of the text.
        var isParted = false
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            let traits = ScalarTraits(scalar)
            switch traits.kind {
            case .glyph:
                close(&cell, source)
                cell = OpenCell(
                    text: String(scalar), width: traits.width, traits: DisplayBuilder.traits(of: scalar, traits))
            case .mark where index > 0 && cell != nil, .jamoTail where cell != nil:
                addMark(scalar, to: &cell)
            case .mark:
                close(&cell, source)
                let text = "\u{25CC}" + String(scalar)
                cell = OpenCell(text: text, width: 1, marks: 1, notice: isParted ? .blank : .combining)
                if !isParted { notices.record(.combining, sign: text) }
            case .spacingMark:
                appendSpacingMark(scalar, after: &cell, source)
            case .blank:
                close(&cell, source)
                appendBlank(scalar, traits, isAlone: scalars.count == 1, source)
            case .control:
                close(&cell, source)
                if scalar.isASCII {
                    appendControl(UInt8(truncatingIfNeeded: scalar.value), source)
                } else {
                    appendToken(ScalarName.of(scalar), source, notice: .control)
                }
            case .regionalIndicator:
                close(&cell, source)
                index = appendFlag(scalars, from: index, source)
                continue
            case .skinTone:
                close(&cell, source)
                appendToken(ScalarName.of(scalar), source, notice: nil)
            case .bidi:
                close(&cell, source)
                appendToken(ScalarName.of(scalar), source, notice: .bidi)
            case .joiner, .variationSelector:
                let isSpelling = GraphemeContext(scalars: scalars, following: following).needs(at: index)
                if isSpelling && !policy.revealsBlanks { break }
                close(&cell, source)
                appendToken(ScalarName.of(scalar), source, notice: isSpelling ? .blank : .invisible)
                isParted = isSpelling
            case .tag, .hidden, .jamoTail:
                close(&cell, source)
                appendToken(ScalarName.of(scalar), source, notice: .invisible)
            }
            index += 1
        }
        close(&cell, source)
    }

    /// The common case: one character that paints itself.
    private mutating func appendSimple(_ scalar: Unicode.Scalar, _ source: Range<Int>) -> Bool {
        let traits = ScalarTraits(scalar)
        guard traits.kind == .glyph else { return false }
        append(
            String(scalar), width: traits.width, source, traits: DisplayBuilder.traits(of: scalar, traits))
        return true
    }

    private func addMark(_ mark: Unicode.Scalar, to cell: inout OpenCell?) {
        guard let marks = cell?.marks, marks < DisplayBuilder.markLimit else {
            cell?.excess += 1
            return
        }
        cell?.text.unicodeScalars.append(mark)
        cell?.marks += 1
    }

    private mutating func appendSpacingMark(
        _ mark: Unicode.Scalar, after cell: inout OpenCell?, _ source: Range<Int>
    ) {
        if cell == nil {
            append("\u{25CC}", width: 1, source, notice: .combining)
            notices.record(.combining, sign: "\u{25CC}" + String(mark))
        }
        close(&cell, source)
        cell = OpenCell(text: String(mark), width: 1, traits: .word)
    }

    private mutating func close(_ cell: inout OpenCell?, _ source: Range<Int>) {
        guard let open = cell else { return }
        append(open.text, width: open.width, source, notice: open.notice, traits: open.traits)
        if open.excess > 0 {
            appendToken(
                "+\(open.excess) mark" + (open.excess == 1 ? "" : "s"), source, notice: .combining,
                count: open.excess)
        }
        cell = nil
    }

    /// A blank; with something joined to it, it is no place to wrap a line.
    private mutating func appendBlank(
        _ scalar: Unicode.Scalar, _ traits: ScalarTraits, isAlone: Bool, _ source: Range<Int>
    ) {
        if policy.revealsBlanks, scalar != " " {
            appendToken(ScalarName.of(scalar), source, notice: .blank)
        } else {
            append(
                String(scalar), width: traits.width, source,
                traits: isAlone ? DisplayBuilder.traits(of: scalar, traits) : [])
        }
    }

    /// Up to two regional indicators as their letters in brackets; returns the index behind them.
    private mutating func appendFlag(_ scalars: [Unicode.Scalar], from index: Int, _ source: Range<Int>) -> Int {
        let letters = scalars[index...].prefix(2).prefix { ScalarTraits($0).kind == .regionalIndicator }
        let name = letters.compactMap { Unicode.Scalar($0.value - 0x1F1E6 + 0x41) }.map(String.init).joined()
        appendLetters("[\(name)]", source)
        return index + letters.count
    }

    /// The flag of a part of a country, spelled with tags: a black flag and, say, `[gbsct]`. Only the form that
    /// UTS #51 defines; any other tags are hidden text and shown as such.
    private mutating func appendSubdivisionFlag(_ scalars: [Unicode.Scalar], _ source: Range<Int>) -> Bool {
        guard scalars.count >= 5, scalars.count <= 8, scalars[0] == "\u{1F3F4}",
            scalars[scalars.count - 1] == "\u{E007F}"
        else { return false }
        var name = ""
        for tag in scalars[1..<scalars.count - 1] {
            switch tag.value {
            case 0xE0030...0xE0039, 0xE0061...0xE007A:
                name.unicodeScalars.append(contentsOf: Unicode.Scalar(tag.value - 0xE0000).map { [$0] } ?? [])
            default: return false
            }
        }
        if policy.asciiOnly {
            appendLetters("\\u{1F3F4}", source)
        } else {
            append("\u{1F3F4}", width: 2, source)
        }
        appendLetters("[\(name)]", source)
        return true
    }

    /// The form for locales that are not UTF-8: nothing but ASCII.
    private mutating func appendEscaped(
        _ scalars: [Unicode.Scalar], following: Unicode.Scalar?, _ source: Range<Int>
    ) {
        let context = GraphemeContext(scalars: scalars, following: following)
        for (index, scalar) in scalars.enumerated() {
            let traits = ScalarTraits(scalar)
            switch traits.kind {
            case .control where scalar.isASCII:
                appendControl(UInt8(truncatingIfNeeded: scalar.value), source)
            case .control: appendToken(ScalarName.of(scalar), source, notice: .control)
            case .bidi: appendToken(ScalarName.of(scalar), source, notice: .bidi)
            case .joiner, .variationSelector:
                appendToken(ScalarName.of(scalar), source, notice: context.needs(at: index) ? nil : .invisible)
            case .tag, .hidden: appendToken(ScalarName.of(scalar), source, notice: .invisible)
            default:
                if scalar == " " {
                    appendBlank(scalar, traits, isAlone: scalars.count == 1, source)
                } else if scalar.isASCII {
                    append(String(scalar), width: 1, source, traits: DisplayBuilder.traits(of: scalar, traits))
                } else {
                    appendLetters("\\u{" + ScalarName.hexadecimal(scalar.value) + "}", source)
                }
            }
        }
    }
}
