import DocketText

/// What was said so far: from it follows what is new, and what reading line by line goes through.
struct Narration {
    private var known: [String: [DisplayText]] = [:]
    /// All that the screen says now, in order.
    private(set) var lines: [DisplayText] = []
    /// Where each topic begins in `lines`.
    private var starts: [Int] = []
    /// The line that was read last.
    private var place = -1
    /// What was said last, to be said again.
    private(set) var last: [DisplayText] = []

    /// What is new in what a screen says.
    /// - Parameters:
    ///   - covered: how many screens are behind the ones that speak; what was said of them is remembered.
    ///   - mode: where keys are looked up: named where a key changed that and nothing else is to be said of it.
    ///   - isNew: everything is to be said, because it is another item.
    mutating func news(
        _ announcements: [Announcement], covered: Int, mode: Scope, isNew: Bool
    ) -> [DisplayText] {
        var said: [DisplayText] = []
        var next = known.filter { Self.place($0.key) < covered }
        var all: [DisplayText] = []
        var begin: [Int] = []
        for announcement in announcements {
            let old = known[announcement.topic]
            if old != announcement.lines || isNew && !announcement.isLasting { said += announcement.lines }
            next[announcement.topic] = announcement.lines
            begin.append(all.count)
            all += announcement.lines
        }
        // Keys that were named once are known also when another mode was in between.
        for (topic, lines) in known where lasting.contains(topic) && next[topic] == nil { next[topic] = lines }
        lasting.formUnion(announcements.filter(\.isLasting).map(\.topic))
        known = next
        if all != lines { place = isNew ? -1 : min(place, all.count - 1) }
        (lines, starts) = (all, begin)
        if said.isEmpty, let modeBefore, modeBefore != mode { said = [DisplayText(mode.title)] }
        modeBefore = mode
        forgotten = [:]
        if !said.isEmpty { last = said }
        return said
    }

    /// Topics that are known also while they are not spoken of.
    private var lasting: Set<String> = []
    private var modeBefore: Scope?
    /// Notices that are said again, unless the key was one that only says things.
    private var forgotten: [String: [DisplayText]] = [:]

    private static func place(_ topic: String) -> Int {
        topic.split(separator: " ").first.flatMap { Int($0) } ?? 0
    }

    /// What a key says is said also where it is the same as before.
    mutating func forgetNotices(of place: Int) {
        let topic = "\(place) notice"
        forgotten[topic] = known.removeValue(forKey: topic)
    }

    mutating func recallNotices() {
        known.merge(forgotten) { $1 }
    }

    /// A screen was left: another one in its place says everything.
    mutating func forgetScreens(from place: Int) {
        known = known.filter { Self.place($0.key) < place }
    }

    /// Everything is to be said again.
    mutating func forget() {
        known = [:]
    }

    /// Reads on, line by line or topic by topic.
    mutating func read(_ command: Command) -> [DisplayText] {
        guard !lines.isEmpty else { return [] }
        let from = place
        switch command {
        case .lineDown, .contextDown: place += 1
        case .lineUp, .contextUp: place -= 1
        case .pageDown: return page(from + 1)
        case .pageUp: return page(max(0, from - 2 * Self.page + 1))
        case .top: place = 0
        case .bottom: place = lines.count - 1
        case .nextHeading: place = starts.first { $0 > from } ?? lines.count
        case .previousHeading: place = starts.last { $0 < from } ?? -1
        default: return []
        }
        guard lines.indices.contains(place) else {
            let isEnd = place >= lines.count
            place = from
            return isEnd ? ["end of what there is"] : ["start of what there is"]
        }
        return [lines[place]]
    }

    private static let page = 10

    private mutating func page(_ first: Int) -> [DisplayText] {
        let read = lines.dropFirst(first).prefix(Self.page)
        guard let end = read.indices.last else { return ["end of what there is"] }
        place = end
        return Array(read)
    }
}
