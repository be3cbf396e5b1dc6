import CMarkGFM

/// Reads a text into blocks. What the library leaves out, or is not found in the source again, is taken as it is, so
/// that every letter of the source is in some block.
struct MarkdownReader {
    private let source: [UInt8]
    /// What the library is fed: as long as the source, controls that it would take for blanks made harmless.
    private let fed: [UInt8]
    private let lines: SourceLines
    private var containers: [MarkdownBlock.Container] = []
    /// The open lists, and for each open item how many blocks there were before it.
    private var openLists: [(number: Int, isTight: Bool)] = []
    private var blocksBefore: [Int] = []
    private var containerCount = 0
    private var blocks: [MarkdownBlock] = []
    /// The lines of the source that each block takes.
    private var extents: [ClosedRange<Int>] = []
    private var table: OpenTable?

    private struct OpenTable {
        var alignments: [MarkdownTable.Alignment] = []
        var rows: [[MarkdownTable.Cell]] = []
        /// Up to where the line of the row at hand is dealt with.
        var cursor = 0
        var hasFailed = false
        var first: Int
        var last: Int
    }

    static func blocks(of source: [UInt8]) -> [MarkdownBlock] {
        var reader = MarkdownReader(source)
        reader.read()
        return reader.blocks
    }

    private init(_ source: [UInt8]) {
        self.source = source
        fed = source.indices.map { index in
            switch source[index] {
            case 0x09, 0x0A: source[index]
            case 0x0D: index + 1 < source.count && source[index + 1] == 0x0A ? 0x0D : 0x01
            case 0..<0x20: 0x01
            default: source[index]
            }
        }
        lines = SourceLines(source)
    }

    // MARK: The tree

    private mutating func read() {
        guard let tree = fed.withUnsafeBufferPointer({ cmarkgfm_parse($0.baseAddress, $0.count) }) else {
            return appendVerbatim(0...max(0, lines.count - 1))
        }
        defer { cmarkgfm_free(tree) }
        var event = CMarkGFMEvent()
        while cmarkgfm_next(tree, &event) {
            if event.is_enter { enter(event, tree) } else { leave(event) }
        }
        completeWithVerbatim()
    }

    private func kind(_ event: CMarkGFMEvent) -> CMarkGFMKind { CMarkGFMKind(UInt32(event.kind)) }

    private mutating func enter(_ event: CMarkGFMEvent, _ tree: OpaquePointer) {
        let first = Int(event.first_line) - 1
        let last = max(first, min(Int(event.last_line), lines.count) - 1)
        switch kind(event) {
        case CMARKGFM_QUOTE: push(.quote, list: 0, isTight: false)
        case CMARKGFM_LIST:
            containerCount += 1
            openLists.append((containerCount, event.is_tight))
        case CMARKGFM_ITEM:
            blocksBefore.append(blocks.count)
            let mark = mark(event)
            push(
                .item(mark: mark, isNumbered: mark.first.map { (0x30...0x39).contains(source[$0]) } ?? false),
                list: openLists.last?.number ?? 0, isTight: openLists.last?.isTight ?? false)
        case CMARKGFM_PARAGRAPH: readText(.paragraph, event, tree, first, last)
        case CMARKGFM_HEADING: readText(.heading(level: Int(event.level)), event, tree, first, last)
        case CMARKGFM_CODE_BLOCK, CMARKGFM_HTML_BLOCK: readLines(event, first, last)
        case CMARKGFM_RULE: append(.rule, [MarkdownSpan(.source, trimmed(first))], first...first)
        case CMARKGFM_TABLE: table = OpenTable(first: first, last: first)
        case CMARKGFM_TABLE_ROW:
            table?.rows.append([])
            table?.cursor = lines[first].lowerBound
            table?.last = first
        case CMARKGFM_TABLE_CELL: readCell(event, tree, first)
        default: break
        }
    }

    private mutating func leave(_ event: CMarkGFMEvent) {
        switch kind(event) {
        case CMARKGFM_QUOTE: containers.removeLast()
        case CMARKGFM_LIST: openLists.removeLast()
        case CMARKGFM_ITEM:
            // An item with nothing in it shows its mark.
            if blocksBefore.removeLast() == blocks.count {
                let line = max(0, Int(event.first_line) - 1)
                append(.paragraph, [], line...line)
            }
            containers.removeLast()
        case CMARKGFM_TABLE: closeTable()
        default: break
        }
    }

