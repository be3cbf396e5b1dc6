import DocketModel
import DocketStorage
import DocketTerminal
import DocketTestSupport
import Testing

@testable import DocketWorkbench

@Suite("Finding out what can be done")
@MainActor
struct DiscoveryScenarioTests {
    private func reviewing(
        _ items: [Item] = Fixture.singles, ask: Ask = Fixture.singleAsk, rows: Int = 24, columns: Int = 80
    ) async throws -> WorkbenchHarness {
        try await WorkbenchHarness(
            items: items, configuration: Fixture.configuration(ask), rows: rows, columns: columns)
    }

    // MARK: Sequences of keys

    @Test("The beginning of a sequence shows what can follow, with what is disabled and why")
    func whichKey() async throws {
        let harness = try await reviewing(columns: 110)
        try await harness.press("g")
        #expect(harness.screen.contains("g … go to"))
        #expect(harness.screen.contains("i  item"))
        #expect(harness.screen.contains("n  next item  this is the newest item"))
    }

    @Test("Esc leaves a sequence and does nothing else")
    func escLeaves() async throws {
        let harness = try await reviewing()
        let before = harness.screen
        try await harness.press("g")
        #expect(harness.screen != before)
        try await harness.press("esc")
        #expect(harness.screen == before)
    }

    @Test("A key that cannot follow says so, and is not taken for a command of its own")
    func unknownSequence() async throws {
        let harness = try await reviewing()
        try await harness.press("g a")
        #expect(harness.lastRow.contains("g a means nothing: g shows what can follow"))
        #expect(try await harness.store.counts(of: "q").decisions == 0)
    }

    @Test("A click on a line of that panel does what the line says")
    func clickFollowing() async throws {
        let harness = try await reviewing()
        try await harness.press("g")
        let rows = harness.screen.split(separator: "\n", omittingEmptySubsequences: false)
        let row = try #require(rows.firstIndex { $0.contains("i  item") })
        let column = try #require(rows[row].firstRange(of: "item")).lowerBound
        let at = Point(row: row, column: rows[row].distance(from: rows[row].startIndex, to: column))
        try await harness.send(.mouse(MouseEvent(kind: .press(.left), at: at)))
        #expect(harness.screen.contains("Go to which item?"))
    }

    @Test("A sequence goes to the ends of a long text")
    func ends() async throws {
        let long = Fixture.item("s1", (1...80).map { "line \($0)\n\n" }.joined())
        let harness = try await reviewing([long])
        try await harness.press("g e")
        #expect(harness.screen.contains("line 80"))
        try await harness.press("g g")
        #expect(harness.screen.contains("line 1") && !harness.screen.contains("line 80"))
    }

    @Test("A paste after the beginning of a sequence is no part of it")
    func pasteInSequence() async throws {
        let harness = try await reviewing()
        try await harness.press("g")
        try await harness.send(.paste(Array("h".utf8)))
        #expect(harness.screen.contains("reply."))
    }

    // MARK: Going to an item

