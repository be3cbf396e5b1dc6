package import DocketText

/// The signs that screens draw with. Each is one column wide, in both sets.
package struct Glyphs: Sendable, Hashable {
    package var isASCII: Bool
    package var rule: DisplayText
    package var columnRule: DisplayText
    package var teeDown: DisplayText
    package var teeUp: DisplayText
    package var teeLeft: DisplayText
    package var teeRight: DisplayText
    package var crossing: DisplayText
    package var check: DisplayText
    package var cross: DisplayText
    package var pencil: DisplayText
    package var warning: DisplayText
    package var skipped: DisplayText
    package var preferred: DisplayText
    package var filled: DisplayText
    package var halfFilled: DisplayText
    package var empty: DisplayText
    package var folded: DisplayText
    package var unfolded: DisplayText
    package var above: DisplayText
    package var unequal: DisplayText
    /// Fills a line that is missing here and there in another text.
    package var absent: DisplayText
    /// The line that stands for lines that are folded.
    package var fold: DisplayText
    package var moreLeft: DisplayText
    package var moreRight: DisplayText
    package var progressFull: DisplayText
    package var progressHalf: DisplayText
    package var progressEmpty: DisplayText
    package var flag: DisplayText
    package var selected: DisplayText
    package var ellipsis: DisplayText
    package var bullet: DisplayText
    package var separator: DisplayText
    /// Under a stretch of text that something is said of.
    package var overline: DisplayText
    package var quoteBar: DisplayText
    package var lock: DisplayText
    package var clock: DisplayText
    package var minus: DisplayText
    package var plusMinus: DisplayText
    /// Bars of one to eight eighths of a cell.
    package var eighths: [DisplayText]

    package static let unicode = Glyphs(
        isASCII: false, rule: "─", columnRule: "│", teeDown: "┬", teeUp: "┴", teeLeft: "┤", teeRight: "├",
        crossing: "┼", check: "✓", cross: "✗", pencil: "✎", warning: "⚠", skipped: "↷", preferred: "◀", filled: "●",
        halfFilled: "◐", empty: "○", folded: "▸", unfolded: "▾", above: "▴", unequal: "≠", absent: "╱", fold: "┄",
        moreLeft: "◂",
        moreRight: "▸", progressFull: "━",
        progressHalf: "╸", progressEmpty: "─", flag: "⚑", selected: "▌", ellipsis: "…", bullet: "•", separator: "·",
        overline: "‾",
        quoteBar: "▎", lock: "⊠", clock: "◷", minus: "−", plusMinus: "±",
        eighths: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"])

    package static let ascii = Glyphs(
        isASCII: true, rule: "-", columnRule: "|", teeDown: "+", teeUp: "+", teeLeft: "+", teeRight: "+",
        crossing: "+", check: "+", cross: "x", pencil: "~", warning: "!", skipped: ">", preferred: "<", filled: "*",
        halfFilled: "o", empty: ".", folded: ">", unfolded: "v", above: "^", unequal: "!", absent: "/", fold: "-",
        moreLeft: "<",
        moreRight: ">", progressFull: "=",
        progressHalf: ">", progressEmpty: "-", flag: "#", selected: ">", ellipsis: "~", bullet: "*", separator: "-",
        overline: "^",
        quoteBar: "|", lock: "X", clock: "@", minus: "-", plusMinus: "~",
        eighths: ["_", "_", ".", ".", "-", "=", "#", "#"])
}
