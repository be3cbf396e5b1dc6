import DocketText
import Glibc

/// A picture of the whole screen: a grid of cells, and where the cursor stands.
package struct Frame: Sendable {
    package let size: Size
    /// Where the cursor is shown; nil hides it.
    package var cursor: Point?
    var cells: [Cell]
    /// The glyphs that are more than one scalar, each once.
    private(set) var compounds: [DisplayGlyph] = []
    private var places: [DisplayGlyph: UInt32] = [:]

    /// A blank frame in the terminal's own colours.
    package init(size: Size) {
        self.size = Size(rows: max(0, size.rows), columns: max(0, size.columns))
        cells = Array(repeating: .blank(.plain), count: self.size.rows * self.size.columns)
    }

    package var bounds: Rect { Rect(size) }

    /// - Precondition: the point lies in the frame.
    package subscript(point: Point) -> Cell {
        precondition(bounds.contains(point), "\(point) lies outside a frame of \(size)")
        return cells[point.row * size.columns + point.column]
    }

    /// The glyph that starts in a cell; empty for the right half of a wide one.
    package func glyph(at point: Point) -> String {
        text(of: self[point])
    }

    func text(of cell: Cell) -> String {
        switch cell.content {
        case .scalar(let scalar): String(Character(scalar))
        case .compound(let place): compounds[Int(place)].text
        case .continuation: ""
        }
    }

    /// What a cell holds to show a glyph. O(1).
    mutating func content(of glyph: DisplayGlyph) -> Cell.Content {
        if let scalar = glyph.scalar { return .scalar(scalar) }
        if let known = places[glyph] { return .compound(known) }
        let place = UInt32(compounds.count)
        places[glyph] = place
        compounds.append(glyph)
        return .compound(place)
    }

    /// The rows that do not hold the very same memory in both frames: what they show may differ. Frames are of one size.
    func rowsThatMayDiffer(from other: Frame) -> [Int] {
        guard compounds == other.compounds else { return Array(0..<size.rows) }
        let stride = MemoryLayout<Cell>.stride * size.columns
        return cells.withUnsafeBytes { mine in
            other.cells.withUnsafeBytes { theirs in
                guard let here = mine.baseAddress, let there = theirs.baseAddress else { return [] }
                return (0..<size.rows).filter { memcmp(here + $0 * stride, there + $0 * stride, stride) != 0 }
            }
        }
    }

    /// Whether two frames show the same in a cell, whichever tables they keep.
    func shows(_ place: Int, as other: Frame) -> Bool {
        let cell = cells[place]
        let there = other.cells[place]
        if case .compound(let mine) = cell.content, case .compound(let theirs) = there.content {
            return cell.style == there.style && cell.width == there.width
                && compounds[Int(mine)] == other.compounds[Int(theirs)]
        }
        return cell == there
    }

    /// The stretches of a row that do not show the same in both frames, in order. Frames are of one size.
    func differences(row: Int, from other: Frame) -> [Range<Int>] {
        let start = row * size.columns
        let hasCompounds = !compounds.isEmpty || !other.compounds.isEmpty
        return cells.withUnsafeBufferPointer { mine in
            other.cells.withUnsafeBufferPointer { theirs in
                var stretches: [Range<Int>] = []
                var column = 0
                func isSame(_ column: Int) -> Bool {
                    mine[start + column] == theirs[start + column] && !hasCompounds
                        || hasCompounds && shows(start + column, as: other)
                }
                while column < size.columns {
                    guard !isSame(column) else {
                        column += 1
                        continue
                    }
                    // A wide glyph is a whole.
                    var first = column
                    while first > 0, mine[start + first].width == 0 { first -= 1 }
                    column += 1
                    while column < size.columns, !isSame(column) { column += 1 }
                    while column < size.columns, mine[start + column].width == 0 { column += 1 }
                    stretches.append(first..<column)
                }
                return stretches
            }
        }
    }
}

extension Frame: Hashable {
    package static func == (left: Frame, right: Frame) -> Bool {
        left.size == right.size && left.cursor == right.cursor
            && left.cells.indices.allSatisfy { left.shows($0, as: right) }
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(size)
        hasher.combine(text)
    }
}
