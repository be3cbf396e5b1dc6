package import DocketNotation

/// The text that a merge comes to, and where each of its bytes is from.
package struct MergeResult: Sendable, Hashable {
    package enum Origin: Sendable, Hashable {
        /// Nobody changed it.
        case base
        /// One of a region's variants; its people are the authors.
        case variant(region: Int, Int)
        /// Whoever merged wrote it.
        case own(region: Int)
        /// A hunk that nothing was chosen for: the base's text stands for it.
        case open(region: Int)

        /// An index into the merge's regions.
        package var region: Int? {
            switch self {
            case .base: nil
            case .variant(let region, _), .own(let region), .open(let region): region
            }
        }
    }

    /// A stretch of the result, which replaces one of the base. Either may be empty: what was taken away has its span too.
    package struct Span: Sendable, Hashable {
        /// In the result.
        package var range: Range<Int>
        /// In the base.
        package var base: Range<Int>
        package var origin: Origin
    }

    package fileprivate(set) var text = SourceText("")
    /// In order, covering both the result and the base.
    package fileprivate(set) var spans: [Span] = []

    /// Whether a hunk is still open.
    package var isOpen: Bool {
        spans.contains { if case .open = $0.origin { true } else { false } }
    }
}

extension EditMerge {
    package func result(_ choices: MergeChoices = MergeChoices()) -> MergeResult {
        var result = MergeResult()
        func append(_ bytes: some Sequence<UInt8>, for base: Range<Int>, _ origin: MergeResult.Origin) {
            let start = result.text.bytes.count
            result.text.bytes += bytes
            result.spans.append(.init(range: start..<result.text.bytes.count, base: base, origin: origin))
        }
        for part in parts {
            switch part {
            case .unchanged(let range): append(base.bytes[range], for: range, .base)
            case .region(let place):
                let region = regions[place]
                switch choice(of: place, in: choices) {
                case .variant(let variant)?:
                    append(
                        region.variants[variant].text.bytes, for: region.base, .variant(region: place, variant))
                case .own(let text)?: append(text.bytes, for: region.base, .own(region: place))
                case nil: append(base.bytes[region.base], for: region.base, .open(region: place))
                }
            }
        }
        return result
    }
}
