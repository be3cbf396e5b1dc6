/// Lays a document out: blocks below each other, each line with the signs of the quotes and lists it is in.
struct MarkdownLayout {
    let document: MarkdownDocument
    let width: Int
    let policy: DisplayPolicy
    let signs: MarkdownSigns
    /// Whether a line end inside a paragraph is a blank, as for pages; else it stays one, as for replies.
    let joinsLines: Bool
    var clusters: [DisplayCluster] = []
    var looks: [UInt8] = []
    var lines: [LayoutLine] = []
    var headings: [RenderedText.Heading] = []
    private var notices = DisplayNotices()
    private var roleSets: [[String]] = [[]]
    private var roleSetIndex: [[String]: UInt8] = [[]: 0]
    /// The containers of the block before.
    private var previous: [MarkdownBlock.Container] = []

    /// A line's worth of clusters with their looks, before it has a place.
    struct Run {
        var clusters: [DisplayCluster] = []
        var looks: [UInt8] = []
        var width: Int { clusters.reduce(0) { $0 + $1.width } }
        var isEmpty: Bool { clusters.isEmpty }

        mutating func append(_ cluster: DisplayCluster, _ look: UInt8) {
            clusters.append(cluster)
            looks.append(look)
        }

        mutating func append(_ other: Run) {
            clusters += other.clusters
            looks += other.looks
        }

        func slice(_ range: Range<Int>) -> Run {
            Run(clusters: Array(clusters[range]), looks: Array(looks[range]))
        }
    }

    static func render(
        _ document: MarkdownDocument, width: Int, policy: DisplayPolicy, joinsLines: Bool
    ) -> RenderedText {
        var layout = MarkdownLayout(
            document: document, width: max(1, width), policy: policy,
            signs: policy.asciiOnly ? .ascii : .unicode, joinsLines: joinsLines)
        for (index, block) in document.blocks.enumerated() { layout.add(block, isFirst: index == 0) }
        if layout.lines.isEmpty { layout.lines = [LayoutLine(indent: 0, clusters: 0..<0, isContinuation: false)] }
        let text = DisplayText(
            clusters: layout.clusters, notices: layout.notices, sourceCount: document.source.count)
        return RenderedText(
            layout: TextLayout(text, width: layout.width, lines: layout.lines), looks: layout.looks,
            roleSets: layout.roleSets, headings: layout.headings, shown: document)
    }

    private init(
        document: MarkdownDocument, width: Int, policy: DisplayPolicy, signs: MarkdownSigns, joinsLines: Bool
    ) {
        self.document = document
        self.width = width
        self.policy = policy
        self.signs = signs
        self.joinsLines = joinsLines
    }

    // MARK: Blocks

    private mutating func add(_ block: MarkdownBlock, isFirst: Bool) {
        let shared = zip(previous, block.containers).prefix { $0.number == $1.number }.count
        if block.hasGap, !isFirst {
            addLine(prefix(block.containers.prefix(shared), isNew: { _ in false }), Run())
        }
        previous = block.containers
        let isNew = { (place: Int) in place >= shared }
        var first = prefix(block.containers[...], isNew: isNew, isTask: block.isTask)
        var rest = prefix(block.containers[...], isNew: { _ in false })
        // Where a narrow column leaves too little beside the signs, they go, and numbers have a line of their own.
        if width - rest.width < 8 {
            let numbers = Run(
                clusters: first.clusters.filter { !$0.source.isEmpty },
                looks: zip(first.clusters, first.looks).filter { !$0.0.source.isEmpty }.map(\.1))
            if !numbers.isEmpty { for piece in cut(numbers, width) { addLine(Run(), piece) } }
            first = Run()
            rest = Run()
        }
        let room = max(1, width - rest.width)
        switch block.kind {
        case .paragraph: addText(block.spans, [], first, rest, room)
        case .heading(let level): addHeading(block, level, first, rest, room)
        case .verbatim: addText(block.spans, ["text.dim"], first, rest, room)
        case .html: addText(block.spans, ["markup"], first, rest, room)
        case .rule: addRule(block.spans, first, room)
        case .code(let info): addCode(block.spans, info, first, rest, room)
        case .table(let alignments, let rows): addTable(alignments, rows, first, rest, room)
        }
    }

    /// The signs before a line of a block: bars of quotes, marks of items or blanks of their width.
    private mutating func prefix(
        _ containers: ArraySlice<MarkdownBlock.Container>, isNew: (Int) -> Bool, isTask: Bool = false
    ) -> Run {
        var run = Run()
        var depth = 0
        for (place, container) in containers.enumerated() {
            switch container.kind {
            case .quote:
                run.append(sign(signs.quote, ["quote"]))
                run.append(sign(" ", []))
            case .item(let mark, let isNumbered):
                defer { depth += 1 }
                let look = self.look(["list.mark"])
                if isNumbered {
                    let text = shown(mark)
                    if isNew(place) {
                        for cluster in text.clusters { run.append(cluster, look) }
                    } else {
                        run.append(sign(DisplayText(repeating: " ", count: text.width), []))
                    }
                    run.append(sign(" ", []))
                } else if isNew(place), !(isTask && place == containers.count - 1) {
                    let bullet = signs.bullets[depth % signs.bullets.count].clusters[0]
                    run.append(bullet.standing(for: mark), look)
                    run.append(sign(" ", []))
                } else {
                    run.append(sign(isTask && isNew(place) ? "" : "  ", []))
                }
            }
        }
        return run
    }

