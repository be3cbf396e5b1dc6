package import DocketModel
package import DocketNotation
import DocketTerminal

/// Something to read over the whole screen: the guideline, or the context with all its turns.
package struct Pager: Sendable, Hashable {
    package enum Content: Sendable, Hashable {
        case text(SourceText)
        case conversation([Message])
    }

    package var title: String
    package var content: Content
    package var scroll = 0

    package init(title: String, _ content: Content) {
        self.title = title
        self.content = content
    }

    package mutating func move(_ command: Command, _ context: Context) {
        scroll = Scrolling.moved(
            scroll, command, page: context.size.rows - 6, limit: context.scrollLimits[.reader] ?? 0)
    }

    /// To the next or previous heading or turn.
    /// - Returns: whether there is one.
    mutating func jump(_ command: Command, _ context: Context) -> Bool {
        let target = Scrolling.jumped(
            scroll, command, context.painted.landmarks[.reader] ?? [], limit: context.scrollLimits[.reader] ?? 0)
        scroll = target ?? scroll
        return target != nil
    }

    package mutating func scroll(by lines: Int, _ context: Context) {
        scroll = min(max(0, scroll + lines), context.scrollLimits[.reader] ?? 0)
    }
}
