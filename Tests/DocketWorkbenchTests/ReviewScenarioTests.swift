import DocketModel
import DocketStorage
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketTestSupport
import DocketWorkbench
import Foundation
import Testing

@Suite("Reviewing, key by key")
@MainActor
struct ReviewScenarioTests {
    private func singles() async throws -> WorkbenchHarness {
        try await WorkbenchHarness(items: Fixture.singles, configuration: Fixture.configuration(Fixture.singleAsk))
    }

    private func pairs() async throws -> WorkbenchHarness {
        try await WorkbenchHarness(items: Fixture.pairs, configuration: Fixture.configuration(Fixture.pairAsk))
    }

    /// Which of the fixture's items is on the screen.
    private func shown(_ harness: WorkbenchHarness) -> ItemID? {
        let texts: [(String, ItemID)] = [
            ("One reply", "s1"), ("Two reply", "s2"), ("Three reply", "s3"), ("git reset", "i1"), ("Second", "i2"),
            ("Third", "i3"),
        ]
        return texts.first { harness.screen.contains($0.0) }?.1
    }

    @Test("One key accepts and the next item is there")
    func acceptAdvances() async throws {
        let harness = try await singles()
        let first = try #require(shown(harness))
        try await harness.press("a")
        let second = try #require(shown(harness))
        #expect(second != first)
        #expect(try await harness.decisions(on: first).first?.answer.answers?.judgements.first?.verdict == .accept)
        #expect(harness.row(0).contains("saved"))
    }

    @Test("Rejecting asks for the reason that the queue wants")
    func rejectAsksForReason() async throws {
        let harness = try await singles()
        let first = try #require(shown(harness))
        try await harness.press("x")
        #expect(harness.screen.contains("Why is it rejected?"))
        try await harness.press("2")
        let judgement = try await harness.decisions(on: first).first?.answer.answers?.judgements.first
        #expect(judgement?.verdict == .reject && judgement?.reasons == ["unsafe"])
    }

    @Test("An edit is saved with Ctrl-S and counts as an edit; unchanged it is an accept")
    func editing() async throws {
        let harness = try await singles()
        let first = try #require(shown(harness))
        try await harness.press("e")
        #expect(harness.workbench.frame().cursor != nil)
        try await harness.type(" More.")
        try await harness.press("C-s")
        let text = try await harness.decisions(on: first).first?.answer.answers?.judgements.first?.verdict?.editedText
        #expect(text?.string.hasSuffix("reply. More.") == true)
        let second = try #require(shown(harness))
        try await harness.press("e C-s")
        #expect(try await harness.decisions(on: second).first?.answer.answers?.judgements.first?.verdict == .accept)
    }

    @Test("Esc in the editor keeps the text as a draft, also over a restart")
    func draft() async throws {
        let harness = try await singles()
        let first = try #require(shown(harness))
        try await harness.press("e")
        try await harness.type(" Unfinished")
        try await harness.press("esc")
        #expect(harness.row(0).contains("draft"))
        try await harness.press("q")
        try await harness.reopen(queue: "q")
        #expect(shown(harness) == first)
        #expect(harness.screen.contains("Unfinished") && harness.screen.contains("not taken over yet"))
        try await harness.press("e C-s")
        let text = try await harness.decisions(on: first).first?.answer.answers?.judgements.first?.verdict?.editedText
        #expect(text?.string.hasSuffix(" Unfinished") == true)
    }

    @Test("What is needed is named in the order of the screen, so that nobody learns which suggestion came first")
    func neededInOrder() async throws {
        var configuration = Fixture.configuration(Fixture.pairAsk)
        configuration.order = .shuffled
        var isSwapped = false
        for number in 1...6 {
            let harness = try await WorkbenchHarness(
                items: [Fixture.pairs[0]], configuration: configuration, person: PersonID("p\(number)"), columns: 120)
            try await harness.press("1")
            try await harness.press("enter")
            #expect(harness.lastRow.contains("still needed: a verdict on 1, a verdict on 2"), "\(harness.lastRow)")
            try await harness.press("a tab a enter")
            let answers = try await harness.decisions(on: "i1").first?.answer.answers
            if case .win("b", _) = answers?.preference { isSwapped = true }
        }
        #expect(isSwapped, "some of six people see the second suggestion first")
    }

    @Test("A decision that takes several keys is submitted with Enter, which names what is missing")
    func severalKeys() async throws {
        let harness = try await pairs()
        let first = try #require(shown(harness))
        try await harness.press("1 1")
        #expect(harness.screen.contains("preferred, clearly"))
        try await harness.press("enter")
        #expect(harness.lastRow.contains("still needed: a verdict on 1, a verdict on 2"))
        #expect(try await harness.decisions(on: first).isEmpty)
        try await harness.press("a tab x enter")
        let answers = try await harness.decisions(on: first).first?.answer.answers
        #expect(answers?.preference == .win("a", .clear))
        #expect(answers?.judgements.map(\.verdict) == [.accept, .reject])
        #expect(shown(harness) != first)
    }

