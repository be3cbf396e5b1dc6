import DocketTerminal
import Testing

@Suite("Rectangles")
struct GeometryTests {
    @Test("a point on the far edge is outside", arguments: [(0, 0, true), (2, 3, true), (3, 0, false), (0, 4, false)])
    func containment(row: Int, column: Int, isInside: Bool) {
        let rect = Rect(row: 0, column: 0, rows: 3, columns: 4)
        #expect(rect.contains(Point(row: row, column: column)) == isInside)
    }

    @Test("insetting by more than there is leaves nothing, not a negative size")
    func insetBeyond() {
        let rect = Rect(row: 0, column: 0, rows: 3, columns: 4).inset(top: 2, left: 3, bottom: 2, right: 2)
        #expect(rect.isEmpty)
        #expect(rect.size == Size(rows: 0, columns: 0))
    }

    @Test("columns share the width and the gaps to the last cell", arguments: 1...7, 20...60)
    func columnsFill(count: Int, width: Int) throws {
        let whole = Rect(row: 2, column: 5, rows: 4, columns: width)
        let columns = whole.columns(count, gap: 1)
        #expect(columns.count == count)
        #expect(columns.first?.column == whole.column)
        #expect(columns.last?.endColumn == whole.endColumn)
        for (left, right) in zip(columns, columns.dropFirst()) {
            #expect(right.column == left.endColumn + 1)
            #expect(left.columns - right.columns <= 1)
        }
    }

    @Test("splitting loses and doubles no row")
    func split() {
        let whole = Rect(row: 1, column: 1, rows: 5, columns: 9)
        for count in -1...7 {
            let (first, rest) = whole.split(rows: count)
            #expect(first.rows + rest.rows == whole.rows)
            #expect(rest.row == first.endRow)
        }
    }
}
