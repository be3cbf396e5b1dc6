package import DocketNotation
package import DocketText

/// How a text is shown.
package enum TextForm: Sendable, Hashable {
    /// As it is, to the byte.
    case raw
    /// As Markdown; line ends stay.
    case markdown
    /// As a page of Markdown, whose line ends are blanks.
    case page
}

/// Layouts and comparisons of texts that are on the screen, kept from frame to frame: a key must not cost a layout, and
/// not even reading a text again to know it.
package final class LayoutCache {
    /// Where a text lies in memory. As long as the text is kept here nothing else can lie there.
    private struct Place: Hashable {
        var address: UInt
        var count: Int
    }

    private struct LayoutKey: Hashable {
        var text: Int
        var width: Int
        var policy: DisplayPolicy
        var form: TextForm
    }

    private struct DiffKey: Hashable {
        var old: Int
        var new: Int
    }

    private var places: [Place: (number: Int, text: SourceText)] = [:]
    private var numbers: [SourceText: Int] = [:]
    private var documents: [Int: MarkdownDocument] = [:]
    private var layouts: [LayoutKey: RenderedText] = [:]
    private var diffs: [DiffKey: WordDiff] = [:]
    private var nextNumber = 0
    private var keptBytes = 0
    /// How many lines were laid out since the start: what tests count instead of time.
    package private(set) var laidOutLines = 0
    private static let byteLimit = 24 << 20

    package init() {}

    package func text(
        _ text: SourceText, width: Int, policy: DisplayPolicy, form: TextForm = .raw
    ) -> RenderedText {
        let number = number(of: text)
        let key = LayoutKey(text: number, width: width, policy: policy, form: form)
        if let known = layouts[key] { return known }
        let rendered: RenderedText
        switch form {
        case .raw:
            rendered = RenderedText(raw: TextLayout(DisplayText(bytes: text.bytes, policy: policy), width: width))
        case .markdown, .page:
            let document = documents[number] ?? MarkdownDocument(text.bytes)
            documents[number] = document
            rendered = RenderedText(document, width: width, policy: policy, joinsLines: form == .page)
        }
        laidOutLines += rendered.lines.count
        keptBytes += text.bytes.count
        layouts[key] = rendered
        return rendered
    }

    package func diff(_ old: SourceText, _ new: SourceText) -> WordDiff {
        let key = DiffKey(old: number(of: old), new: number(of: new))
        if let known = diffs[key] { return known }
        let diff = WordDiff(oldBytes: old.bytes, newBytes: new.bytes)
        diffs[key] = diff
        return diff
    }

    /// What a text is known by here. O(1) for one that is held in the same memory as before, else O(n).
    package func number(of text: SourceText) -> Int {
        let place = text.bytes.withUnsafeBufferPointer {
            Place(address: UInt(bitPattern: $0.baseAddress), count: $0.count)
        }
        if let known = places[place] { return known.number }
        if keptBytes > Self.byteLimit { forget() }
        keptBytes += text.bytes.count + 64
        let number =
            numbers[text]
            ?? {
                nextNumber += 1
                numbers[text] = nextNumber
                return nextNumber
            }()
        places[place] = (number, text)
        return number
    }

    private func forget() {
        places.removeAll()
        numbers.removeAll()
        documents.removeAll()
        layouts.removeAll()
        diffs.removeAll()
        keptBytes = 0
    }
}