    @Test("Tie, both bad, ratings, flags and a comment are recorded")
    func everythingElse() async throws {
        let harness = try await pairs()
        let first = try #require(shown(harness))
        try await harness.press("r 4 f 1 esc c")
        try await harness.type("why not")
        try await harness.press("enter 0 a tab a enter")
        let decision = try #require(try await harness.decisions(on: first).first)
        #expect(decision.answer.answers?.judgement(of: "a")?.ratings == ["helpful": 4])
        #expect(decision.answer.answers?.flags == ["unsafe"])
        #expect(decision.answer.answers?.preference == .tie)
        #expect(decision.comment == "why not")
        let second = try #require(shown(harness))
        try await harness.press("b")
        try await harness.press("enter")
        let bad = try await harness.decisions(on: second).first?.answer.answers
        #expect(bad?.preference == .bothBad && bad?.judgements.map(\.verdict) == [.reject, .reject])
    }

    @Test("A skip says why, frees the item and does not come back")
    func skip() async throws {
        let harness = try await singles()
        let first = try #require(shown(harness))
        try await harness.press("s 1")
        #expect(try await harness.decisions(on: first).first?.answer == .skip(reason: "cannot judge"))
        try await harness.press("a a")
        #expect(harness.screen.contains("Nothing more for you"))
        try await harness.reopen(as: "noor", queue: "q")
        #expect(shown(harness) == first)
    }

    @Test("Undo goes back decision by decision, also after a restart, and redo forward again")
    func undoAndRedo() async throws {
        let harness = try await singles()
        let first = try #require(shown(harness))
        try await harness.press("a")
        let second = try #require(shown(harness))
        try await harness.press("a")
        try await harness.press("q")
        try await harness.reopen(queue: "q")
        try await harness.press("u")
        #expect(shown(harness) == second)
        #expect(try await harness.decisions(on: second).isEmpty)
        // What was answered is on the desk again: a step back on it comes before the next decision.
        try await harness.press("u")
        #expect(shown(harness) == first)
        #expect(try await harness.decisions(on: first).isEmpty)
        try await harness.press("C-r")
        #expect(try await harness.decisions(on: first).count == 1)
        try await harness.press("C-r")
        #expect(try await harness.decisions(on: second).count == 1)
        let report = try await harness.store.verify(against: nil)
        #expect(report.problems.isEmpty)
    }

    @Test("An undone decision can be changed and submitted again")
    func undoAndChange() async throws {
        let harness = try await singles()
        let first = try #require(shown(harness))
        try await harness.press("a u")
        #expect(shown(harness) == first)
        try await harness.press("a")
        #expect(try await harness.decisions(on: first).count == 1)
        try await harness.press("u")
        try await harness.press("x 1 enter")
        #expect(try await harness.decisions(on: first).first?.answer.answers?.judgements.first?.verdict == .reject)
    }

    @Test("[ looks at an earlier decision and a change of it supersedes")
    func goingBack() async throws {
        let harness = try await singles()
        let first = try #require(shown(harness))
        try await harness.press("a")
        let second = try #require(shown(harness))
        try await harness.press("[")
        #expect(shown(harness) == first)
        try await harness.press("x 1 enter")
        let decisions = try await harness.decisions(on: first)
        #expect(decisions.count == 1 && decisions.first?.answer.answers?.judgements.first?.verdict == .reject)
        #expect(shown(harness) == second)
    }

    @Test("Keys that were typed before an item was on the screen decide nothing")
    func nothingUnseen() async throws {
        let harness = try await singles()
        let a = TerminalEvent.key(KeyStroke(.character("a")))
        try await harness.send(a, a, a)
        let progress = try await harness.store.progress(of: "mei", in: "q", since: Timestamp(milliseconds: 0))
        #expect(progress.decided == 1)
        #expect(harness.lastRow.contains("not on the screen yet"))
    }

    @Test("What follows an undo in one read decides nothing on the item that was there")
    func nothingWhileMoving() async throws {
        let harness = try await singles()
        let first = try #require(shown(harness))
        try await harness.press("a")
        let (undo, accept) = (
            TerminalEvent.key(KeyStroke(.character("u"))), TerminalEvent.key(KeyStroke(.character("a")))
        )
        try await harness.send(undo, accept)
        #expect(shown(harness) == first)
        #expect(try await harness.store.counts(of: "q").decisions == 0)
    }

