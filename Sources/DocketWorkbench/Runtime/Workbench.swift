import DocketModel
package import DocketStorage
package import DocketTerminal
import DocketText
package import DocketWorkflow
import Glibc

/// The running front end: events from the terminal and messages from the store go to the screen on top, what it
/// wants done is done, and then the screen is painted once.
@MainActor
package final class Workbench {
    package enum Start: Sendable, Hashable {
        case home
        case review(QueueRecord)
        case adjudicate(QueueRecord)
        case guide
    }

    let device: any TerminalDevice
    let session: Session
    let theme: Theme
    let keyMap: KeyMap
    private let samples: [SampleQueue]
    private let editor: @Sendable (_ text: [UInt8], _ fileName: String) -> ExternalEditor.Outcome
    let cache = LayoutCache()
    private let mailbox: Mailbox
    let worker: StoreWorker
    var screens: [any Screen] = []
    /// Whether every item is hidden until it is wanted, whatever its queue says.
    let veilsEverything: Bool
    var exposure = Exposure()
    /// The queues whose exposure of today was asked for.
    var exposedQueues: Set<QueueID> = []
    /// The item that was wanted.
    var unveiled: Subject?
    var canvas: Canvas?
    var hasObjected = false
    var isOver = false
    /// What was said so far, where screens are said and not painted.
    var narration = Narration()
    /// What a key asked to be said beside what is new.
    var spoken: [DisplayText] = []
    /// When the screen on top came there.
    var appearedAt: Timestamp
    /// The beginning of a sequence of keys, in the scope where it was typed.
    var pending: (strokes: [KeyStroke], scope: Scope)?
    /// Whether the guide is offered below the screen, until a key is pressed.
    var isOfferingGuide: Bool
    /// What remembers that the guide was offered; nil once it was told.
    var guideWasOffered: (@MainActor () -> Void)?
    /// Since when each screen but the one on top is covered.
    private var coveredSince: [Timestamp] = []
    /// What ended the loop, where it was not the person.
    private var signal: Int32?

    package init(
        start: Start, session: Session, device: any TerminalDevice, theme: Theme, keyMap: KeyMap = .standard,
        veilsEverything: Bool = false, samples: [SampleQueue], offersGuide: Bool = false,
        guideWasOffered: (@MainActor () -> Void)? = nil,
        editor: @escaping @Sendable (_ text: [UInt8], _ fileName: String) -> ExternalEditor.Outcome,
        openSample: @escaping @Sendable (SampleQueue) async throws -> QueueRecord
    ) {
        self.session = session
        self.editor = editor
        self.device = device
        self.veilsEverything = veilsEverything
        appearedAt = session.time
        var theme = theme
        if !device.isUTF8 { theme.glyphs = .ascii }
        self.theme = theme
        self.keyMap = keyMap
        self.samples = samples
        isOfferingGuide = offersGuide
        self.guideWasOffered = guideWasOffered
        mailbox = Mailbox(waker: device.waker)
        worker = StoreWorker(
            runner: StoreEffectRunner(session: session, openSample: openSample), mailbox: mailbox)
        switch start {
        case .home: push(HomeScreen(samples: samples))
        case .review(let queue): push(ReviewScreen(queue: queue, keyMap))
        case .adjudicate(let queue): push(AdjudicateScreen(queue: queue, keyMap))
        case .guide: push(GuideScreen(context, keyMap))
        }
    }

    /// Runs until the person leaves, the terminal hangs up or the process is asked to end. Everything that was
    /// decided is saved, and every claim given back, when it returns.
    /// - Returns: the signal that ended it, or nil.
    package func run() async throws -> Int32? {
        var failure: (any Error)?
        do {
            try paint()
            while !isOver {
                for event in device.nextEvents(timeoutMilliseconds: timeout) where !isOver { handle(event) }
                deliver()
                if !isOver { try paint() }
            }
        } catch {
            // A terminal that is gone is no reason to lose what was decided.
            failure = error
            leaveAll()
        }
        device.close()
        await finish()
        if let failure, signal == nil { throw failure }
        return signal
    }

    // MARK: Events

    /// Handles what happened, without painting.
    package func handle(_ event: TerminalEvent, typedBeforePaint: Bool = false) {
        guard !screens.isEmpty, !isTooSmall || isPossibleUnseen(event) else { return }
        switch event {
        case .key(let stroke, false) where isOfferingGuide: answerOffer(stroke, typedBeforePaint)
        case .key(let stroke, let followsPaste): handle(stroke, followsPaste: followsPaste, typedBeforePaint)
        case .paste(let bytes):
            pending = nil
            run(screens[top].activity(context) + screens[top].paste(bytes, context))
        case .mouse(let mouse): handle(mouse, typedBeforePaint)
        case .resumed: redraw()
        case .timer: tick()
        case .hangup:
            signal = SIGHUP
            leaveAll()
        case .terminate(let number):
            signal = number
            leaveAll()
        case .resize, .focus, .wake: break
        }
    }

    private func handle(_ stroke: KeyStroke, followsPaste: Bool, _ typedBeforePaint: Bool) {
        narration.forgetNotices(of: top)
        let scope = screens[top].scope
        let begun = pending.flatMap { $0.scope == scope ? $0.strokes : nil } ?? []
        pending = nil
        // What comes in one read with a paste may be a piece of it: typed it is harmless, as a command not.
        guard !followsPaste || scope.takesText else { return }
        let strokes = begun + [stroke]
        switch screens[top].asksForKey ? nil : keyMap.entry(for: strokes, in: scope) {
        case .command(let command)?:
            if !followsPaste { perform(command, typedBeforePaint) }
        case .prefix?:
            if !followsPaste { pending = (strokes, scope) }
        case nil where begun.isEmpty:
            if !followsPaste, let motion = selectingMotion(stroke, scope) {
                var selecting = context
                selecting.extendsSelection = true
                run(screens[top].activity(context) + screens[top].perform(motion, selecting))
                return
            }
            run(screens[top].activity(context) + screens[top].type(stroke, context))
        case nil:
            if stroke.key != .escape {
                screens[top].notify("\(label(strokes)) means nothing: \(label(begun)) shows what can follow")
            }
        }
    }

    /// The first key of all: it takes the guide, or it is a key like any other.
    private func answerOffer(_ stroke: KeyStroke, _ typedBeforePaint: Bool) {
        let isSeen = offerRows > 0
        isOfferingGuide = false
        if isSeen, stroke == GuideOffer.takes {
            perform(.guide, typedBeforePaint)
        } else if !isSeen || !GuideOffer.declines.contains(stroke) {
            handle(stroke, followsPaste: false, typedBeforePaint)
        }
    }

    func label(_ strokes: [KeyStroke]) -> String {
        strokes.map { $0.label(ascii: theme.glyphs.isASCII).string }.joined(separator: " ")
    }

    /// Everything is painted, or said, again.
    private func redraw() {
        narration.forget()
        device.redraw()
    }

    /// What can be said on a screen, on this device.
    func list(of screen: any Screen) -> CommandList { CommandList(of: screen, isSpoken: speaker != nil) }

    /// Where text is written, Shift with a key that moves the cursor selects.
    private func selectingMotion(_ stroke: KeyStroke, _ scope: Scope) -> Command? {
        guard scope.takesText, stroke.modifiers.contains(.shift) else { return nil }
        let plain = KeyStroke(stroke.key, stroke.modifiers.subtracting(.shift))
        guard case .command(let command)? = keyMap.entry(for: [plain], in: scope), command.movesCursor else {
            return nil
        }
        return command
    }

    /// Whether something may happen while the terminal is too small to show anything: nothing that answers or writes.
    private func isPossibleUnseen(_ event: TerminalEvent) -> Bool {
        switch event {
        case .key(let stroke, _):
            guard case .command(let command)? = keyMap.entry(for: [stroke], in: screens[top].scope) else {
                return false
            }
            return [.quit, .close, .keepDraft, .redraw, .suspend, .veil, .goHome].contains(command)
        case .mouse, .paste: return false
        default: return true
        }
    }

    private func perform(_ command: Command, _ typedBeforePaint: Bool) {
        if typedBeforePaint, command.definition.decides {
            screens[top].notify("a key was dropped: it was typed before this item was on the screen")
            return
        }
        switch command {
        case .help: push(HelpScreen(about: list(of: screens[top]), keyMap))
        case .guide where screens[top].availability(of: .guide).isEnabled:
            isOfferingGuide = false
            push(GuideScreen(context, keyMap))
        case .palette: push(PaletteScreen(list(of: screens[top])))
        case .redraw: redraw()
        case .sayAgain: sayAgain()
        case .suspend: device.suspend()
        case .veil: hide()
        default:
            if let reason = screens[top].availability(of: command).reason {
                screens[top].notify(reason)
                return
            }
            if command != .quit, command != .goHome { hasObjected = false }
            if readOn(command) { return }
            run(screens[top].activity(context) + screens[top].perform(command, context))
        }
    }

    private func handle(_ mouse: MouseEvent, _ typedBeforePaint: Bool) {
        let target = canvas?.target(at: mouse.at)
        pending = nil
        switch mouse.kind {
        case .press(.left):
            guard let target else { return }
            if case .command(let command) = target {
                perform(command, typedBeforePaint)
            } else if !typedBeforePaint {
                var clicking = context
                clicking.extendsSelection = mouse.modifiers.contains(.shift)
                run(screens[top].activity(context) + screens[top].click(target, clicking))
            }
        case .drag(.left):
            if let target, !typedBeforePaint { run(screens[top].drag(target, context)) }
        case .wheelUp: run(screens[top].scroll(target, by: -3, context))
        case .wheelDown: run(screens[top].scroll(target, by: 3, context))
        default: break
        }
    }

    /// Gives the top screen, and those below, what came from the store.
    package func deliver() {
        for reply in mailbox.takeAll() {
            if case .exposure(let queue, let items, let milliseconds) = reply {
                exposure.add(queue, items, milliseconds: milliseconds)
            }
            for place in screens.indices { run(screens[place].receive(reply, context)) }
            giveBackUnwanted(reply)
        }
        refreshPalette()
        tick()
    }

    /// What can be said below may have changed with what came.
    private func refreshPalette() {
        guard screens.count > 1, var palette = screens[top] as? PaletteScreen else { return }
        palette.list = list(of: screens[top - 1])
        screens[top] = palette
    }

    /// A claim that was under way when its screen was left belongs to nobody any more.
    private func giveBackUnwanted(_ reply: Reply) {
        let served: ServedItem
        switch reply {
        case .served(.item(let item), _), .opened(.item(let item), _), .undone(_, .item(let item)?): served = item
        default: return
        }
        guard let claim = served.claim else { return }
        let isWanted = screens.contains { ($0 as? ReviewScreen)?.queue.id == claim.queue }
        if !isWanted { worker.enqueue(.release([claim])) }
    }

    /// Tells the screens whose time has come, also those under another one: a save is tried again behind the help.
    private func tick() {
        let now = session.time
        for place in screens.indices {
            if let due = screens[place].nextTick(after: now), due <= now {
                run(screens[place].receive(.tick(now), context))
            }
        }
    }

    private var timeout: Int? {
        let now = session.time
        let shown = awaitsContent ? appearedAt.advanced(byMilliseconds: Self.patience) : nil
        guard let due = (screens.compactMap({ $0.nextTick(after: now) }) + [shown].compactMap(\.self)).min() else {
            return nil
        }
        return max(1, Int(clamping: due.milliseconds - now.milliseconds))
    }

    // MARK: Effects

    private func run(_ effects: [Effect]) {
        for effect in effects {
            switch effect {
            case .store(let work): worker.enqueue(work)
            case .show(.review(let queue)): push(ReviewScreen(queue: queue, keyMap))
            case .show(.adjudicate(let queue)): push(AdjudicateScreen(queue: queue, keyMap))
            case .show(.rules(let queue)): push(RulesScreen(queue: queue, keyMap))
            case .show(.home): goHome()
            case .back: back()
            case .perform(let command): perform(command, false)
            case .unused(let stroke):
                screens[top].notify(
                    hiddenAdvice(for: stroke)
                        ?? KeyAdvice.text(
                            for: stroke, on: list(of: screens[top]), keyMap, ascii: theme.glyphs.isASCII))
            case .suspend: device.suspend()
            case .redraw: redraw()
            case .editExternally(let text, let fileName): editExternally(text, fileName)
            case .copy(let bytes, let what): copy(bytes, what)
            case .unveil: unveil()
            case .leaveHidden: leaveHidden()
            }
        }
    }

    /// The loop stands still while the editor has the terminal; what the screen does for its claims goes on beside it.
    private func editExternally(_ text: [UInt8], _ fileName: String) {
        let keeper = ClaimKeeper(screen: screens[top], context: context, session: session, worker: worker)
        let outcome = device.withTerminalReleased { editor(text, fileName) }
        keeper.stop()
        let replies = screens[top].receive(.edited(outcome), context)
        run(screens[top].activity(context) + replies)
    }

    private func copy(_ bytes: [UInt8], _ what: String) {
        let line: String
        let isDone: Bool
        switch device.copy(bytes) {
        case .sent: (line, isDone) = ("copied \(what): \(bytes.count) bytes", true)
        case .tooLong(let limit):
            (line, isDone) = (
                "not copied: \(what) has \(bytes.count) bytes, and terminals take \(limit); \(keyMap.name(of: .externalEditor, in: screens[top].scope)) opens it in your editor",
                false
            )
        case .off: (line, isDone) = ("not copied: DOCKET_CLIPBOARD=off keeps Docket from the clipboard", false)
        case .unsupported: (line, isDone) = ("not copied: this terminal has no clipboard", false)
        }
        run(screens[top].receive(.copied(line, isDone: isDone), context))
    }

    /// Puts a screen in front of the one at `place - 1`, behind those that are there already.
    func insert(_ screen: some Screen, at place: Int) {
        coveredSince.insert(session.time, at: min(place, coveredSince.count))
        screens.insert(screen, at: place)
    }

    /// Takes the screen on top away, which leaves nothing to be done.
    func uncover() {
        screens.removeLast()
        if let since = coveredSince.popLast() {
            screens[top].wasCovered(milliseconds: max(0, session.time.milliseconds - since.milliseconds))
        }
    }

    private func push(_ screen: some Screen) {
        appearedAt = session.time
        if !screens.isEmpty { coveredSince.append(session.time) }
        screens.append(screen)
        narration.forgetScreens(from: top)
        run(screens[top].appear(context))
    }

    func back() {
        guard mayLeave() else { return }
        let isRead = screens[top].coversAll == false
        run(screens[top].leave(context))
        screens.removeLast()
        appearedAt = session.time
        if let since = coveredSince.popLast(), !isRead {
            screens[top].wasCovered(milliseconds: max(0, session.time.milliseconds - since.milliseconds))
        }
        if screens.isEmpty {
            isOver = true
        } else {
            run(screens[top].appear(context))
        }
    }

    /// Leaves every screen but the list of queues, which is made where there was none.
    private func goHome() {
        guard mayLeave() else { return }
        while let screen = screens.last, !(screen is HomeScreen) {
            run(screens[top].leave(context))
            screens.removeLast()
            _ = coveredSince.popLast()
        }
        if screens.isEmpty { screens.append(HomeScreen(samples: samples)) }
        narration.forgetScreens(from: top)
        appearedAt = session.time
        run(screens[top].appear(context))
    }

    /// Says once what speaks against leaving the screen; whoever insists may.
    func mayLeave() -> Bool {
        if let objection = screens[top].objectionToLeaving, !hasObjected {
            hasObjected = true
            screens[top].notify(objection)
            return false
        }
        hasObjected = false
        return true
    }

    private func leaveAll() {
        while !screens.isEmpty {
            run(screens[top].leave(context))
            screens.removeLast()
        }
        isOver = true
    }

    var top: Int { screens.count - 1 }

    private var context: Context {
        Context(
            person: session.person, annotator: session.annotator, role: session.role, now: session.time,
            size: Size(rows: device.size.rows - offerRows, columns: device.size.columns),
            painted: canvas?.painted ?? Painted(), textWindow: canvas?.textWindow, newID: session.newID)
    }

    /// Waits until the store has answered everything, and everything that follows from the answers is done.
    private func finish() async {
        repeat {
            await worker.idle()
            deliver()
        } while !worker.isIdle || !mailbox.isEmpty
    }

    // MARK: For tests

    /// Handles events as the loop does, waits until the store has answered, and paints.
    package func settle(_ events: [TerminalEvent] = []) async throws {
        for event in events where !isOver { handle(event) }
        await finish()
        if !isOver { try paint() }
    }

    package var hasEnded: Bool { isOver }

    /// How many lines of text were laid out since the start.
    package var laidOutLines: Int { cache.laidOutLines }
    package var markedTexts: Int { cache.markedTexts }
}