    /// The items in the order in which they are dealt.
    private func dealt(_ harness: WorkbenchHarness) async throws -> [String] {
        var order: [String] = []
        for _ in 1...3 {
            order.append(try #require(["s1", "s2", "s3"].first { harness.row(0).contains("  \($0)  ") }))
            if order.count < 3 { try await harness.press("a") }
        }
        return order
    }

    @Test("An item that was decided is gone to by its number, by its id, and the front by its number")
    func goToItem() async throws {
        let harness = try await reviewing(columns: 110)
        let order = try await dealt(harness)
        try await harness.press("g i 1 enter")
        #expect(harness.row(0).contains("looking back: 1 of 2  \(order[0])"))
        try await harness.press("g i")
        try await harness.type(order[1] + "\n")
        #expect(harness.row(0).contains("looking back: 2 of 2  \(order[1])"))
        try await harness.press("g i 3 enter")
        #expect(!harness.screen.contains("looking back") && harness.row(0).contains(order[2]))
    }

    @Test("Nobody picks an item that was not dealt to them")
    func noPicking() async throws {
        let items = (1...9).map { Fixture.item(ItemID("s\($0)"), "Reply \($0).") }
        let harness = try await reviewing(items)
        try await harness.press("a")
        let before = harness.row(0)
        let decided = try await harness.store.recentActions(of: "mei", in: "q", limit: 1).first?.event.item?.rawValue
        let shown = items.map(\.id.rawValue).first { before.contains("  \($0)  ") }
        let other = try #require(items.map(\.id.rawValue).last { $0 != decided && $0 != shown })
        try await harness.press("g i")
        try await harness.type(other + "\n")
        #expect(harness.row(0) == before)
        #expect(harness.lastRow.contains("\(other) is none of the 1 items you decided here"))
    }

    @Test("The list of queues is gone to also where the review was started directly, and claims are given back")
    func goHome() async throws {
        let harness = try await reviewing()
        try await harness.press("g h")
        #expect(harness.screen.contains("Your queues"))
        #expect(try await harness.store.counts(of: "q").claimed == 0)
        try await harness.press("enter")
        #expect(harness.screen.contains("reply."))
        try await harness.press("q q")
        #expect(harness.workbench.hasEnded)
    }

    @Test("A conflict is gone to by its number or its item's id")
    func goToConflict() async throws {
        func verdict(_ verdict: Verdict) -> Answers {
            Answers(judgements: [Judgement(suggestion: "a", verdict: verdict)])
        }
        let decisions = Fixture.singles.flatMap { item in
            [
                Fixture.decision(EventID("\(item.id)-1"), item.id, "ann1", verdict(.accept)),
                Fixture.decision(EventID("\(item.id)-2"), item.id, "ann2", verdict(.reject)),
            ]
        }
        let harness = try await WorkbenchHarness(
            items: Fixture.singles, configuration: Fixture.configuration(Fixture.singleAsk, overlap: 2),
            person: "owner", columns: 110, decisions: decisions, start: .adjudicate)
        #expect(harness.row(0).contains("conflict 1 of 3"))
        try await harness.press("g i 3 enter")
        #expect(harness.row(0).contains("conflict 3 of 3"))
        try await harness.press("g i")
        try await harness.type("s1\n")
        #expect(harness.screen.contains("One reply."))
        try await harness.press("g i")
        try await harness.type("s11\n")
        #expect(harness.lastRow.contains("s11 is none of the 3 conflicts: did you mean s1?"))
    }

    // MARK: The palette

    @Test("The palette lists what applies here with its keys, and says why something does not")
    func palette() async throws {
        let harness = try await reviewing(rows: 40, columns: 110)
        try await harness.press(":")
        #expect(harness.screen.contains("Commands here: Review"))
        #expect(harness.screen.contains("The focused suggestion is right as it is."))
        try await harness.type("tie")
        #expect(harness.screen.contains("not now: this queue asks for no preference"))
        try await harness.press("enter")
        #expect(harness.lastRow.contains("tie: this queue asks for no preference"))
        #expect(harness.screen.contains("Commands here"))
    }

    @Test("A few letters and Enter run a command on the item below")
    func paletteRuns() async throws {
        let harness = try await reviewing()
        try await harness.press(":")
        try await harness.type("acc")
        try await harness.press("enter")
        #expect(try await harness.store.counts(of: "q").decisions == 1)
        #expect(!harness.screen.contains("Commands here"))
    }

    @Test("Other programs' words find the command", arguments: [("q", "back"), ("wq", "back"), ("approve", "accept")])
    func otherNames(_ word: String, _ title: String) async throws {
        let harness = try await reviewing()
        let list = CommandList(of: ReviewScreen(queue: try await harness.store.queue("q")))
        #expect(CommandSearch.hits(for: word, in: list).first?.entry.title == title)
    }

    @Test(":q leaves, as people of vim expect")
    func colonQ() async throws {
        let harness = try await reviewing()
        try await harness.press(": q enter")
        #expect(harness.workbench.hasEnded)
    }

    @Test("Esc, and Backspace on an empty line, close the palette without doing anything")
    func paletteCloses() async throws {
        let harness = try await reviewing()
        let before = harness.screen
        try await harness.press(": a c esc")
        #expect(harness.screen == before)
        try await harness.press(": a backspace backspace")
        #expect(harness.screen == before)
        #expect(try await harness.store.counts(of: "q").decisions == 0)
    }

    @Test("In the editor F2 opens the palette; letters there are not typed into the text")
    func paletteInEditor() async throws {
        let harness = try await reviewing()
        try await harness.press("e f2")
        #expect(harness.screen.contains("Commands here: Editing a suggestion"))
        try await harness.type("keep")
        try await harness.press("enter")
        #expect(harness.screen.contains("reply.") && !harness.screen.contains("keepOne"))
        #expect(!harness.screen.contains("keep draft"))
    }

    @Test("A click on a line of the palette runs it")
    func paletteClick() async throws {
        let harness = try await reviewing()
        try await harness.press(":")
        let rows = harness.screen.split(separator: "\n", omittingEmptySubsequences: false)
        let row = try #require(rows.firstIndex { $0.contains(" accept ") && $0.contains("right as it is") })
        try await harness.send(.mouse(MouseEvent(kind: .press(.left), at: Point(row: row, column: 8))))
        #expect(try await harness.store.counts(of: "q").decisions == 1)
    }

    // MARK: Keys that do nothing

    @Test(
        "A key without a use says so and names the one that was meant",
        arguments: [
            ("y", "a is accept"), ("n", "x is reject"), ("i", "e is edit"), ("C-q", "q is back"), ("Z", "q is back"),
            ("backspace", "u is undo"), ("C-s", "⏎ is submit"), ("t", "shows the keys"), ("f7", "? shows the keys"),
        ])
    func advice(_ key: String, _ hint: String) async throws {
        let harness = try await reviewing()
        guard let stroke = KeyStroke(notation: key),
            KeyMap.standard.entry(for: [stroke], in: .review) == nil
        else { return }
        try await harness.press(key)
        #expect(harness.lastRow.contains("does nothing here") && harness.lastRow.contains(hint))
        try await harness.press("j")
        #expect(!harness.lastRow.contains("does nothing here"))
        #expect(try await harness.store.counts(of: "q").decisions == 0)
    }

    @Test("No advice names a command that is disabled")
    func adviceIsUsable() async throws {
        let harness = try await reviewing(Fixture.pairs, ask: Ask(verdict: .no, preference: true))
        let list = CommandList(of: try await screen(harness))
        for stroke in ["y", "n", "i", "z", "t"].compactMap(KeyStroke.init(notation:)) {
            let text = KeyAdvice.text(for: stroke, on: list, .standard, ascii: false)
            for entry in list.entries where !entry.availability.isEnabled {
                #expect(!text.contains(" is \(entry.title),"), "\(text)")
            }
        }
    }

    private func screen(_ harness: WorkbenchHarness) async throws -> ReviewScreen {
        ReviewScreen(queue: try await harness.store.queue("q"))
    }

    // MARK: The footer

    @Test("A click on any entry of the footer does what its key does", arguments: ["accept", "edit", "? help", "undo"])
    func footerClicks(_ label: String) async throws {
        let harness = try await reviewing()
        let row = harness.lastRow
        let start = try #require(row.firstRange(of: label)).lowerBound
        let before = harness.screen
        let at = Point(row: 23, column: row.distance(from: row.startIndex, to: start))
        try await harness.send(.mouse(MouseEvent(kind: .press(.left), at: at)))
        #expect(harness.screen != before)
    }

    @Test("Whatever the size, the footer says how to get help", arguments: [40, 60, 80, 110, 200])
    func footerHelp(_ columns: Int) async throws {
        let harness = try await reviewing(Fixture.pairs, ask: Fixture.pairAsk, columns: columns)
        #expect(harness.lastRow.contains("? help"))
        for (keys, help) in [
            ("f", "? help"), ("esc c", "F1 help"), ("esc r", "? help"), ("esc o", "? help"), ("esc e", "F1 help"),
        ] {
            try await harness.press(keys)
            #expect(harness.lastRow.contains(help), "\(keys) at \(columns): \(harness.lastRow)")
        }
    }

    // MARK: Every key there is

    /// Keys that somebody might try on a screen they do not know.
    private static let keyboard: [KeyStroke] =
        (33...126).compactMap { Unicode.Scalar($0) }.map { KeyStroke(.character(Character($0))) }
        + "abcdefghijklmnopqrstuvwxyz".map { KeyStroke(.character($0), .control) }
        + "abcdefghijklmnopqrstuvwxyz".map { KeyStroke(.character($0), .alt) }
        + (1...12).map { KeyStroke(.function($0)) }
        + [.enter, .tab, .backTab, .escape, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end]
        .map { KeyStroke($0) }

    @Test("No key is without an answer: it does something, or the footer says what to press instead")
    func everyKey() async throws {
        let list = CommandList(of: ReviewScreen(queue: try await reviewing().store.queue("q")))
        for scope in [Scope.home, .review, .adjudicate, .ruling, .list, .text, .help] {
            for stroke in Self.keyboard where KeyMap.standard.entry(for: [stroke], in: scope) == nil {
                let text = KeyAdvice.text(for: stroke, on: list, .standard, ascii: true)
                #expect(text.contains("does nothing here: ") && text.count < 78, "\(text)")
            }
        }
    }

    @Test("Any key pressed anywhere keeps the screen whole, and what it says is not empty")
    func mashing() async throws {
        var generator = SeededGenerator(seed: 44)
        let harness = try await reviewing(Fixture.pairs, ask: Fixture.pairAsk)
        for _ in 0..<400 where !harness.workbench.hasEnded {
            guard let stroke = Self.keyboard.randomElement(using: &generator),
                stroke != KeyStroke(.character("z"), .control)
            else { continue }
            try await harness.send(.key(stroke))
            if !harness.workbench.hasEnded { #expect(harness.screen.split(separator: "\n").count > 3, "\(stroke)") }
        }
        #expect(try await harness.store.verify(against: nil).problems.isEmpty)
    }

    // MARK: Help

    @Test("The help is found by a part of a name, and shows everything again afterwards")
    func helpByName() async throws {
        let harness = try await reviewing(rows: 40, columns: 110)
        try await harness.press("? /")
        try await harness.type("rej")
        #expect(harness.screen.contains("reject") && !harness.screen.contains("guideline"))
        try await harness.press("enter")
        #expect(harness.screen.contains("reject") && !harness.screen.contains("guideline"))
        try await harness.press("esc")
        #expect(harness.screen.contains("guideline"))
        try await harness.press("esc")
        #expect(harness.screen.contains("reply."))
    }

    @Test("The help says what a key does, and does not do it")
    func helpByKey() async throws {
        let harness = try await reviewing(columns: 120)
        try await harness.press("? ? x")
        #expect(harness.screen.contains("x: reject. The focused suggestion is no good"))
        try await harness.press("? g i")
        #expect(harness.screen.contains("g i: item. Goes to an item"))
        try await harness.press("? q")
        #expect(harness.screen.contains("q: back."))
        try await harness.press("? f9")
        #expect(harness.screen.contains("F9 does nothing here"))
        try await harness.press("? 0")
        #expect(harness.screen.contains("Not now: this queue asks for no preference."))
        try await harness.press("esc")
        #expect(harness.screen.contains("reply."))
        #expect(try await harness.store.counts(of: "q").decisions == 0)
    }

    @Test("What is disabled says why in the help")
    func helpSaysWhy() async throws {
        let harness = try await reviewing(rows: 60, columns: 120)
        try await harness.press("?")
        #expect(harness.screen.contains("Not now: this queue asks for no preference."))
    }

    @Test(
        "Palette, which-key and help fit the smallest terminal",
        arguments: [
            (": a c", "palette"), ("g", "which-key"), ("?", "help-top"), ("? / u", "help-find"), ("? ? a", "help-key"),
        ])
    func small(_ keys: String, _ name: String) async throws {
        let harness = try await reviewing(rows: 10, columns: 40)
        try await harness.press(keys)
        let difference = Golden.difference(harness.screen, name: "\(name)-40x10")
        #expect(difference == nil, "\(difference.map(String.init(describing:)) ?? "")")
    }
}