    @Test("A click on an item that was not yet painted decides nothing")
    func clickUnseen() async throws {
        let harness = try await singles()
        let click = TerminalEvent.mouse(MouseEvent(kind: .press(.left), at: Point(row: 23, column: 2)))
        try await harness.send(click, click, click)
        #expect(try await harness.store.counts(of: "q").decisions == 1)
    }

    @Test("A decision that is refused is on the screen again with its answers, and the item at hand is not lost")
    func refused() async throws {
        let harness = try await WorkbenchHarness(
            items: Fixture.singles, configuration: Fixture.configuration(Fixture.singleAsk, overlap: 2))
        let first = try #require(shown(harness))
        try await harness.press("e")
        try await harness.type(" MINE")
        // Meanwhile the same person decides the item in another terminal.
        let other = Fixture.decision(
            "elsewhere", first, "mei", Answers(judgements: [Judgement(suggestion: "a", verdict: .accept)]))
        let author = Author(person: "mei", clientVersion: "t", clientTime: harness.clock.now)
        _ = try await harness.store.record(other, fence: nil, by: author)
        try await harness.press("C-s")
        #expect(harness.screen.contains("MINE"))
        #expect(try await harness.decisions(on: first).map(\.id) == ["elsewhere"])
        try await harness.press("enter")
        let decisions = try await harness.decisions(on: first)
        #expect(decisions.count == 1 && decisions[0].supersedes == "elsewhere")
        #expect(decisions[0].answer.answers?.judgements[0].verdict?.editedText?.string.hasSuffix("MINE") == true)
        #expect(shown(harness) != nil && shown(harness) != first)
    }

    @Test("A terminal that is too small decides nothing")
    func tooSmallDecidesNothing() async throws {
        let harness = try await WorkbenchHarness(
            items: Fixture.singles, configuration: Fixture.configuration(Fixture.singleAsk), rows: 8, columns: 30)
        try await harness.press("a a")
        #expect(try await harness.store.counts(of: "q").decisions == 0)
    }

    @Test("Scales that one digit does not cover take numbers")
    func longScales() async throws {
        var ask = Fixture.singleAsk
        ask.ratings = [
            RatingScale(name: "fit", minimum: -3, maximum: 10), RatingScale(name: "tone", minimum: 0, maximum: 9),
        ]
        let harness = try await WorkbenchHarness(items: Fixture.singles, configuration: Fixture.configuration(ask))
        let first = try #require(shown(harness))
        try await harness.press("r 1 1 enter")
        #expect(harness.lastRow.contains("fit goes from -3 to 10"))
        try await harness.press("- 2 enter 0 a enter")
        let judgement = try await harness.decisions(on: first).first?.answer.answers?.judgements.first
        #expect(judgement?.ratings == ["fit": -2, "tone": 0])
    }

    @Test("Opening a queue twice in one read shows one screen")
    func openedOnce() async throws {
        let harness = try await WorkbenchHarness(
            items: Fixture.singles, configuration: Fixture.configuration(Fixture.singleAsk), start: .home)
        let enter = TerminalEvent.key(KeyStroke(.enter))
        try await harness.send(enter, enter)
        try await harness.press("q")
        #expect(harness.screen.contains("Your queues"))
    }

    @Test("What comes in one read with a paste is no command")
    func pasteIsNoCommand() async throws {
        let harness = try await singles()
        try await harness.send(.paste(Array("aaa".utf8)), .key(KeyStroke(.character("a")), followsPaste: true))
        let progress = try await harness.store.progress(of: "mei", in: "q", since: Timestamp(milliseconds: 0))
        #expect(progress.decided == 0)
        try await harness.press("e")
        try await harness.send(.paste(Array("p\u{1B}[31mq".utf8)))
        #expect(harness.screen.contains("p␛[31mq"))
    }

    @Test("A disabled key says why")
    func disabledSaysWhy() async throws {
        let harness = try await singles()
        try await harness.press("0")
        #expect(harness.lastRow.contains("this queue asks for no preference"))
        try await harness.press("tab")
        #expect(harness.lastRow.contains("there is only one suggestion"))
    }

    @Test("Two people at once never get the same item at k = 1")
    func twoPeople() async throws {
        let harness = try await singles()
        try await harness.press("a")
        try await harness.reopen(as: "noor", queue: "q")
        // The first holds what is on the desk and what is claimed ahead: nothing is left for the second.
        #expect(shown(harness) == nil)
        #expect(harness.screen.contains("Others hold the last items"))
        let claims = try await harness.store.counts(of: "q")
        #expect(claims.claimed == 2 && claims.decisions == 1)
    }

    @Test("Leaving gives the claims back")
    func leavingReleases() async throws {
        let harness = try await singles()
        try await harness.press("q")
        #expect(try await harness.store.counts(of: "q").claimed == 0)
        #expect(harness.workbench.hasEnded)
    }

