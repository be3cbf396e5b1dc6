import DocketTerminal
import DocketText

/// At somebody's first start: a few lines below the screen, which works as ever. Any key but the one that takes it is an
/// ordinary key, and the offer is gone.
enum GuideOffer {
    static let rows = 3
    static let takes = KeyStroke(.character("y"))
    static let declines: Set<KeyStroke> = [KeyStroke(.character("n")), KeyStroke(.escape)]

    /// Whether screen and offer both have room.
    static func fits(_ size: Size) -> Bool {
        size.rows >= AnsweringLayout.minimum.rows + rows + 2
    }

    /// Where there is no room for more, in place of the keys.
    static func drawLine(_ canvas: inout Canvas) {
        let row = Rect(row: canvas.size.rows - 1, column: 0, rows: 1, columns: canvas.size.columns)
        canvas.frame.fill(row, style: Style(background: canvas.theme.canvas.background))
        canvas.put("new here? :guide teaches the keys", row.row, 1, "header.title", maxWidth: row.columns - 2)
    }

    /// In the last rows of the frame.
    static func draw(_ canvas: inout Canvas) {
        let area = Rect(
            row: canvas.size.rows - rows, column: 0, rows: rows, columns: canvas.size.columns)
        canvas.frame.fill(area, style: Style(background: canvas.theme.canvas.background))
        canvas.rule(area.row, role: "accent")
        canvas.putOverRule([Piece(" First time here? ", "header.title")], area.row, 2, maxWidth: area.columns - 4)
        let take = Rect(row: area.row + 1, column: 2, rows: 1, columns: area.columns - 4)
        canvas.put(
            [
                Piece("y", "key"),
                Piece("  a guide of one minute, on practice items: nothing of it is recorded", "text"),
            ], take.row, take.column, maxWidth: take.columns)
        canvas.hit(take, .command(.guide))
        canvas.put(
            [Piece("n", "key"), Piece("  not now; any other key goes straight to work", "text")], area.row + 2, 2,
            maxWidth: area.columns - 4)
    }
}
