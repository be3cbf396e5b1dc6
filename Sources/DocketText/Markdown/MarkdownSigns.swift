/// The signs that rendered Markdown is drawn with.
struct MarkdownSigns {
    /// Of items, by how deep they are in lists.
    var bullets: [DisplayText]
    var quote: DisplayText
    var rule: DisplayText
    var heavyRule: DisplayText
    /// Before each line of code, at its head with the language, at its end, and where a line of it goes on.
    var code: DisplayText
    var codeHead: DisplayText
    var codeFoot: DisplayText
    var codeWrap: DisplayText
    var columnRule: DisplayText
    var crossing: DisplayText

    static let unicode = MarkdownSigns(
        bullets: ["•", "◦", "▪"], quote: "▎", rule: "─", heavyRule: "━", code: "│", codeHead: "┌", codeFoot: "└",
        codeWrap: "↳", columnRule: "│", crossing: "┼")
    static let ascii = MarkdownSigns(
        bullets: ["*", "-", "+"], quote: ">", rule: "-", heavyRule: "=", code: "|", codeHead: "+", codeFoot: "+",
        codeWrap: "\\", columnRule: "|", crossing: "+")
}
