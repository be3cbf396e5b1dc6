import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketTestSupport
import DocketWorkflow
import Testing

@testable import DocketWorkbench

/// What somebody has begun and not taken over yet: edits, comments, reasons and notes.
@Suite("Unfinished work")
@MainActor
struct UnfinishedWorkTests {
    private func pair() async throws -> WorkbenchHarness {
        try await WorkbenchHarness(
            items: Fixture.pairs, configuration: Fixture.configuration(Fixture.pairAsk), rows: 32, columns: 110)
    }

    private func single() async throws -> WorkbenchHarness {
        try await WorkbenchHarness(
            items: Fixture.singles, configuration: Fixture.configuration(Fixture.singleAsk), columns: 110)
    }

    private func conflicts() async throws -> WorkbenchHarness {
        let prefers = { (winner: SuggestionID) in Answers(preference: .win(winner, .clear)) }
        return try await WorkbenchHarness(
            items: Fixture.pairs, configuration: Fixture.configuration(Fixture.pairAsk, overlap: 2), person: "ana",
            rows: 40, columns: 140,
            decisions: [
                Fixture.decision("d1", "i1", "ann1", prefers("a")), Fixture.decision("d2", "i1", "ann2", prefers("b")),
                Fixture.decision("d3", "i2", "ann1", prefers("a")), Fixture.decision("d4", "i2", "ann2", prefers("b")),
            ], start: .adjudicate)
    }

    // MARK: Edits

    @Test("A draft of one suggestion outlives an editor opened on another, saved there, typed there, and a restart")
    func draftsOfTwo() async throws {
        let harness = try await pair()
        try await harness.press("e")
        try await harness.type("FIRST")
        try await harness.press("esc tab e esc")
        #expect(harness.screen.contains("FIRST"))
        try await harness.press("e")
        try await harness.type("SECOND")
        // Stopped in the middle of a word, nothing said.
        try await harness.reopen(queue: "q")
        #expect(harness.screen.contains("FIRST") && harness.screen.contains("SECOND"))
        #expect(harness.lastRow.contains("your 2 drafts are back"))
        try await harness.press("tab e C-s")
        #expect(harness.screen.contains("FIRST"))
        try await harness.press("tab e")
        #expect(harness.screen.contains("FIRST"))
        try await harness.press("C-s 1 enter")
        let answers = try #require(try await harness.decisions(on: "i1").first?.answer.answers)
        let edited = answers.judgements.compactMap { $0.verdict?.editedText?.string }
        #expect(edited.count == 2 && edited.contains { $0.hasSuffix("FIRST") })
        #expect(edited.contains { $0.hasSuffix("SECOND") })
    }

    @Test("Drafts are named once before a decision goes without them, a skip too")
    func namedFirst() async throws {
        let harness = try await pair()
        try await harness.press("e")
        try await harness.type("FIRST")
        try await harness.press("esc tab e")
        try await harness.type("SECOND")
        try await harness.press("esc s 1")
        #expect(harness.lastRow.contains("2 edits are still drafts"))
        #expect(try await harness.decisions(on: "i1").isEmpty)
        try await harness.press("s 1")
        #expect(try await harness.decisions(on: "i1").first?.answer.isSkip == true)
    }

    // MARK: Comments

    @Test("A comment left with Esc is kept, said, and there again, also after a restart in the middle of it")
    func comment() async throws {
        let harness = try await single()
        try await harness.press("c")
        try await harness.type("half of a thought")
        try await harness.press("esc")
        #expect(harness.lastRow.contains("the comment is kept as a draft") && harness.row(0).contains("draft"))
        try await harness.press("c")
        #expect(harness.screen.contains("half of a thought"))
        try await harness.type(" and more")
        // Stopped while it is typed.
        try await harness.reopen(queue: "q")
        #expect(harness.lastRow.contains("your comment is back"))
        try await harness.press("a")
        #expect(harness.lastRow.contains("the comment is still a draft"))
        #expect(try await harness.decisions(on: "s1").isEmpty)
        try await harness.press("c enter enter")
        #expect(try await harness.decisions(on: "s1").first?.comment == "half of a thought and more")
    }

