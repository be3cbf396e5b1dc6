import DocketModel
import DocketTerminal
import DocketText
import DocketWorkflow

/// Hiding what may disturb. A screen whose item is to stay hidden gets a veil in front of it before it is drawn.
extension Workbench {
    /// What the veil in front of a screen follows; nil where its item is shown at once.
    private func veilPolicy(_ screen: any Screen) -> (subject: Subject, policy: VeilPolicy)? {
        guard let subject = screen.shownSubject, let policy = subject.veil ?? (veilsEverything ? VeilPolicy() : nil)
        else {
            return nil
        }
        return (subject, policy)
    }

    /// Puts veils where they are needed, and takes the time of what is shown. To be called before anything is drawn.
    func updateVeil() {
        guard !screens.isEmpty else { return }
        for place in screens.indices {
            guard var veil = screens[place] as? VeilScreen else { continue }
            veil.exposure = exposure
            screens[place] = veil
        }
        let now = session.time
        let lowest = screens.lastIndex { $0.coversAll } ?? 0
        var isShown = false
        for place in (lowest..<screens.count).reversed() {
            guard let (subject, policy) = veilPolicy(screens[place]) else { continue }
            loadExposure(of: subject.queue)
            if unveiled == Subject(queue: subject.queue, item: subject.item) {
                isShown = true
            } else {
                insert(VeilScreen(policy, exposure), at: place + 1)
            }
        }
        exposure.pass(now, isShown: isShown && !screens.contains { $0 is VeilScreen })
    }

    private func loadExposure(of queue: QueueID) {
        guard exposedQueues.insert(queue).inserted else { return }
        worker.enqueue(.loadExposure(queue))
    }

    /// What a key hides at once, whatever it is.
    func hide() {
        guard !(screens[top] is VeilScreen) else { return }
        let policy = screens.last { $0.shownSubject != nil }.flatMap { veilPolicy($0)?.policy }
        unveiled = nil
        insert(VeilScreen(policy, exposure), at: screens.count)
    }

    func unveil() {
        guard screens.count > 1, screens[top] is VeilScreen else { return }
        uncover()
        let lowest = screens.lastIndex { $0.coversAll } ?? 0
        for screen in screens[lowest...] {
            guard let (subject, _) = veilPolicy(screen) else { continue }
            unveiled = Subject(queue: subject.queue, item: subject.item)
            exposure.unveil(subject, session.time)
        }
    }

    func leaveHidden() {
        guard screens.count > 1, let veil = screens[top] as? VeilScreen else { return }
        uncover()
        guard mayLeave() else {
            insert(VeilScreen(veil.policy, exposure, notice: screens[top].objectionToLeaving), at: screens.count)
            return
        }
        hasObjected = true
        back()
    }

    /// Why a key that the screen behind a veil knows does nothing now; nil where no veil is in the way.
    func hiddenAdvice(for stroke: KeyStroke) -> String? {
        guard let veil = screens.lastIndex(where: { $0 is VeilScreen }), veil > 0,
            case .command(let command)? = keyMap.entry(for: [stroke], in: screens[veil - 1].scope)
        else { return nil }
        let ascii = theme.glyphs.isASCII
        let show = keyMap.keys(for: .unveil, in: .veil).first?.label(ascii: ascii).string ?? "?"
        let title = command.title(in: screens[veil - 1].scope)
        return "\(stroke.label(ascii: ascii).string) (\(title)) waits: the item is hidden, \(show) shows it"
    }

    /// For the header of a screen whose item may disturb.
    func exposurePiece(for screen: any Screen) -> Piece? {
        guard let (_, policy) = veilPolicy(screen) else { return nil }
        let count: String = "\(exposure.itemCount) seen, \(exposure.minutes) min  "
        guard exposure.breakReason(policy) != nil else { return Piece(DisplayText(count), "header") }
        return Piece(DisplayText("break due: " + count), "warning")
    }
}