    private mutating func push(_ kind: MarkdownBlock.Container.Kind, list: Int, isTight: Bool) {
        containerCount += 1
        containers.append(
            MarkdownBlock.Container(kind: kind, number: containerCount, list: list, isTight: isTight))
    }

    /// The bullet or number at the start of an item.
    private func mark(_ event: CMarkGFMEvent) -> Range<Int> {
        let line = lines[Int(event.first_line) - 1]
        let start = line.lowerBound + Int(event.first_column) - 1
        guard start >= line.lowerBound, start < line.upperBound else { return line.lowerBound..<line.lowerBound }
        var end = start
        while end < line.upperBound, (0x30...0x39).contains(source[end]) { end += 1 }
        return start..<min(line.upperBound, end + 1)
    }

    private func trimmed(_ line: Int) -> Range<Int> {
        var range = lines[line]
        while let last = range.last, source[last] == 0x20 || source[last] == 0x09 {
            range = range.lowerBound..<last
        }
        while let first = range.first, source[first] == 0x20 || source[first] == 0x09 {
            range = first + 1..<range.upperBound
        }
        return range
    }

    private mutating func append(_ kind: MarkdownBlock.Kind, _ spans: [MarkdownSpan], _ extent: ClosedRange<Int>) {
        var block = MarkdownBlock(kind: kind, containers: containers, spans: spans)
        if let previous = blocks.last {
            let shared = zip(previous.containers, containers).prefix { $0.number == $1.number }.count
            let (here, before) = (containers.dropFirst(shared).first, previous.containers.dropFirst(shared).first)
            if let here, let before, here.list == before.list, here.list > 0 {
                block.hasGap = !here.isTight
            } else if shared > 0 {
                block.hasGap = !containers[shared - 1].isTight
            }
        }
        blocks.append(block)
        extents.append(extent)
    }

    private mutating func appendVerbatim(_ extent: ClosedRange<Int>) {
        append(.verbatim, verbatim(extent), extent)
    }

    private func verbatim(_ extent: ClosedRange<Int>) -> [MarkdownSpan] {
        var spans: [MarkdownSpan] = []
        for line in extent {
            if line > extent.lowerBound {
                spans.append(
                    MarkdownSpan(.lineBreak(isSoft: false), lines[line - 1].upperBound..<lines[line].lowerBound))
            }
            if !lines[line].isEmpty { spans.append(MarkdownSpan(.source, lines[line])) }
        }
        return spans
    }

    // MARK: Texts

    private mutating func readText(
        _ kind: MarkdownBlock.Kind, _ event: CMarkGFMEvent, _ tree: OpaquePointer, _ first: Int, _ last: Int
    ) {
        let bytes = Array(UnsafeBufferPointer(start: event.content, count: event.content_count))
        var content: MarkdownContent?
        if event.inner_offset > 0, case .heading = kind {
            let line = lines[first]
            let start = line.lowerBound + Int(event.first_column) - 1 + Int(event.inner_offset)
            content = MarkdownContent(bytes, in: min(start, line.upperBound)..<line.upperBound, of: fed, isCell: false)
        } else {
            content = MarkdownContent(bytes, firstLine: first, lastLine: last, in: fed, lines)
        }
        guard let content else {
            skip(self.kind(event), tree)
            return appendVerbatim(first...max(first, last))
        }
        guard !bytes.isEmpty else {
            skip(self.kind(event), tree)
            return append(kind, [], first...first)
        }
        let firstColumn = Int(event.first_column) + Int(event.inner_offset)
        let begin = lines.line(at: content.source(of: 0))
        let end = lines.line(at: content.source(of: max(0, bytes.count - 1)))
        let spans = inlines(content, event, tree, firstColumn: firstColumn)
        guard let spans else { return appendVerbatim(begin...max(begin, end)) }
        append(kind, spans, begin...max(begin, end))
        if kind == .paragraph { markTask() }
    }

    /// The spans of the block that was entered, up to where it is left; nil where they are not found in the source.
    private func inlines(
        _ content: MarkdownContent, _ event: CMarkGFMEvent, _ tree: OpaquePointer, firstColumn: Int
    ) -> [MarkdownSpan]? {
        var reader = MarkdownInlines(content, firstLine: Int(event.first_line), firstColumn: firstColumn)
        var inner = CMarkGFMEvent()
        while cmarkgfm_next(tree, &inner), inner.kind != event.kind { reader.read(inner, base: event.content) }
        return reader.hasFailed ? nil : reader.spans
    }

