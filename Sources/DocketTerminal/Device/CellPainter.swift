import CNcurses
import DocketText

/// Hands the cells of a frame that changed to ncurses, in colours that this terminal has.
struct CellPainter {
    private struct Look {
        var attributes: UInt8
        var pair: Int32
    }

    private struct ColorPair: Hashable {
        var foreground: Int32
        var background: Int32
    }

    private let canvas: Style
    private let mapping: ColorMapping
    private let pairLimit: Int32
    private var looks: [Style: Look] = [:]
    /// The look that was asked for last: neighbours mostly share one.
    private var last: (style: Style, look: Look)?
    private var pairs: [ColorPair: Int32] = [:]
    private var run: [UInt32] = []

    /// - Precondition: the screen is open.
    init(theme: Theme, depth: ColorDepth) {
        canvas = theme.canvas
        mapping = theme.colorMapping(depth: depth, basicCount: docket_screen_colors() < 16 ? 8 : 16)
        pairLimit = docket_screen_pairs()
        docket_screen_set_background(look(of: .plain).pair)
    }

    /// - Parameter old: what is shown now; nil where nothing of it can be relied on.
    mutating func paint(_ frame: Frame, over old: Frame?) {
        if old == nil { docket_screen_erase() }
        let columns = frame.size.columns
        guard let old else {
            for row in 0..<frame.size.rows { send(frame, row: row, columns: 0..<columns) }
            return
        }
        for row in frame.rowsThatMayDiffer(from: old) {
            for stretch in frame.differences(row: row, from: old) { send(frame, row: row, columns: stretch) }
        }
    }

    /// Sends plain cells of one style together, and others one by one.
    private mutating func send(_ frame: Frame, row: Int, columns: Range<Int>) {
        let start = row * frame.size.columns
        var column = columns.lowerBound
        frame.cells.withUnsafeBufferPointer { cells in
            while column < columns.upperBound {
                let first = cells[start + column]
                let look = look(of: first.style)
                guard first.plain != 0 else {
                    send(first, of: frame, look, row: row, column: column)
                    column += 1
                    continue
                }
                run.removeAll(keepingCapacity: true)
                let from = column
                while column < columns.upperBound, cells[start + column].plain != 0,
                    cells[start + column].style == first.style
                {
                    run.append(cells[start + column].plain)
                    column += 1
                }
                docket_screen_put_run(
                    Int32(row), Int32(from), run, Int32(run.count), look.attributes, look.pair)
            }
        }
    }

    private func send(_ cell: Cell, of frame: Frame, _ look: Look, row: Int, column: Int) {
        var out = docket_cell()
        out.width = cell.width
        out.attributes = look.attributes
        out.pair = look.pair
        switch cell.content {
        case .scalar(let scalar):
            out.scalars.0 = scalar.value
            out.scalar_count = 1
        case .compound(let place): fill(&out, with: frame.compounds[Int(place)])
        case .continuation: return
        }
        docket_screen_put(Int32(row), Int32(column), &out)
    }

    private func fill(_ cell: inout docket_cell, with glyph: DisplayGlyph) {
        let limit = Int(DOCKET_CELL_SCALARS)
        let scalars = glyph.scalars.prefix(limit)
        withUnsafeMutableBytes(of: &cell.scalars) { bytes in
            let places = bytes.bindMemory(to: UInt32.self)
            for (place, scalar) in scalars.enumerated() { places[place] = scalar.value }
        }
        cell.scalar_count = UInt8(scalars.count)
    }

    private mutating func look(of style: Style) -> Look {
        if let last, last.style == style { return last.look }
        let look = looks[style] ?? makeLook(of: style)
        last = (style, look)
        return look
    }

    private mutating func makeLook(of style: Style) -> Look {
        let shown = mapping.style(canvas.merging(style))
        var attributes = shown.attributes
        // ncurses has no strike-through, and dimming instead would cost the contrast that themes promise.
        attributes.remove(.strikethrough)
        let pair = ColorPair(foreground: number(shown.foreground), background: number(shown.background))
        let look = Look(attributes: attributes.rawValue, pair: place(of: pair))
        looks[style] = look
        return look
    }

    private func number(_ color: Color?) -> Int32 {
        switch color {
        case nil, .standard: return -1
        case .indexed(let index) where mapping.depth != .trueColor: return Int32(index)
        case .some(let color):
            // Direct colours are numbered by their value.
            guard let rgb = color.components else { return -1 }
            return Int32(rgb.red) << 16 | Int32(rgb.green) << 8 | Int32(rgb.blue)
        }
    }

    /// Pair 0 is the terminal's own; it also stands in when there are no more.
    private mutating func place(of pair: ColorPair) -> Int32 {
        guard mapping.depth != .mono, pair != ColorPair(foreground: -1, background: -1) else { return 0 }
        if let known = pairs[pair] { return known }
        let next = Int32(pairs.count + 1)
        guard next < pairLimit, docket_screen_define_pair(next, pair.foreground, pair.background) else { return 0 }
        pairs[pair] = next
        return next
    }
}
