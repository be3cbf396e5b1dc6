package import DocketNotation
import DocketText

extension SourceText {
    /// The word-level edit distance to another text: 0 for the same words, 1 for nothing in common.
    package func wordDistance(to other: SourceText) -> Double {
        self == other ? 0 : WordDiff(oldBytes: bytes, newBytes: other.bytes).distance
    }
}