    @Test("A comment from the person's own editor survives Esc as well")
    func commentFromEditor() async throws {
        let harness = try await single()
        harness.editor.willLeave { _ in .text(Array("ten lines".utf8)) }
        try await harness.press("c A-e esc c")
        #expect(harness.screen.contains("ten lines"))
        try await harness.press("C-u esc")
        #expect(!harness.row(0).contains("draft"))
    }

    @Test("A reason left with Esc is there again, and a ruling without it takes a second press")
    func reason() async throws {
        let harness = try await conflicts()
        try await harness.press("c")
        try await harness.type("because of")
        try await harness.press("esc")
        #expect(harness.lastRow.contains("what you wrote is kept"))
        try await harness.press("] c")
        #expect(!harness.screen.contains("because of"))
        try await harness.press("esc [ 1")
        #expect(harness.lastRow.contains("the reason is still a draft"))
        #expect(try await harness.store.counts(of: "q").resolved == 0)
        try await harness.press("c enter 1")
        let reasons = [
            try await harness.store.state(of: "i1", in: "q")?.resolution?.reason,
            try await harness.store.state(of: "i2", in: "q")?.resolution?.reason,
        ]
        #expect(reasons.compactMap { $0 } == ["because of"])
    }

    @Test("A note to annotators left with Esc is there again when the item is sent back")
    func note() async throws {
        let harness = try await conflicts()
        try await harness.press("B 1")
        try await harness.type("see section")
        try await harness.press("esc B 1")
        #expect(harness.screen.contains("see section"))
    }

