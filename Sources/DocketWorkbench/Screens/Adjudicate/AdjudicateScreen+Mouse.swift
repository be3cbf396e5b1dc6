import DocketModel
import DocketTerminal

extension AdjudicateScreen {
    package mutating func click(_ target: HitTarget, _ context: Context) -> [Effect] {
        keeping { $0.clicked(target, context) }
    }

    private mutating func clicked(_ target: HitTarget, _ context: Context) -> [Effect] {
        defer { forgetSubject() }
        if let effects = inMerge(context, { $0.click(target, context) }) { return effects }
        switch (target, mode) {
        case (.entry(let place), .reading): select(place)
        case (.column(let place), .reading): bringToFront(decision: place)
        case (.pane(let place), .reading): bringToFront(suggestion: place, context)
        case (.pane(let place), .ruling(var sheet)):
            sheet.setFocus(place)
            mode = .ruling(sheet)
        case (.fold, .reading), (.fold, .ruling): isContextUnfolded.toggle()
        case (.context, .reading): openContext(nil)
        case (.context, .ruling(let sheet)): openContext(sheet)
        case (.entry(let place), .picking(var picker, let sheet)):
            picker.select(place)
            return picked(picker, sheet, context)
        case (.editor(let offset), .editing(var editor, let sheet)):
            editor.moveCursor(toOffset: offset, selects: context.extendsSelection, context)
            mode = .editing(editor, sheet)
        case (.editor(let offset), .prompting(var prompt, let sheet)):
            prompt.input.moveCursor(toOffset: offset, selects: context.extendsSelection, context)
            mode = .prompting(prompt, sheet)
        default: break
        }
        return []
    }

    package mutating func drag(_ target: HitTarget, _ context: Context) -> [Effect] {
        guard case .editor = target else { return [] }
        var selecting = context
        selecting.extendsSelection = true
        return click(target, selecting)
    }

    package mutating func scroll(_ target: HitTarget?, by lines: Int, _ context: Context) -> [Effect] {
        if let effects = inMerge(context, { $0.scroll(target, by: lines, context) }) { return effects }
        if search != nil {
            adopt(context.painted)
            search?.current = context.painted.found.current
            search?.follows = false
        }
        if case .paging(var pager, let sheet) = mode {
            pager.scroll(by: lines, context)
            mode = .paging(pager, sheet)
        } else if case .editing(var editor, let sheet) = mode {
            editor.scroll(by: lines, context)
            mode = .editing(editor, sheet)
        } else if case .entry? = target {
            select(min(max(0, selected + (lines > 0 ? 1 : -1)), max(0, conflicts.count - 1)))
        } else if case .context? = target {
            contextScroll = Scrolling.contextMoved(contextScroll, lines, context)
        } else {
            bodyScroll = min(max(0, bodyScroll + lines), scrollLimit(context))
        }
        return []
    }
}
