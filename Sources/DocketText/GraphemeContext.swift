/// Decides whether a joiner or a selector inside a grapheme cluster is needed by the writing around it, or is there
/// unseen for another reason.
struct GraphemeContext {
    let scalars: [Unicode.Scalar]
    /// The scalar value behind the cluster.
    let following: Unicode.Scalar?

    func needs(at index: Int) -> Bool {
        guard index > 0 else { return false }
        let scalar = scalars[index]
        let previous = scalars[index - 1]
        let next = index + 1 < scalars.count ? scalars[index + 1] : following
        switch scalar.value {
        case 0x200C: return isAfterVirama(previous, next) || partsCursiveLetters(before: index, next)
        case 0x200D: return isAfterVirama(previous, next) || joinsPictographs(before: index, next)
        case 0xFE0E, 0xFE0F:
            return ScalarTraits(previous).isPictographic || (isKeycapBase(previous) && next == "\u{20E3}")
        case 0x180B...0x180D, 0x180F: return ScalarTraits.isMongolianLetter(previous)
        default: return false
        }
    }

    private func isAfterVirama(_ previous: Unicode.Scalar, _ next: Unicode.Scalar?) -> Bool {
        guard ScalarTraits(previous).isVirama else { return false }
        // The last letter of a word may be joined to nothing (the chillu letters of Malayalam).
        guard let next, ScalarTraits(next).kind != .joiner else { return true }
        return ScalarTraits(next).isWord || ScalarTraits(next).kind == .blank || ScalarTraits(next).isClosing
    }

    private func partsCursiveLetters(before index: Int, _ next: Unicode.Scalar?) -> Bool {
        guard let next, ScalarTraits.isCursiveLetter(next) else { return false }
        return scalars[..<index].last { ScalarTraits($0).kind != .mark }.map(ScalarTraits.isCursiveLetter) ?? false
    }

    private func joinsPictographs(before index: Int, _ next: Unicode.Scalar?) -> Bool {
        guard let next, ScalarTraits(next).isPictographic else { return false }
        let base = scalars[..<index].last { scalar in
            scalar != "\u{FE0F}" && ScalarTraits(scalar).kind != .skinTone
        }
        return base.map { ScalarTraits($0).isPictographic } ?? false
    }

    private func isKeycapBase(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "#" || scalar == "*" || ("0"..."9").contains(scalar)
    }
}
