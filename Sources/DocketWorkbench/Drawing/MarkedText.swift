import DocketNotation
import DocketText

/// A text marked against another one: where it differs, or as an edit word by word.
struct MarkedText: Sendable {
    /// All that it depends on.
    struct Key: Sendable, Hashable {
        enum Form: Sendable, Hashable {
            /// What of the text is not in the other one; nothing where they have little in common, for then nearly all
            /// would be marked, which says nothing.
            case differences
            /// The other text edited into this one, with what was taken out and put in.
            case edit
        }

        var form: Form
        var text: SourceText
        var other: SourceText
        var width: Int
        var policy: DisplayPolicy
        /// How the text is shown; an edit always as it is, for signs of a comparison among those of Markdown would
        /// make another text of it.
        var textForm: TextForm
    }

    let passage: Passage
    /// The lines at which marked stretches begin, one for those on the same line or on lines that follow each other.
    let changeLines: [Int]

    init(_ key: Key, _ cache: LayoutCache) {
        switch key.form {
        case .differences:
            let marks =
                Comparing.isWorthMarking(key.text, key.other, cache)
                ? Comparing.marks(key.text, against: key.other, cache) : []
            let text = cache.text(key.text, width: key.width, policy: key.policy, form: key.textForm)
            passage = Passage(text, marks: marks)
        case .edit:
            let (text, marks) = Comparing.inline(key.other, key.text, cache)
            passage = Passage(cache.text(text, width: key.width, policy: key.policy), marks: marks)
        }
        var lines: [Int] = []
        var last = -2
        for mark in passage.marks {
            guard let line = passage.text.line(startingAt: mark.range.lowerBound) else { continue }
            if line > last + 1 { lines.append(line) }
            last = max(last, line)
        }
        changeLines = lines
    }
}

extension Canvas {
    /// A text with its differences from another one, or an edit of another one, as texts are read now.
    func marked(
        _ text: SourceText, _ form: MarkedText.Key.Form, _ other: SourceText, width: Int, _ reading: Reading
    ) -> MarkedText {
        cache.marked(
            MarkedText.Key(
                form: form, text: text, other: other, width: max(1, width),
                policy: policy(reading.isRevealing ? .revealing : .standard),
                textForm: reading.showsMarkdown ? .markdown : .raw))
    }
}