    @Test("A ruling of one's own left with Esc, or cut off in the middle of an edit, is gone on with")
    func ruling() async throws {
        let harness = try await conflicts()
        try await harness.press("e esc")
        #expect(!harness.screen.contains("draft"))
        try await harness.press("e 2 x esc")
        #expect(
            harness.lastRow.contains("what you composed is kept") && harness.screen.contains("your ruling is a draft"))
        try await harness.press("]")
        #expect(!harness.screen.contains("your ruling is a draft"))
        try await harness.press("[ 1")
        #expect(harness.lastRow.contains("your own ruling is still a draft"))
        #expect(try await harness.store.counts(of: "q").resolved == 0)
        try await harness.press("e tab e")
        try await harness.type("TAIL")
        // Stopped while it is typed.
        try await harness.reopen(as: "ana", queue: "q", start: .adjudicate)
        #expect(harness.screen.contains("your ruling is a draft"))
        try await harness.press("e")
        #expect(harness.screen.contains("TAIL") && harness.screen.contains("preferred"))
        try await harness.press("C-g")
        #expect(!harness.screen.contains("TAIL"))
        try await harness.press("u")
        #expect(harness.screen.contains("TAIL"))
        try await harness.press("a tab a c")
        try await harness.type("so it reads better")
        try await harness.press("enter enter")
        let ruled = try #require(try await harness.store.state(of: "i1", in: "q")?.resolution)
        #expect(ruled.reason == "so it reads better" && ruled.outcome.preference?.winner == "b")
        #expect(try await harness.store.rulingDrafts(of: "ana", in: "q").isEmpty)
    }

    @Test("A reason and a note outlive the program; a ruling that is taken back has its reason again")
    func reasonAndNote() async throws {
        let harness = try await conflicts()
        try await harness.press("c")
        try await harness.type("said")
        try await harness.press("enter c")
        try await harness.type(", half")
        try await harness.press("esc B 1")
        try await harness.type("see sec")
        try await harness.reopen(as: "ana", queue: "q", start: .adjudicate)
        #expect(harness.lastRow.contains("said"))
        try await harness.press("c")
        #expect(harness.screen.contains("said, half"))
        try await harness.press("enter B 1")
        #expect(harness.screen.contains("see sec"))
        try await harness.press("esc 1 u")
        #expect(harness.lastRow.contains("taken back"))
        try await harness.press("v")
        try await harness.press("c")
        #expect(harness.screen.contains("said, half"))
        try await harness.press("esc B 1 enter")
        #expect(try await harness.store.inbox(of: "ann1", in: "q").count == 1)
        #expect(try await harness.store.rulingDrafts(of: "ana", in: "q").values.allSatisfy { !$0.isEmpty })
    }

    @Test("A ruling that only its author thought of is a draft again when it is taken back")
    func takenBack() async throws {
        let harness = try await conflicts()
        try await harness.press("e x tab x b enter")
        #expect(try await harness.store.counts(of: "q").resolved == 1)
        try await harness.press("u")
        #expect(harness.screen.contains("your ruling is a draft"))
        try await harness.press("e enter")
        #expect(try await harness.store.state(of: "i1", in: "q")?.resolution?.outcome.preference == .bothBad)
        try await harness.press("u C-r")
        #expect(try await harness.store.rulingDrafts(of: "ana", in: "q").isEmpty)
    }

    @Test("A saved edit opened again and left as it is stays saved; an emptied comment stays empty")
    func unchanged() async throws {
        let harness = try await pair()
        try await harness.press("e")
        try await harness.type("FIRST")
        try await harness.press("C-s e esc")
        #expect(!harness.row(0).contains("draft") || !harness.screen.contains("not taken over"))
        #expect(!harness.lastRow.contains("draft"))
        try await harness.press("c")
        try await harness.type("thought")
        try await harness.press("enter c C-u esc c")
        #expect(!harness.screen.contains("thought"))
        try await harness.press("enter 1 tab a enter")
        #expect(try await harness.decisions(on: "i1").first?.comment == nil)
    }

    @Test("Rulings that are refused while others are composed are taken up one after the other")
    func refusedRulings() async throws {
        let harness = try await conflicts()
        try await harness.press("e")
        #expect(harness.screen.contains("your own ruling"))
        try await harness.press("esc")
        let conflicts = try #require(harness.workbench.screens.last as? AdjudicateScreen).conflicts
        var screen = AdjudicateScreen(queue: try await harness.store.queue("q"))
        let context = Context(
            person: "ana", annotator: Annotator(id: "ana"), role: .admin, now: harness.clock.now,
            size: Size(rows: 40, columns: 140), newID: { harness.clock.nextID("r") })
        _ = screen.receive(.conflicts(conflicts, drafts: [:]), context)
        var rulings: [EventID] = []
        for _ in 0..<2 {
            _ = screen.painted(context.now)
            for case .store(.resolve(let resolution, _)) in screen.perform(.choose1, context) {
                rulings.append(resolution.id)
            }
        }
        #expect(rulings.count == 2)
        _ = screen.receive(.conflicts([], drafts: [:]), context)
        for id in rulings { _ = screen.receive(.recordFailed(id, .init(reason: "no", isTransient: false)), context) }
        #expect(screen.scope == .ruling && screen.current?.item == conflicts[0].item)
        _ = screen.perform(.close, context)
        #expect(screen.scope == .ruling && screen.current?.item == conflicts[1].item)
        _ = screen.perform(.close, context)
        #expect(screen.scope == .adjudicate)
    }

    // MARK: What arrives meanwhile

    private func context(_ now: Timestamp = Timestamp(milliseconds: 1_770_000_000_000)) -> Context {
        Context(
            person: "mei", annotator: Annotator(id: "mei"), role: .admin, now: now, size: Size(rows: 24, columns: 100),
            newID: { "decision-1" })
    }

    private func screen(_ ask: Ask = Fixture.singleAsk) -> ReviewScreen {
        var screen = ReviewScreen(
            queue: QueueRecord(
                configuration: Fixture.configuration(ask), version: 1, guidelineDigest: nil, isArchived: false,
                position: 1, hash: .zero))
        _ = screen.appear(context())
        return screen
    }

    private func served(_ place: Int) -> ServedItem {
        ServedItem(item: Fixture.singles[place], order: ["a"], claim: nil)
    }

    private func type(_ text: String, _ screen: inout ReviewScreen) {
        for character in text { _ = screen.type(KeyStroke(.character(character)), context()) }
    }

    @Test("An item that comes while an item's name is typed waits until that is left, and only a few are asked for")
    func servedWhileTyping() {
        var screen = screen()
        _ = screen.receive(.served(.waiting, "q"), context())
        _ = screen.perform(.goToItem, context())
        type("ad", &screen)
        #expect(screen.availability(of: .open).isEnabled)
        let later = context().now.advanced(byMilliseconds: 5000)
        _ = screen.receive(.tick(later), context(later))
        _ = screen.receive(.served(.item(served(0)), "q"), context(later))
        let asked = screen.receive(.served(.item(served(1)), "q"), context(later))
        #expect(!asked.contains { if case .store(.serve) = $0 { true } else { false } })
        #expect(screen.scope == .prompt && screen.desk == nil)
        type("s-1", &screen)
        #expect(screen.scope == .prompt && screen.saving.isEmpty)
        _ = screen.perform(.close, context(later))
        #expect(screen.scope == .review && screen.desk?.item.id == "s1" && screen.desk?.shownAt == nil)
        #expect(screen.ahead.map(\.item.id) == ["s2"])
    }

    @Test(
        "A refused decision's item waits until what is typed is left, and then says why it is here",
        arguments: [Command.comment, .edit, .search, .flag])
    func refusedWhileTyping(_ opens: Command) throws {
        var ask = Fixture.singleAsk
        ask.flags = [FlagDefinition(name: "unsafe", isConflict: true)]
        var screen = screen(ask)
        _ = screen.receive(.served(.item(served(0)), "q"), context())
        _ = screen.receive(.served(.item(served(1)), "q"), context())
        _ = screen.painted(context().now)
        _ = screen.perform(.accept, context())
        _ = screen.painted(context().now)
        _ = screen.perform(opens, context())
        let scope = screen.scope
        if opens != .flag { type("one", &screen) }
        let failure = Reply.Failure(reason: "the queue is archived", isTransient: false)
        _ = screen.receive(.recordFailed("decision-1", failure), context())
        var back = served(0)
        back.draft = ReviewDraft(
            answers: Answers(judgements: [Judgement(suggestion: "a", verdict: .accept)]), comment: nil)
        _ = screen.receive(.opened(.item(back), "q"), context())
        #expect(screen.scope == scope && screen.desk?.item.id == "s2")
        if opens != .flag { type("as", &screen) }
        #expect(screen.scope == scope && screen.saving.isEmpty)
        _ = screen.perform(opens == .edit ? .keepDraft : .close, context())
        #expect(screen.scope == .review && screen.desk?.item.id == "s1")
        #expect(screen.notice?.text == "the queue is archived")
        let waiting = try #require(screen.ahead.first)
        #expect(waiting.item.id == "s2")
        switch opens {
        case .comment: #expect(waiting.draft?.unfinishedComment == "oneas")
        case .edit: #expect(waiting.draft?.edits["a"]?.string.hasSuffix("oneas") == true)
        default: break
        }
    }

    @Test("An earlier item that was asked for comes after what is typed, and the one at the front stays the front")
    func visitWhileTyping() {
        var screen = screen()
        _ = screen.receive(.served(.item(served(0)), "q"), context())
        _ = screen.receive(.served(.item(served(1)), "q"), context())
        _ = screen.painted(context().now)
        _ = screen.receive(.recent(["s3"]), context())
        screen.hasLoadedRecent = true
        _ = screen.perform(.previousItem, context())
        _ = screen.perform(.goToItem, context())
        _ = screen.receive(.opened(.item(served(2)), "q"), context())
        #expect(screen.desk?.item.id == "s1" && screen.visiting == nil && screen.resting == nil)
        _ = screen.perform(.close, context())
        #expect(screen.desk?.item.id == "s3" && screen.visiting == 0 && screen.resting?.item.id == "s1")
    }

    @Test("Where an earlier item cannot be had the one on the desk is the front again and goes when it is decided")
    func visitInVain() {
        var screen = screen()
        _ = screen.receive(.served(.item(served(0)), "q"), context())
        _ = screen.receive(.served(.item(served(1)), "q"), context())
        _ = screen.painted(context().now)
        _ = screen.receive(.recent(["s3"]), context())
        screen.hasLoadedRecent = true
        _ = screen.perform(.previousItem, context())
        _ = screen.receive(.opened(.finished, "q"), context())
        #expect(screen.visiting == nil && screen.resting == nil)
        #expect(screen.notice?.text.contains("cannot be shown") == true)
        _ = screen.perform(.accept, context())
        #expect(screen.desk?.item.id == "s2")
    }
}
