extension MarkdownLayout {
    /// Lines of code behind a bar. They are not wrapped by words: one that is too long goes on behind a sign.
    mutating func addCode(_ spans: [MarkdownSpan], _ info: Range<Int>, _ first: Run, _ rest: Run, _ room: Int) {
        var prefix = first
        if !info.isEmpty {
            var head = sign(signs.codeHead + " ", ["code.edge"])
            let look = look(["code.label"])
            for cluster in shown(info).clusters { head.append(cluster, look) }
            for (index, piece) in cut(head, room).enumerated() { addLine(index == 0 ? prefix : rest, piece) }
            prefix = rest
        }
        let language = CodeLanguage(info: String(decoding: document.source[info], as: UTF8.self))
        let line = run(spans, ["code.block"])
        let roles = language.map { CodeHighlighter.roles(of: document.source, spans, $0) } ?? []
        var colored = line
        color(&colored, with: roles)
        let bar = sign(signs.code + " ", ["code.edge"])
        let wrap = sign(signs.codeWrap + " ", ["code.edge"])
        var start = 0
        while true {
            let end = colored.clusters[start...].firstIndex(where: \.isLineBreak) ?? colored.clusters.count
            for (index, piece) in cut(colored.slice(start..<end), max(1, room - 2)).enumerated() {
                var code = index == 0 ? bar : wrap
                code.append(piece)
                addLine(prefix, code, isContinuation: index > 0)
                prefix = rest
            }
            guard end < colored.clusters.count else { break }
            start = end + 1
        }
        if !info.isEmpty { addLine(rest, sign(signs.codeFoot, ["code.edge"])) }
    }

    /// Gives clusters the looks of the tokens they are in.
    private mutating func color(_ run: inout Run, with tokens: [CodeToken]) {
        var place = 0
        for index in run.clusters.indices {
            let source = run.clusters[index].source
            guard !source.isEmpty else { continue }
            while place < tokens.count, tokens[place].range.upperBound <= source.lowerBound { place += 1 }
            guard place < tokens.count, tokens[place].range.contains(source.lowerBound) else { continue }
            run.looks[index] = look(["code.block", tokens[place].kind.role])
        }
    }

    /// Pieces of at most `room` cells, not through what stands for one character of the source; one, empty, of nothing.
    func cut(_ run: Run, _ room: Int) -> [Run] {
        var pieces: [Run] = []
        var start = 0
        var used = 0
        var index = 0
        while index < run.clusters.count {
            // A character of the source that is shown as several clusters stays in one piece, if it fits.
            var end = index + 1
            var cells = run.clusters[index].width
            while end < run.clusters.count, run.clusters[end].source == run.clusters[index].source,
                !run.clusters[index].source.isEmpty, cells + run.clusters[end].width <= room
            {
                cells += run.clusters[end].width
                end += 1
            }
            if used + cells > room, index > start {
                pieces.append(run.slice(start..<index))
                start = index
                used = 0
            }
            used += cells
            index = end
        }
        pieces.append(run.slice(start..<run.clusters.count))
        return pieces
    }
}
