package import DocketNotation
package import DocketText

/// Layouts and comparisons of texts that are on the screen, kept from frame to frame: a key must not cost a layout.
package final class LayoutCache {
    private struct LayoutKey: Hashable {
        var text: SourceText
        var width: Int
        var policy: DisplayPolicy
    }

    private struct DiffKey: Hashable {
        var old: SourceText
        var new: SourceText
    }

    private var layouts: [LayoutKey: TextLayout] = [:]
    private var diffs: [DiffKey: WordDiff] = [:]
    private static let limit = 128

    package init() {}

    package func layout(_ text: SourceText, width: Int, policy: DisplayPolicy) -> TextLayout {
        let key = LayoutKey(text: text, width: width, policy: policy)
        if let known = layouts[key] { return known }
        if layouts.count >= Self.limit { layouts.removeAll(keepingCapacity: true) }
        let layout = TextLayout(DisplayText(bytes: text.bytes, policy: policy), width: width)
        layouts[key] = layout
        return layout
    }

    package func diff(_ old: SourceText, _ new: SourceText) -> WordDiff {
        let key = DiffKey(old: old, new: new)
        if let known = diffs[key] { return known }
        if diffs.count >= Self.limit { diffs.removeAll(keepingCapacity: true) }
        let diff = WordDiff(oldBytes: old.bytes, newBytes: new.bytes)
        diffs[key] = diff
        return diff
    }
}
