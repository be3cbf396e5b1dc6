extension ScalarTraits {
    /// Whether terminals in use give the scalar value different widths.
    ///
    /// Two groups: values whose East Asian width is read differently (the Yijing hexagrams, circled numbers on
    /// black squares, tone marks of Hangul, a mark that became a spacing one), and those new in Unicode 15, which the C library that ncurses asks
    /// for widths does not know in distributions of that time.
    static func isDisputed(_ value: UInt32) -> Bool {
        guard value >= 0x0CF3 else { return false }
        var low = 0
        var high = disputedRanges.count
        while low < high {
            let middle = (low + high) / 2
            if disputedRanges[middle].upperBound < value {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < disputedRanges.count && disputedRanges[low].contains(value)
    }

    private static let disputedRanges: [ClosedRange<UInt32>] = [
        0x0CF3...0x0CF3, 0x0ECE...0x0ECE, 0x302E...0x302F, 0x3248...0x324F, 0x4DC0...0x4DFF, 0x10EFD...0x10EFF,
        0x1123F...0x11241, 0x1171E...0x1171E, 0x11B00...0x11B09, 0x11F00...0x11F59, 0x1342F...0x1342F,
        0x13439...0x13455,
        0x16FF0...0x16FF1, 0x1B132...0x1B132, 0x1B155...0x1B155, 0x1D2C0...0x1D2D3, 0x1DF25...0x1DF2A,
        0x1E030...0x1E06D, 0x1E08F...0x1E08F, 0x1E4D0...0x1E4F9, 0x1F6DC...0x1F6DC, 0x1F774...0x1F77F,
        0x1F7D9...0x1F7D9, 0x1FA75...0x1FA77, 0x1FA87...0x1FA88, 0x1FAAD...0x1FAAF, 0x1FABB...0x1FABD,
        0x1FABF...0x1FABF, 0x1FACE...0x1FACF, 0x1FADA...0x1FADB, 0x1FAE8...0x1FAE8, 0x1FAF7...0x1FAF8,
        0x2B739...0x2B739, 0x31350...0x323AF,
    ]

    /// Letters of the scripts whose letters join, where U+200C between two of them is spelling (RFC 5892, A.1).
    static func isCursiveLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0620...0x06FF, 0x0710...0x077F, 0x07CA...0x07EA, 0x0840...0x0858, 0x0860...0x08C9, 0x1820...0x18AA:
            ScalarTraits(scalar).isLetterOrNumber
        default: false
        }
    }

    static func isMongolianLetter(_ scalar: Unicode.Scalar) -> Bool {
        (0x1820...0x18AA).contains(scalar.value)
    }

    /// Scripts written without spaces between words: a line may break, and a diff may part, at any of their letters.
    static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x1950...0x19DF, 0x1A20...0x1AAF: true
        default: isIdeographic(scalar)
        }
    }

    /// Ideographs and the syllables written among them; not Hangul, which spaces its words.
    static func isIdeographic(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2E80...0x2FFF, 0x3005...0x3007, 0x3021...0x3029, 0x3031...0x303C, 0x3041...0x30FF, 0x3105...0x312F,
            0x31A0...0x31BF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF, 0xF900...0xFAFF,
            0xFF66...0xFF9F, 0x16FE0...0x18DFF, 0x1B000...0x1B2FF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