    private func skip(_ kind: CMarkGFMKind, _ tree: OpaquePointer) {
        var inner = CMarkGFMEvent()
        while cmarkgfm_next(tree, &inner), self.kind(inner) != kind {}
    }

    /// `[ ]` or `[x]` at the start of an item is the box of a task.
    private mutating func markTask() {
        guard let block = blocks.last, case .item? = block.containers.last?.kind, blocksBefore.last == blocks.count - 1,
            let first = block.spans.first, first.shown == .source, first.source.count >= 4
        else { return }
        let start = first.source.lowerBound
        guard source[start] == 0x5B, [0x20, 0x78, 0x58].contains(source[start + 1]), source[start + 2] == 0x5D,
            source[start + 3] == 0x20
        else { return }
        var spans = block.spans
        spans[0] = MarkdownSpan(.source, start..<start + 3, .task)
        spans.insert(MarkdownSpan(.source, start + 3..<first.source.upperBound, first.looks), at: 1)
        blocks[blocks.count - 1].spans = spans
        blocks[blocks.count - 1].isTask = true
    }

    // MARK: Code and HTML

    private mutating func readLines(_ event: CMarkGFMEvent, _ first: Int, _ last: Int) {
        let literal = Array(UnsafeBufferPointer(start: event.literal, count: event.literal_count))
        var info = lines[first].lowerBound..<lines[first].lowerBound
        var line = first
        if event.is_fenced {
            info = self.info(first, Int(event.first_column) - 1)
            line += 1
        }
        var spans: [MarkdownSpan] = []
        var pieces = literal.split(separator: 0x0A, omittingEmptySubsequences: false)
        if pieces.last?.isEmpty == true { pieces.removeLast() }
        let isCode = kind(event) == CMARKGFM_CODE_BLOCK
        // Blank lines before indented code are not part of it.
        while let piece = pieces.first, !event.is_fenced, line < last, place(piece, on: line) == nil { line += 1 }
        for (index, piece) in pieces.enumerated() {
            guard line + index < lines.count, let place = place(piece, on: line + index) else {
                return appendVerbatim(first...max(first, last))
            }
            if index > 0 {
                let end = lines[line + index - 1].upperBound
                spans.append(MarkdownSpan(.lineBreak(isSoft: false), end..<lines[line + index].lowerBound))
            }
            if place.blanks > 0 {
                let start = place.range.lowerBound
                spans.append(MarkdownSpan(.text(String(repeating: " ", count: place.blanks)), start..<start))
            }
            if !place.range.isEmpty { spans.append(MarkdownSpan(.source, place.range)) }
        }
        let end = max(first, line + pieces.count - 1)
        append(isCode ? .code(info: info) : .html, spans, first...min(end, lines.count - 1))
    }

    /// Where a line of code stands on a line of the source, and how many blanks before it are part of a tab there.
    private func place(_ piece: ArraySlice<UInt8>, on line: Int) -> (range: Range<Int>, blanks: Int)? {
        let range = lines[line]
        var text = piece
        if text.last == 0x0D { text.removeLast() }
        var blanks = 0
        while true {
            let start = range.upperBound - text.count
            if start >= range.lowerBound, text.elementsEqual(fed[start..<range.upperBound]) {
                return (start..<range.upperBound, blanks)
            }
            guard text.first == 0x20 else { return nil }
            text.removeFirst()
            blanks += 1
        }
    }

    /// What stands behind an opening fence.
    private func info(_ line: Int, _ column: Int) -> Range<Int> {
        let range = trimmed(line)
        var start = min(lines[line].lowerBound + max(0, column), range.upperBound)
        while start < range.upperBound, source[start] == 0x20 || source[start] == 0x09 { start += 1 }
        while start < range.upperBound, source[start] == 0x60 || source[start] == 0x7E { start += 1 }
        while start < range.upperBound, source[start] == 0x20 || source[start] == 0x09 { start += 1 }
        return start..<range.upperBound
    }

    // MARK: Tables

