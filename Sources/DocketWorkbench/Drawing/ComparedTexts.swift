import DocketNotation
import DocketTerminal
import DocketText

/// Two texts made to be read against each other: side by side with matching lines on the same row, or as one text. Stretches
/// that are the same are folded.
struct ComparedTexts: Sendable {
    enum Form: Sendable, Hashable {
        case sideBySide
        /// One text with what was taken out and put in.
        case unified
    }

    /// All that it depends on.
    struct Key: Sendable, Hashable {
        var old: SourceText
        var new: SourceText
        var form: Form
        var width: Int
        var policy: DisplayPolicy
        var textForm: TextForm
        /// Folded stretches that are open, as `HitTarget.unchanged` names them.
        var unfolded: Set<Int>
        var unfoldsAll: Bool
    }

    /// One passage for each side; of a unified text there is one.
    private(set) var passages: [Passage] = []
    /// The rows at which differences begin.
    private(set) var changeRows: [Int] = []

    /// Unchanged lines that stay beside a difference.
    private static let contextLines = 2
    /// Fewer are not worth a fold.
    private static let leastFolded = 3

    init(_ key: Key, _ glyphs: Glyphs, _ cache: LayoutCache) {
        switch key.form {
        case .sideBySide: arrange(key, glyphs, cache)
        case .unified: unify(key, glyphs, cache)
        }
    }

    // MARK: Side by side

    private mutating func arrange(_ key: Key, _ glyphs: Glyphs, _ cache: LayoutCache) {
        let alignment = LineAlignment(key.old.bytes, key.new.bytes)
        func rendered(_ text: SourceText) -> RenderedText {
            cache.text(text, width: key.width, policy: key.policy, form: key.textForm)
        }
        let left = rendered(key.old)
        let right = rendered(key.new)
        let leftLines = Self.lines(of: left, by: alignment.rows.map(\.old))
        let rightLines = Self.lines(of: right, by: alignment.rows.map(\.new))
        let folds = Self.folds(alignment.rows.map { !$0.isSame }, key)
        var picked: (left: [Int?], right: [Int?]) = ([], [])
        var asides: (left: [Int: Aside], right: [Int: Aside]) = ([:], [:])
        var wasChanged = false
        var place = 0
        while place < alignment.rows.count {
            if let fold = folds[place] {
                let aside = Self.fold(fold, place, glyphs)
                asides.left[picked.left.count] = aside
                asides.right[picked.right.count] = aside
                picked.left.append(nil)
                picked.right.append(nil)
                place += fold
                wasChanged = false
                continue
            }
            let row = alignment.rows[place]
            let height = max(leftLines[place].count, rightLines[place].count)
            // Markdown puts blank lines before blocks: a difference begins with what can be read.
            func isText(_ text: RenderedText, _ lines: Range<Int>, _ line: Int) -> Bool {
                line < lines.count && !text.lines[lines.lowerBound + line].clusters.isEmpty
            }
            let first = (0..<height).first { line in
                isText(left, leftLines[place], line) || isText(right, rightLines[place], line)
            }
            if !row.isSame, !wasChanged, height > 0 { changeRows.append(picked.left.count + (first ?? 0)) }
            if height > 0 { wasChanged = !row.isSame }
            let isPair = row.old != nil && row.new != nil
            for line in 0..<height {
                func add(
                    _ text: RenderedText, _ lines: Range<Int>, isThere: Bool, to picked: inout [Int?],
                    _ asides: inout [Int: Aside]
                ) {
                    if !isThere {
                        asides[picked.count] = Aside(filling: glyphs.absent)
                    } else if !row.isSame, isText(text, lines, line) {
                        asides[picked.count] = Aside(sign: isPair ? glyphs.unequal : "+")
                    }
                    picked.append(line < lines.count ? lines.lowerBound + line : nil)
                }
                add(left, leftLines[place], isThere: row.old != nil, to: &picked.left, &asides.left)
                add(right, rightLines[place], isThere: row.new != nil, to: &picked.right, &asides.right)
            }
            place += 1
        }
        passages = [
            Passage(left.arranged(picked.left), marks: alignment.removed.map { Mark($0, "diff.changed") }),
            Passage(right.arranged(picked.right), marks: alignment.added.map { Mark($0, "diff.changed") }),
        ]
        passages[0].asides = asides.left
        passages[1].asides = asides.right
    }

    /// The lines of a layout that show each of some ranges of its source, in order; none for nil.
    private static func lines(of text: RenderedText, by ranges: [Range<Int>?]) -> [Range<Int>] {
        var found = [Range<Int>](repeating: 0..<0, count: ranges.count)
        let present = ranges.indices.filter { ranges[$0] != nil }
        guard var current = present.first else { return found }
        var rest = present.dropFirst()
        var start = 0
        for line in text.lines.indices {
            let offset = text.sourceOffset(ofLine: line)
            while let next = rest.first, let range = ranges[next], range.lowerBound <= offset {
                found[current] = start..<line
                (current, start) = (next, line)
                rest = rest.dropFirst()
            }
        }
        found[current] = start..<text.lines.count
        return found
    }

    // MARK: As one text

    private mutating func unify(_ key: Key, _ glyphs: Glyphs, _ cache: LayoutCache) {
        let (text, marks) = Comparing.inline(key.old, key.new, cache)
        // The signs of a comparison among those of Markdown would make another text of it: it is shown as it is.
        let rendered = cache.text(text, width: key.width, policy: key.policy, form: .raw)
        var next = marks[...]
        let changed = rendered.lines.indices.map { line in
            let start = rendered.sourceOffset(ofLine: line)
            let end = line + 1 < rendered.lines.count ? rendered.sourceOffset(ofLine: line + 1) : text.bytes.count
            while let first = next.first, first.range.upperBound <= start { next = next.dropFirst() }
            return next.first.map { $0.range.lowerBound < max(end, start + 1) } ?? false
        }
        let folds = Self.folds(changed, key)
        var picked: [Int?] = []
        var asides: [Int: Aside] = [:]
        var place = 0
        while place < changed.count {
            if let fold = folds[place] {
                let lines = rendered.lines[place..<place + fold].count { !$0.isContinuation }
                asides[picked.count] = Self.fold(lines, place, glyphs)
                picked.append(nil)
                place += fold
                continue
            }
            if changed[place] {
                asides[picked.count] = Aside(sign: glyphs.unequal)
                if place == 0 || !changed[place - 1] { changeRows.append(picked.count) }
            }
            picked.append(place)
            place += 1
        }
        passages = [Passage(rendered.arranged(picked), marks: marks)]
        passages[0].asides = asides
    }

    // MARK: Folding

    /// How many lines are folded, by the place of the first of them.
    private static func folds(_ changed: [Bool], _ key: Key) -> [Int: Int] {
        guard !key.unfoldsAll, changed.contains(true) else { return [:] }
        var folds: [Int: Int] = [:]
        var start = 0
        while start < changed.count {
            guard !changed[start] else {
                start += 1
                continue
            }
            let end = changed[start...].firstIndex(of: true) ?? changed.count
            let first = start == 0 ? 0 : start + contextLines
            let last = end == changed.count ? end : end - contextLines
            if last - first >= leastFolded, !key.unfolded.contains(first) { folds[first] = last - first }
            start = end
        }
        return folds
    }

    private static func fold(_ lines: Int, _ place: Int, _ glyphs: Glyphs) -> Aside {
        Aside(
            title: " \(lines) unchanged \(lines == 1 ? "line" : "lines") ", filling: glyphs.fold,
            target: .unchanged(place))
    }
}