    @Test("A claim that arrives when the screen is gone is given back too")
    func lateClaim() async throws {
        let harness = try await singles()
        harness.workbench.handle(.key(KeyStroke(.character("a"))))
        harness.workbench.handle(.key(KeyStroke(.character("q"))))
        harness.workbench.handle(.key(KeyStroke(.character("q"))))
        try await harness.send()
        #expect(try await harness.store.counts(of: "q").claimed == 0)
        #expect(try await harness.store.counts(of: "q").decisions == 1)
    }

    @Test("Models' names are hidden where the queue is blind and shown where it is not")
    func blindness() async throws {
        let blind = try await pairs()
        #expect(!blind.screen.contains("model-"))
        let open = try await WorkbenchHarness(
            items: Fixture.pairs, configuration: Fixture.configuration(Fixture.pairAsk, blind: []), columns: 120)
        #expect(open.screen.contains("model-0"))
    }

    @Test("The guideline opens on a key and closes again")
    func guideline() async throws {
        let harness = try await WorkbenchHarness(
            items: Fixture.singles, configuration: Fixture.configuration(Fixture.singleAsk),
            guideline: "Be kind.\nBe exact.")
        try await harness.press("G")
        #expect(harness.screen.contains("Be exact."))
        try await harness.press("esc")
        #expect(!harness.screen.contains("Be exact."))
    }

    @Test("A long context opens in full and scrolls to its end and back")
    func longContext() async throws {
        let turns = (1...60).map { ("user", "Turn number \($0).") }
        let harness = try await WorkbenchHarness(
            items: [Fixture.item("s1", "One reply.", context: turns)],
            configuration: Fixture.configuration(Fixture.singleAsk))
        #expect(!harness.screen.contains("Turn number 1."))
        try await harness.press("o")
        #expect(harness.screen.contains("Turn number 1."))
        try await harness.press("end")
        #expect(harness.screen.contains("Turn number 60."))
        try await harness.press("k home")
        #expect(harness.screen.contains("Turn number 1."))
        try await harness.press("esc")
        #expect(harness.screen.contains("One reply."))
    }

    @Test("End and back: a line up from the end moves at once")
    func scrollEnds() async throws {
        let long = (1...200).map { "Line number \($0)." }.joined(separator: "\n")
        let harness = try await WorkbenchHarness(
            items: [Fixture.item("s1", long)], configuration: Fixture.configuration(Fixture.singleAsk))
        try await harness.press("end")
        #expect(harness.screen.contains("Line number 200."))
        try await harness.press("k k k")
        #expect(!harness.screen.contains("Line number 200."))
        try await harness.press("end home")
        #expect(harness.screen.contains("Line number 1."))
    }

    @Test("Going back says so, and a skipped item says why it was skipped")
    func lookingBack() async throws {
        let harness = try await singles()
        try await harness.press("s 2 [")
        #expect(harness.row(0).contains("looking back: 1 of 1"))
        #expect(harness.screen.contains("skipped: offensive"))
        try await harness.press("]")
        #expect(!harness.row(0).contains("looking back"))
    }

    @Test("Starting over puts the text back as it came, and undo the edit")
    func revert() async throws {
        let harness = try await singles()
        try await harness.press("e")
        try await harness.type(" EXTRA")
        try await harness.press("C-g")
        #expect(!harness.screen.contains("EXTRA"))
        try await harness.press("C-z")
        #expect(harness.screen.contains("EXTRA"))
    }

    @Test("The mouse clicks footers and suggestions, and the wheel scrolls")
    func mouse() async throws {
        let harness = try await WorkbenchHarness(
            items: Fixture.pairs, configuration: Fixture.configuration(Fixture.pairAsk), columns: 120)
        let footer = harness.lastRow
        let place = try #require(footer.range(of: "tie")).lowerBound
        let column = footer.distance(from: footer.startIndex, to: place)
        try await harness.send(.mouse(MouseEvent(kind: .press(.left), at: Point(row: 23, column: column))))
        #expect(harness.screen.contains("tie"))
        try await harness.send(.mouse(MouseEvent(kind: .press(.left), at: Point(row: 12, column: 100))))
        #expect(harness.screen.contains("[2]"))
    }

    @Test("At the end it says what was done and what can still be done")
    func finished() async throws {
        let harness = try await singles()
        try await harness.press("a a a")
        #expect(harness.screen.contains("This queue is complete.") || harness.screen.contains("Nothing more for you"))
        #expect(harness.screen.contains("You decided 3 of its 3 items, 3 of them today."))
        try await harness.press("u")
        #expect(shown(harness) != nil)
    }
}
