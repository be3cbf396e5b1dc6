/// A cell of the screen, from the upper left, counting from 0.
package struct Point: Sendable, Hashable {
    package var row: Int
    package var column: Int

    package init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }
}

/// How many cells there are.
package struct Size: Sendable, Hashable {
    package var rows: Int
    package var columns: Int

    package init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
    }
}

/// A rectangle of cells. It may be empty; it never has a negative side.
package struct Rect: Sendable, Hashable {
    package var row: Int
    package var column: Int
    package var rows: Int
    package var columns: Int

    package init(row: Int, column: Int, rows: Int, columns: Int) {
        self.row = row
        self.column = column
        self.rows = max(0, rows)
        self.columns = max(0, columns)
    }

    package init(_ size: Size) {
        self.init(row: 0, column: 0, rows: size.rows, columns: size.columns)
    }

    package var origin: Point { Point(row: row, column: column) }
    package var size: Size { Size(rows: rows, columns: columns) }
    package var isEmpty: Bool { rows == 0 || columns == 0 }
    /// The row below the last one.
    package var endRow: Int { row + rows }
    /// The column right of the last one.
    package var endColumn: Int { column + columns }

    package func contains(_ point: Point) -> Bool {
        point.row >= row && point.row < endRow && point.column >= column && point.column < endColumn
    }

    package func intersection(_ other: Rect) -> Rect {
        let top = max(row, other.row)
        let left = max(column, other.column)
        return Rect(
            row: top, column: left, rows: min(endRow, other.endRow) - top,
            columns: min(endColumn, other.endColumn) - left)
    }

    /// The rectangle without that many cells at each side.
    package func inset(top: Int = 0, left: Int = 0, bottom: Int = 0, right: Int = 0) -> Rect {
        Rect(row: row + top, column: column + left, rows: rows - top - bottom, columns: columns - left - right)
    }

    /// The first `count` rows and the rest; fewer where there are fewer.
    package func split(rows count: Int) -> (first: Rect, rest: Rect) {
        let count = min(max(0, count), rows)
        return (
            Rect(row: row, column: column, rows: count, columns: columns),
            Rect(row: row + count, column: column, rows: rows - count, columns: columns)
        )
    }

    /// The first `count` columns and the rest; fewer where there are fewer.
    package func split(columns count: Int) -> (first: Rect, rest: Rect) {
        let count = min(max(0, count), columns)
        return (
            Rect(row: row, column: column, rows: rows, columns: count),
            Rect(row: row, column: column + count, rows: rows, columns: columns - count)
        )
    }

    /// `count` columns side by side with `gap` cells between them; what does not divide goes to the first ones.
    package func columns(_ count: Int, gap: Int = 1) -> [Rect] {
        guard count > 0 else { return [] }
        let room = max(0, columns - gap * (count - 1))
        var left = column
        return (0..<count).map { place in
            let width = room / count + (place < room % count ? 1 : 0)
            defer { left += width + gap }
            return Rect(row: row, column: left, rows: rows, columns: width)
        }
    }

    /// A rectangle of that size in the middle of this one, cut to fit.
    package func centered(_ size: Size) -> Rect {
        let rows = min(max(0, size.rows), self.rows)
        let columns = min(max(0, size.columns), self.columns)
        return Rect(
            row: row + (self.rows - rows) / 2, column: column + (self.columns - columns) / 2, rows: rows,
            columns: columns)
    }
}
