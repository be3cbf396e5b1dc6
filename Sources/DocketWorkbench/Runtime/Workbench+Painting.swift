import DocketModel
package import DocketTerminal
import DocketText
import DocketWorkflow

/// What is to be seen, and when it can be.
extension Workbench {
    /// How many rows the offer takes of the screen's.
    var offerRows: Int { isOfferingGuide && GuideOffer.fits(device.size) ? GuideOffer.rows : 0 }

    /// Whether nothing but a message fits: then nothing that can be decided is on the screen.
    var isTooSmall: Bool {
        device.size.rows < AnsweringLayout.minimum.rows || device.size.columns < AnsweringLayout.minimum.columns
    }

    /// What is to be seen now.
    package func frame() -> Frame {
        updateVeil()
        cache.beginFrame()
        var canvas = Canvas(
            size: device.size, theme: theme, keyMap: keyMap, cache: cache, now: session.time, person: session.person)
        if isTooSmall {
            let needed = AnsweringLayout.minimum
            let text: DisplayText =
                "needs \(needed.columns)x\(needed.rows), is \(canvas.size.columns)x\(canvas.size.rows)"
            canvas.put(text, 0, 0, "warning", maxWidth: canvas.size.columns)
        } else if !screens.isEmpty {
            canvas.reservedRows = offerRows
            let lowest = screens.lastIndex { $0.coversAll } ?? 0
            for place in lowest..<screens.count {
                var screen = screens[place]
                // Drawn as it is once it can be seen: what can be decided then is not dim.
                if place == top { _ = screen.painted(session.time) }
                canvas.hits = []
                canvas.exposure = canvas.size.columns < 70 ? [] : [exposurePiece(for: screen)].compactMap(\.self)
                canvas.hiddenMark = place > 0 && screen is VeilScreen ? screens[place - 1].savedMark(canvas) : nil
                screen.view(&canvas)
            }
            drawPending(&canvas)
            canvas.reservedRows = 0
            if isOfferingGuide { offerRows > 0 ? GuideOffer.draw(&canvas) : GuideOffer.drawLine(&canvas) }
        }
        self.canvas = canvas
        return canvas.frame
    }

    private func drawPending(_ canvas: inout Canvas) {
        guard let pending, pending.scope == screens[top].scope,
            case .prefix(let following)? = keyMap.entry(for: pending.strokes, in: pending.scope)
        else { return }
        WhichKeyView.draw(pending.strokes, following, list(of: screens[top]), &canvas)
    }

    /// Paints, and tells the screen that what it shows can now be seen. Keys that lie in the terminal's buffer when
    /// something new is about to be shown were typed before it: they are taken now and are no decisions on it.
    func paint() throws {
        guard !screens.isEmpty, !awaitsContent else { return }
        updateVeil()
        let isNew = showsSomethingNew
        if isNew {
            for event in device.nextEvents(timeoutMilliseconds: 0) where !isOver {
                handle(event, typedBeforePaint: true)
            }
            deliver()
            if isOver { return }
        }
        try device.present(frame())
        if let speaker { try speak(speaker, isNew: isNew) }
        guard !isTooSmall else { return }
        _ = screens[top].painted(session.time)
        if isOfferingGuide, let remember = guideWasOffered {
            guideWasOffered = nil
            remember()
        }
    }

    /// How long, in milliseconds, what was there before stays rather than an empty screen that is about to be filled.
    static let patience: Int64 = 150

    var awaitsContent: Bool {
        screens[top].isLoading && session.time < appearedAt.advanced(byMilliseconds: Self.patience)
    }

    private var showsSomethingNew: Bool {
        var screen = screens[top]
        return !isTooSmall && screen.painted(session.time)
    }
}