    private mutating func readCell(_ event: CMarkGFMEvent, _ tree: OpaquePointer, _ line: Int) {
        guard var open = table else { return }
        defer { table = open }
        if open.rows.count == 1 {
            switch cmarkgfm_alignment(tree, open.alignments.count) {
            case UInt8(ascii: "r"): open.alignments.append(.right)
            case UInt8(ascii: "c"): open.alignments.append(.center)
            default: open.alignments.append(.left)
            }
        }
        let bytes = Array(UnsafeBufferPointer(start: event.content, count: event.content_count))
        let range = min(open.cursor, lines[line].upperBound)..<lines[line].upperBound
        guard !open.hasFailed, let content = MarkdownContent(bytes, in: range, of: fed, isCell: true) else {
            open.hasFailed = true
            return skip(CMARKGFM_TABLE_CELL, tree)
        }
        guard !bytes.isEmpty else {
            skip(CMARKGFM_TABLE_CELL, tree)
            open.rows[open.rows.count - 1].append([])
            return
        }
        open.cursor = content.source(of: bytes.count - 1) + 1
        let spans = inlines(content, event, tree, firstColumn: Int(event.first_column) + Int(event.inner_offset))
        if let spans { open.rows[open.rows.count - 1].append(spans) } else { open.hasFailed = true }
    }

    private mutating func closeTable() {
        guard let open = table else { return }
        table = nil
        // The line below the first says how the columns are aligned.
        let extent = open.first...min(lines.count - 1, max(open.last, open.first + 1))
        guard !open.hasFailed else { return appendVerbatim(extent) }
        append(.table(open.alignments, rows: open.rows), [], extent)
    }

    // MARK: What is not shown

    /// Shows as they are the lines that hold something which no block shows.
    private mutating func completeWithVerbatim() {
        let coverage = MarkdownDocument.coverage(blocks)
        var covered = 0
        var orphans: [Int] = []
        var isVerbatim = Set<Int>()
        var place = 0
        for line in 0..<lines.count {
            while place < extents.count, extents[place].upperBound < line { place += 1 }
            while covered < coverage.count, coverage[covered].upperBound <= lines[line].lowerBound { covered += 1 }
            guard hidesSomething(lines[line], coverage[covered...]) else { continue }
            if place < extents.count, extents[place].contains(line) {
                isVerbatim.insert(place)
            } else {
                orphans.append(line)
            }
        }
        guard !orphans.isEmpty || !isVerbatim.isEmpty else { return }
        for place in isVerbatim {
            blocks[place] = MarkdownBlock(kind: .verbatim, containers: [], spans: verbatim(extents[place]))
        }
        insert(orphans)
    }

    /// Whether a line has letters, digits, or anything that is not plain ASCII, which no block shows.
    private func hidesSomething(_ line: Range<Int>, _ shown: ArraySlice<Range<Int>>) -> Bool {
        var index = line.lowerBound
        for range in shown {
            let end = min(range.lowerBound, line.upperBound)
            while index < end {
                if isContent(source[index]) { return true }
                index += 1
            }
            index = max(index, range.upperBound)
            guard index < line.upperBound else { return false }
        }
        return source[index..<line.upperBound].contains(where: isContent)
    }

    private func isContent(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x7F...0xFF: true
        case 0x09, 0x0A, 0x0D: false
        default: byte < 0x20
        }
    }

    /// Puts lines that belong to no block where they stand in the source, neighbours together.
    private mutating func insert(_ orphans: [Int]) {
        var groups: [ClosedRange<Int>] = []
        let firsts = Set(extents.map(\.lowerBound))
        for line in orphans {
            let previous = groups.last
            // Not over a block that begins in between.
            if let previous, previous.upperBound == line - 1, !firsts.contains(line) {
                groups[groups.count - 1] = previous.lowerBound...line
            } else {
                groups.append(line...line)
            }
        }
        var merged: [MarkdownBlock] = []
        var rest = groups[...]
        for (block, extent) in zip(blocks, extents) {
            while let group = rest.first, group.lowerBound < extent.lowerBound {
                merged.append(MarkdownBlock(kind: .verbatim, containers: [], spans: verbatim(group)))
                rest.removeFirst()
            }
            merged.append(block)
        }
        merged += rest.map { MarkdownBlock(kind: .verbatim, containers: [], spans: verbatim($0)) }
        blocks = merged
    }
}
