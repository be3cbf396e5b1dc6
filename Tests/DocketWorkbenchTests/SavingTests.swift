import DocketModel
import DocketStorage
import DocketTerminal
import DocketWorkflow
import Testing

@testable import DocketWorkbench

@Suite("Saving that does not go well")
struct SavingTests {
    private let start = Timestamp(milliseconds: 1_770_000_000_000)

    private func context(_ now: Timestamp) -> Context {
        Context(
            person: "mei", annotator: Annotator(id: "mei"), role: .admin, now: now, size: Size(rows: 24, columns: 100),
            newID: { "decision-1" })
    }

    private func text(_ screen: ReviewScreen, _ now: Timestamp) throws -> String {
        var canvas = Canvas(
            size: Size(rows: 24, columns: 100), theme: try Theme.load("mono"), keyMap: .standard, cache: LayoutCache(),
            now: now,
            person: "mei")
        screen.view(&canvas)
        return canvas.frame.text
    }

    /// A screen with an item on it, accepted: the decision is on its way.
    private func accepted() -> (screen: ReviewScreen, decision: Decision?) {
        let configuration = Fixture.configuration(Ask(verdict: .one, preference: false))
        let queue = QueueRecord(
            configuration: configuration, version: 1, guidelineDigest: nil, isArchived: false, position: 1, hash: .zero)
        var screen = ReviewScreen(queue: queue)
        _ = screen.appear(context(start))
        let served = ServedItem(item: Fixture.singles[0], order: ["a"], claim: nil)
        _ = screen.receive(.served(.item(served), "q"), context(start))
        _ = screen.painted(start)
        let effects = screen.perform(.accept, context(start))
        return (screen, recorded(effects))
    }

    private func recorded(_ effects: [Effect]) -> Decision? {
        for case .store(.record(let decision, _, _)) in effects { return decision }
        return nil
    }

    @Test("A full disk is loud, stays, and the same decision is tried again until it is saved")
    func diskFull() throws {
        var (screen, decision) = accepted()
        #expect(decision?.id == "decision-1")
        #expect(try text(screen, start).contains("saving"))
        let failure = Reply.Failure(reason: "disk full", isTransient: true)
        _ = screen.receive(.recordFailed("decision-1", failure), context(start))
        #expect(try text(screen, start).contains("not saved: disk full, kept here, retrying"))
        #expect(screen.objectionToLeaving != nil)
        #expect(screen.availability(of: .undo).reason?.contains("disk full") == true)
        let later = start.advanced(byMilliseconds: 2000)
        #expect(try #require(screen.nextTick(after: start)) <= later)
        #expect(recorded(screen.receive(.tick(start), context(start))) == nil)
        #expect(recorded(screen.receive(.tick(later), context(later))) == decision)
        let receipt = Receipt(id: "decision-1", status: .saved, position: 2, hash: .zero)
        _ = screen.receive(.recorded("decision-1", receipt), context(later))
        #expect(try text(screen, later).contains("✓ saved"))
        #expect(screen.objectionToLeaving == nil)
    }

    @Test("A decision that is refused for good becomes a draft of its item again")
    func refused() throws {
        var (screen, _) = accepted()
        let failure = Reply.Failure(reason: "the queue is archived", isTransient: false)
        let effects = screen.receive(.recordFailed("decision-1", failure), context(start))
        var draft: ReviewDraft?
        for case .store(.keepDraft(let kept, "s1", _)) in effects { draft = kept }
        #expect(draft?.answers.judgements.first?.verdict == .accept)
        #expect(effects.contains { if case .store(.open("s1", _)) = $0 { true } else { false } })
        #expect(screen.objectionToLeaving == nil)
    }

    @Test("Nothing is decided while undo is under way, and it is possible again when that fails")
    func moving() {
        var (screen, _) = accepted()
        let second = ServedItem(item: Fixture.singles[1], order: ["a"], claim: nil)
        _ = screen.receive(.served(.item(second), "q"), context(start))
        _ = screen.painted(start)
        #expect(screen.availability(of: .accept).isEnabled)
        _ = screen.perform(.undo, context(start))
        #expect(!screen.availability(of: .accept).isEnabled)
        _ = screen.receive(.failed("nothing to undo", .moving), context(start))
        #expect(screen.availability(of: .accept).isEnabled)
    }

    @Test("An item that could not be had is asked for again")
    func servingAgain() {
        let configuration = Fixture.configuration(Ask())
        var screen = ReviewScreen(
            queue: QueueRecord(
                configuration: configuration, version: 1, guidelineDigest: nil, isArchived: false, position: 1,
                hash: .zero))
        _ = screen.appear(context(start))
        _ = screen.receive(.failed("the store is busy", .serving), context(start))
        let later = start.advanced(byMilliseconds: 5000)
        let effects = screen.receive(.tick(later), context(later))
        #expect(effects.contains { if case .store(.serve) = $0 { true } else { false } })
    }
}
