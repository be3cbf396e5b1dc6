package import DocketNotation
import DocketText

/// How comparisons look on the screen.
package enum Comparing {
    /// What of `text` is not in `other`, marked as a difference.
    package static func marks(_ text: SourceText, against other: SourceText, _ cache: LayoutCache) -> [Mark] {
        cache.diff(other, text).segments.compactMap { segment in
            if case .added(let new) = segment { Mark(new, "diff.changed") } else { nil }
        }
    }

    /// Whether two texts have enough in common to be read as versions of each other.
    package static func isWorthMarking(_ left: SourceText, _ right: SourceText, _ cache: LayoutCache) -> Bool {
        cache.diff(left, right).distance <= 0.6
    }

    /// One text that shows an edit word by word, `[-taken out-]` and `{+put in+}`: signs as well as colours.
    package static func inline(_ old: SourceText, _ new: SourceText, _ cache: LayoutCache) -> (SourceText, [Mark]) {
        var bytes: [UInt8] = []
        var marks: [Mark] = []
        func add(_ piece: ArraySlice<UInt8>, between opening: String, _ closing: String, role: String) {
            let start = bytes.count
            bytes += Array(opening.utf8) + piece + Array(closing.utf8)
            marks.append(Mark(start..<bytes.count, role))
        }
        for segment in cache.diff(old, new).segments {
            switch segment {
            case .unchanged(_, let range): bytes += new.bytes[range]
            case .removed(let range): add(old.bytes[range], between: "[-", "-]", role: "diff.removed.word")
            case .added(let range): add(new.bytes[range], between: "{+", "+}", role: "diff.added.word")
            }
        }
        return (SourceText(bytes: bytes), marks)
    }
}
