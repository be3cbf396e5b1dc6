import DocketTerminal

/// A screen whose texts can be searched.
protocol SearchingScreen: Screen {
    var search: Search? { get set }
    /// Takes over where its texts were scrolled to when they were painted: a search moves them.
    mutating func adopt(_ painted: Painted)
}

extension SearchingScreen {
    /// Does what a command has to do with a search.
    /// - Returns: whether that was all.
    mutating func performSearch(_ command: Command, _ context: Context) -> Bool {
        switch command {
        case .search:
            if search != nil { adopt(context.painted) }
            search = Search()
            return true
        case .nextHit, .previousHit:
            adopt(context.painted)
            search?.go(command == .nextHit ? 1 : -1, context.painted.found)
            return true
        case .clearSearch:
            adopt(context.painted)
            search = nil
            return true
        case .close where search?.isTyping == true:
            // The texts stand where they stood before.
            search = nil
            return true
        // A list or a line of text in front of the item is closed before the search is ended.
        case .close where search != nil && (scope == .text || scope == .review || scope == .adjudicate):
            adopt(context.painted)
            search = nil
            return true
        case .open where search?.isTyping == true:
            if search?.pattern.isEmpty == true {
                search = nil
            } else {
                adopt(context.painted)
                search?.isTyping = false
                search?.current = context.painted.found.current
            }
            return true
        default:
            guard search != nil else { return false }
            adopt(context.painted)
            search?.current = context.painted.found.current
            search?.follows = false
            return false
        }
    }

    /// Why nothing can be gone to; nil where it can.
    func searchAvailability(of command: Command) -> Availability? {
        switch command {
        case .nextHit, .previousHit, .clearSearch:
            search == nil ? .disabled("nothing is searched for") : .enabled
        default: nil
        }
    }

    /// Types into the pattern.
    /// - Returns: false where no pattern is being written.
    mutating func typeSearch(_ stroke: KeyStroke) -> Bool {
        guard var typed = search, typed.isTyping else { return false }
        search = typed.type(stroke) ? typed : nil
        return true
    }
}

extension ReviewScreen: SearchingScreen {
    mutating func adopt(_ painted: Painted) {
        if case .paging(var pager) = mode {
            pager.scroll = painted.scrolls[.reader] ?? pager.scroll
            mode = .paging(pager)
            return
        }
        guard var desk else { return }
        for place in desk.scrolls.indices {
            if let scroll = painted.scrolls[.pane(place)] { desk.scrolls[place] = scroll }
        }
        if let scroll = painted.scrolls[.context] { desk.contextScroll = scroll }
        self.desk = desk
    }

    /// Goes to the next or previous heading: in the reader, or in the suggestions, each by its own.
    mutating func jump(_ command: Command, _ context: Context) {
        var hasMoved = false
        if case .paging(var pager) = mode {
            hasMoved = pager.jump(command, context)
            mode = .paging(pager)
        } else if var desk {
            for place in desk.scrolls.indices where isScrollLinked || place == desk.sheet.focus {
                let target = Scrolling.jumped(
                    context.painted.scrolls[.pane(place)] ?? desk.scrolls[place], command,
                    context.painted.landmarks[.pane(place)] ?? [], limit: context.scrollLimits[.pane(place)] ?? 0)
                if let target {
                    desk.scrolls[place] = target
                    hasMoved = true
                }
            }
            self.desk = desk
        }
        if !hasMoved { notice = Notice(text: Scrolling.noLandmark(command)) }
    }
}

extension AdjudicateScreen: SearchingScreen {
    mutating func adopt(_ painted: Painted) {
        if case .paging(var pager, let sheet) = mode {
            pager.scroll = painted.scrolls[.reader] ?? pager.scroll
            mode = .paging(pager, sheet)
            return
        }
        // Suggestions and columns scroll together: where the hit is says how far.
        if let scroll = painted.scrolls.filter({ $0.key != .context && $0.key != .reader }).values.max() {
            bodyScroll = scroll
        }
        if let scroll = painted.scrolls[.context] { contextScroll = scroll }
    }

    mutating func jump(_ command: Command, _ context: Context) {
        var hasMoved = false
        if case .paging(var pager, let sheet) = mode {
            hasMoved = pager.jump(command, context)
            mode = .paging(pager, sheet)
        } else {
            let parts = context.painted.landmarks.filter { $0.key != .context && $0.key != .reader }
            let target = Scrolling.jumped(
                bodyScroll, command, Set(parts.values.joined()).sorted(), limit: scrollLimit(context))
            hasMoved = target != nil
            bodyScroll = target ?? bodyScroll
        }
        if !hasMoved { notice = .init(text: Scrolling.noLandmark(command)) }
    }
}