    private mutating func addHeading(_ block: MarkdownBlock, _ level: Int, _ first: Run, _ rest: Run, _ room: Int) {
        let start = lines.count
        var head = first
        // Two levels have a line below them, the others say which they are.
        if level > 2 { head.append(sign(DisplayText(repeating: "#", count: level) + " ", ["text.dim"])) }
        addText(block.spans, ["heading.\(level)"], head, rest, max(1, room - (level > 2 ? level + 1 : 0)))
        let title = lines[start...].map { line -> String in
            clusters[line.clusters].filter { !$0.source.isEmpty }.map(\.text).joined()
        }.joined(separator: " ")
        headings.append(RenderedText.Heading(line: start, level: level, title: title))
        guard level <= 2 else { return }
        let widest = lines[start...].map { line in clusters[line.clusters].reduce(0) { $0 + $1.width } }.max() ?? 0
        let sign = level == 1 ? signs.heavyRule : signs.rule
        addLine(rest, self.sign(DisplayText(repeating: sign, count: min(room, widest - rest.width)), ["rule"]))
    }

    private mutating func addRule(_ spans: [MarkdownSpan], _ first: Run, _ room: Int) {
        var run = sign(DisplayText(repeating: signs.rule, count: room), ["rule"])
        // The dashes of the source are the first of them, so that they can be found and marked.
        if let source = spans.first?.source { run.clusters[0] = run.clusters[0].standing(for: source) }
        addLine(first, run)
    }

    /// Wrapped by words.
    private mutating func addText(
        _ spans: [MarkdownSpan], _ base: [String], _ first: Run, _ rest: Run, _ room: Int
    ) {
        var isFirst = true
        for run in wrapped(spans, base, room) {
            addLine(isFirst ? first : rest, run)
            isFirst = false
        }
    }

    mutating func wrapped(_ spans: [MarkdownSpan], _ base: [String], _ room: Int) -> [Run] {
        let run = run(spans, base)
        let text = DisplayText(clusters: run.clusters, notices: DisplayNotices(), sourceCount: 0)
        return TextLayout(text, width: room, hangingIndent: false).lines.map { run.slice($0.clusters) }
    }

    // MARK: Pieces

    /// Spans as clusters, each with its look.
    mutating func run(_ spans: [MarkdownSpan], _ base: [String]) -> Run {
        var run = Run()
        for span in spans {
            let look = look(base + span.looks.roles)
            switch span.shown {
            case .source: for cluster in shown(span.source).clusters { run.append(cluster, look) }
            case .text(let text):
                let shown = DisplayText(text, policy: policy)
                notices.add(shown.notices)
                for cluster in shown.clusters { run.append(cluster.standing(for: span.source), look) }
            case .lineBreak(let isSoft):
                let cluster = isSoft && joinsLines ? Self.blank : Self.lineBreak
                run.append(cluster.standing(for: span.source), look)
            }
        }
        return run
    }

    private static let blank = DisplayText(" ").clusters[0]
    private static let lineBreak = DisplayText("\n").clusters[0]

    /// Bytes of the source, as the display policy shows them.
    mutating func shown(_ range: Range<Int>) -> DisplayText {
        let text = DisplayText(bytes: document.source[range], policy: policy)
        notices.add(text.notices)
        return DisplayText(
            clusters: text.clusters.map { $0.moved(by: range.lowerBound) }, notices: text.notices,
            sourceCount: text.sourceCount)
    }

    /// What the source has not.
    mutating func sign(_ text: DisplayText, _ roles: [String]) -> Run {
        let look = look(roles)
        return Run(
            clusters: text.clusters.map { $0.standing(for: 0..<0) }, looks: text.clusters.map { _ in look })
    }

    mutating func addLine(_ prefix: Run, _ run: Run, isContinuation: Bool = false) {
        let start = clusters.count
        clusters += prefix.clusters
        looks += prefix.looks
        clusters += run.clusters
        looks += run.looks
        lines.append(LayoutLine(indent: 0, clusters: start..<clusters.count, isContinuation: isContinuation))
    }

    /// The number of a set of roles. There are far fewer than fit.
    mutating func look(_ roles: [String]) -> UInt8 {
        if let known = roleSetIndex[roles] { return known }
        guard roleSets.count < 255 else { return 0 }
        let number = UInt8(roleSets.count)
        roleSets.append(roles)
        roleSetIndex[roles] = number
        return number
    }
}

extension MarkdownLooks {
    /// The roles of a theme, the last on top.
    var roles: [String] {
        if isEmpty { return [] }
        var roles: [String] = []
        if contains(.code) { roles.append("code") }
        if contains(.html) { roles.append("markup") }
        if contains(.link) || contains(.image) { roles.append("link") }
        if contains(.address) { roles.append("link.address") }
        if contains(.task) { roles.append("list.mark") }
        if contains(.strong) { roles.append("strong") }
        if contains(.emphasis) { roles.append("emphasis") }
        if contains(.strike) { roles.append("strike") }
        return roles
    }
}

extension RenderedText {
    /// - Parameters:
    ///   - width: cells of a line; less than 1 counts as 1.
    ///   - joinsLines: whether a line end inside a paragraph is a blank, as for pages of Markdown; where people and models
    ///     wrote a reply it stays, for verses and addresses depend on it.
    package init(_ document: MarkdownDocument, width: Int, policy: DisplayPolicy = .standard, joinsLines: Bool = false)
    {
        self = MarkdownLayout.render(document, width: width, policy: policy, joinsLines: joinsLines)
    }
}
