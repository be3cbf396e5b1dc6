package import DocketNotation
import DocketTerminal
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

/// Layouts and comparisons of texts that are on the screen, kept from frame to frame: a key must not cost a layout.
/// A text that is held in the same memory as before is found without reading it.
package final class LayoutCache {
    private struct LayoutKey: Hashable {
        var text: SourceText
        var width: Int
        var policy: DisplayPolicy
        var form: TextForm
    }

    private struct DiffKey: Hashable {
        var old: SourceText
        var new: SourceText
    }

    private struct HitKey: Hashable {
        var text: SourceText
        var isRendered: Bool
        var pattern: SearchPattern
    }

    private var compared: [ComparedTexts.Key: ComparedTexts] = [:]
    private var documents: [SourceText: MarkdownDocument] = [:]
    private var layouts: [LayoutKey: RenderedText] = [:]
    private var diffs: [DiffKey: WordDiff] = [:]
    private var hits: [HitKey: SearchPattern.Hits] = [:]
    private var keptBytes = 0
    /// How many lines were laid out since the start: what tests count instead of time.
    package private(set) var laidOutLines = 0
    /// Of source; a long conversation on the screen stays below it.
    private static let byteLimit = 16 << 20

    package init() {}

    package func text(
        _ text: SourceText, width: Int, policy: DisplayPolicy, form: TextForm = .raw
    ) -> RenderedText {
        let key = LayoutKey(text: text, width: width, policy: policy, form: form)
        if let known = layouts[key] { return known }
        makeRoom(for: text.bytes.count)
        let rendered: RenderedText
        switch form {
        case .raw:
            rendered = RenderedText(
                raw: TextLayout(DisplayText(bytes: text.bytes, policy: policy), width: width), of: text.bytes)
        case .markdown, .page:
            let document = documents[text] ?? MarkdownDocument(text.bytes)
            documents[text] = document
            rendered = RenderedText(document, width: width, policy: policy, joinsLines: form == .page)
        }
        laidOutLines += rendered.lines.count
        layouts[key] = rendered
        return rendered
    }

    package func diff(_ old: SourceText, _ new: SourceText) -> WordDiff {
        let key = DiffKey(old: old, new: new)
        if let known = diffs[key] { return known }
        makeRoom(for: old.bytes.count + new.bytes.count)
        let diff = WordDiff(oldBytes: old.bytes, newBytes: new.bytes)
        diffs[key] = diff
        return diff
    }

    /// Where a pattern stands in a text as it is shown.
    package func hits(of pattern: SearchPattern, in text: RenderedText) -> SearchPattern.Hits {
        let key = HitKey(text: SourceText(bytes: text.source), isRendered: text.shown != nil, pattern: pattern)
        if let known = hits[key] { return known }
        makeRoom(for: 0)
        let found = pattern.hits(in: text.source, shown: text.shown)
        hits[key] = found
        return found
    }

    /// Two texts made to be read against each other.
    func compared(_ key: ComparedTexts.Key, _ glyphs: Glyphs) -> ComparedTexts {
        if let known = compared[key] { return known }
        makeRoom(for: key.old.bytes.count + key.new.bytes.count)
        let made = ComparedTexts(key, glyphs, self)
        compared[key] = made
        return made
    }

    private func makeRoom(for count: Int) {
        if keptBytes > Self.byteLimit {
            documents.removeAll()
            layouts.removeAll()
            diffs.removeAll()
            hits.removeAll()
            compared.removeAll()
            keptBytes = 0
        }
        keptBytes += count + 64
    }
}
