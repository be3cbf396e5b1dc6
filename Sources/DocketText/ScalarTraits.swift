import CUTF8Proc

/// How the display policy treats one scalar value.
enum ScalarKind {
    /// Paints itself on `width` cells.
    case glyph
    /// Painted on the cell before it.
    case mark
    /// A mark that has a cell of its own, such as most vowel signs of the scripts of India.
    case spacingMark
    /// A conjoining vowel or final consonant of Hangul, painted on the syllable's first cells.
    case jamoTail
    case blank
    case control
    case bidi
    case joiner
    case variationSelector
    case skinTone
    case regionalIndicator
    case tag
    /// Without a shape of its own, or with one that terminals do not agree about.
    case hidden
}

/// What shaping and tokenising need to know of one scalar value.
///
/// The width is utf8proc's, corrected to what C libraries and terminals do: a spacing mark takes a cell, a
/// conjoining jamo takes none. Whatever they disagree about is `hidden`, so it never reaches a cell.
struct ScalarTraits {
    var kind: ScalarKind
    var width: Int
    var category: UInt32
    var isPictographic = false
    var isVirama = false

    init(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        if (0x4E00...0x9FFF).contains(value) || (0xAC00...0xD7A3).contains(value) {
            self.init(kind: .glyph, width: 2, category: CUTF8PROC_CATEGORY_LO.rawValue)
            return
        }
        let properties = cutf8proc_scalar(value)
        self.init(
            kind: ScalarTraits.kind(of: value, properties),
            width: Int(properties.width),
            category: UInt32(properties.category),
            isPictographic: UInt32(properties.boundary) == CUTF8PROC_BOUNDARY_PICTOGRAPHIC.rawValue,
            isVirama: properties.combining_class == 9)
        switch kind {
        case .spacingMark: width = 1
        case .mark, .jamoTail: width = 0
        default: break
        }
    }

    private init(kind: ScalarKind, width: Int, category: UInt32, isPictographic: Bool = false, isVirama: Bool = false) {
        self.kind = kind
        self.width = width
        self.category = category
        self.isPictographic = isPictographic
        self.isVirama = isVirama
    }

    private static func kind(of value: UInt32, _ properties: CUTF8ProcScalar) -> ScalarKind {
        if let kind = specialKind(of: value) { return kind }
        if properties.is_ignorable || isDisputed(value) { return .hidden }
        if UInt32(properties.boundary) == CUTF8PROC_BOUNDARY_JAMO_TAIL.rawValue { return .jamoTail }
        switch UInt32(properties.category) {
        case CUTF8PROC_CATEGORY_MN.rawValue, CUTF8PROC_CATEGORY_ME.rawValue: return .mark
        case CUTF8PROC_CATEGORY_MC.rawValue: return .spacingMark
        case CUTF8PROC_CATEGORY_ZS.rawValue: return .blank
        case CUTF8PROC_CATEGORY_CC.rawValue: return .control
        case CUTF8PROC_CATEGORY_CN.rawValue, CUTF8PROC_CATEGORY_CO.rawValue, CUTF8PROC_CATEGORY_CS.rawValue,
            CUTF8PROC_CATEGORY_CF.rawValue, CUTF8PROC_CATEGORY_ZL.rawValue, CUTF8PROC_CATEGORY_ZP.rawValue:
            return .hidden
        default: return properties.width == 0 ? .hidden : .glyph
        }
    }

    /// The explicit table: properties alone miss some of these (U+061C is no Bidi_Control to every library).
    private static func specialKind(of value: UInt32) -> ScalarKind? {
        switch value {
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: .bidi
        case 0x200C, 0x200D: .joiner
        case 0xFE00...0xFE0F, 0xE0100...0xE01EF, 0x180B...0x180D, 0x180F: .variationSelector
        case 0x1F3FB...0x1F3FF: .skinTone
        case 0x1F1E6...0x1F1FF: .regionalIndicator
        case 0xE0020...0xE007F: .tag
        case 0xFFF9...0xFFFC: .hidden
        default: nil
        }
    }

    var isLetterOrNumber: Bool {
        (CUTF8PROC_CATEGORY_LU.rawValue...CUTF8PROC_CATEGORY_LO.rawValue).contains(category)
            || (CUTF8PROC_CATEGORY_ND.rawValue...CUTF8PROC_CATEGORY_NO.rawValue).contains(category)
    }

    /// Part of a word: letters, marks, numbers and connecting punctuation.
    var isWord: Bool {
        (CUTF8PROC_CATEGORY_LU.rawValue...CUTF8PROC_CATEGORY_PC.rawValue).contains(category)
    }

    var isOpening: Bool {
        category == CUTF8PROC_CATEGORY_PS.rawValue || category == CUTF8PROC_CATEGORY_PI.rawValue
    }

    /// Punctuation that does not begin a line.
    var isClosing: Bool {
        category == CUTF8PROC_CATEGORY_PE.rawValue || category == CUTF8PROC_CATEGORY_PF.rawValue
            || category == CUTF8PROC_CATEGORY_PO.rawValue
    }
}
