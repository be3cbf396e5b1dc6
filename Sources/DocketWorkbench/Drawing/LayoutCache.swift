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
/// A text that is held in the same memory as before is found without reading it. What no frame uses any more goes when
/// there is much of it.
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

    private var documents = FrameCache<SourceText, MarkdownDocument>()
    private var layouts = FrameCache<LayoutKey, RenderedText>()
    private var diffs = FrameCache<DiffKey, WordDiff>()
    private var marked = FrameCache<MarkedText.Key, MarkedText>()
    private var compared = FrameCache<ComparedTexts.Key, ComparedTexts>()
    private var hits = FrameCache<HitKey, SearchPattern.Hits>()
    private var frame = 0
    /// How many lines were laid out since the start: what tests count instead of time.
    package private(set) var laidOutLines = 0
    /// How many texts were marked against others since the start.
    package private(set) var markedTexts = 0
    /// Bytes of memory, about, of what the last two frames did not use.
    private static let limit = 8 << 20

    package init() {}

    /// A frame is about to be drawn: what neither it nor the one before uses may be given up.
    func beginFrame() {
        frame += 1
        let size = documents.size + layouts.size + diffs.size + marked.size + compared.size + hits.size
        guard size > Self.limit else { return }
        documents.forget(before: frame - 2)
        layouts.forget(before: frame - 2)
        diffs.forget(before: frame - 2)
        marked.forget(before: frame - 2)
        compared.forget(before: frame - 2)
        hits.forget(before: frame - 2)
    }

    package func text(
        _ text: SourceText, width: Int, policy: DisplayPolicy, form: TextForm = .raw
    ) -> RenderedText {
        let key = LayoutKey(text: text, width: width, policy: policy, form: form)
        if let known = layouts.value(key, frame) { return known }
        let rendered: RenderedText
        switch form {
        case .raw:
            rendered = RenderedText(
                raw: TextLayout(DisplayText(bytes: text.bytes, policy: policy), width: width), of: text.bytes)
        case .markdown, .page:
            let document = documents.value(text, frame) ?? MarkdownDocument(text.bytes)
            documents.keep(document, for: text, frame, size: 2 * text.bytes.count)
            rendered = RenderedText(document, width: width, policy: policy, joinsLines: form == .page)
        }
        laidOutLines += rendered.lines.count
        let size = rendered.text.clusters.count * MemoryLayout<DisplayCluster>.stride + text.bytes.count
        layouts.keep(rendered, for: key, frame, size: size)
        return rendered
    }

    package func diff(_ old: SourceText, _ new: SourceText) -> WordDiff {
        let key = DiffKey(old: old, new: new)
        if let known = diffs.value(key, frame) { return known }
        let diff = WordDiff(oldBytes: old.bytes, newBytes: new.bytes)
        diffs.keep(diff, for: key, frame, size: old.bytes.count + new.bytes.count)
        return diff
    }

    /// A text with its differences from another marked.
    func marked(_ key: MarkedText.Key) -> MarkedText {
        if let known = marked.value(key, frame) { return known }
        let made = MarkedText(key, self)
        markedTexts += 1
        marked.keep(made, for: key, frame, size: key.text.bytes.count + made.passage.marks.count * 48)
        return made
    }

    /// Where a pattern stands in a text as it is shown.
    package func hits(of pattern: SearchPattern, in text: RenderedText) -> SearchPattern.Hits {
        let key = HitKey(text: SourceText(bytes: text.source), isRendered: text.shown != nil, pattern: pattern)
        if let known = hits.value(key, frame) { return known }
        let found = pattern.hits(in: text.source, shown: text.shown)
        hits.keep(found, for: key, frame, size: found.ranges.count * 16)
        return found
    }

    /// Two texts made to be read against each other.
    func compared(_ key: ComparedTexts.Key, _ glyphs: Glyphs) -> ComparedTexts {
        if let known = compared.value(key, frame) { return known }
        let made = ComparedTexts(key, glyphs, self)
        compared.keep(made, for: key, frame, size: 8 * (key.old.bytes.count + key.new.bytes.count))
        return made
    }
}
