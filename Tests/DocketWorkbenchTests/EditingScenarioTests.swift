import DocketModel
import DocketNotation
import DocketTerminal
import DocketTestSupport
import DocketWorkbench
import Testing

@Suite("Editing, key by key")
@MainActor
struct EditingScenarioTests {
    private func single(_ text: String, rows: Int = 24, columns: Int = 80) async throws -> WorkbenchHarness {
        try await WorkbenchHarness(
            items: [Fixture.item("s1", text, context: [])], configuration: Fixture.configuration(Fixture.singleAsk),
            rows: rows, columns: columns)
    }

    private func saved(_ harness: WorkbenchHarness) async throws -> String? {
        try await harness.press("C-s")
        return try await harness.decisions(on: "s1").first?.answer.answers?.judgements.first?.verdict?.editedText?
            .string
    }

    nonisolated private static let keys: [(keys: String, result: String)] = [
        ("C-a C-k", ""), ("C-w C-w C-y C-y", "one two threetwo three"), ("home del", "ne two three"),
        ("C-left C-u", "three"), ("A-b A-b A-d", "one  three"), ("C-home C-space A-f C-x C-e C-v", " two threeone"),
        ("A-a backspace", ""), ("S-left S-left S-left del", "one two th"), ("S-C-left C-x C-a C-y", "threeone two "),
        ("home right C-t", "noe two three"), ("home right C-t C-z C-_", "one two three"), ("C-w C-z C-r", "one two "),
        ("C-w C-a C-k C-y A-y", "three"), ("enter x", "one two three\nx"), ("C-home A-f A-f C-k C-b", "one two"),
        ("C-a C-space C-e A-w C-e C-y", "one two threeone two three"), ("C-w C-g", "one two three"),
        ("S-home C-k C-v C-v", "one two threeone two three"), ("home C-d A-del C-del", " three"),
    ]

    @Test("keys do what fingers expect", arguments: keys)
    func fingers(_ keys: String, _ result: String) async throws {
        let harness = try await single("one two three")
        try await harness.press("e " + keys)
        if result == "one two three" {
            try await harness.press("esc")
            #expect(!harness.row(0).contains("draft"))
        } else {
            #expect(try await saved(harness) == result)
        }
    }

    @Test("what is selected is copied to the clipboard too, and C-c without a selection says how one is made")
    func clipboard() async throws {
        let harness = try await single("one two three")
        try await harness.press("e C-c")
        #expect(harness.lastRow.contains("nothing is selected"))
        try await harness.press("S-C-left C-c")
        #expect(harness.device.clipboard == Array("three".utf8))
        #expect(harness.lastRow.contains("copied the selection: 5 bytes"))
        try await harness.press("S-C-left C-x")
        #expect(harness.device.clipboard == Array("two ".utf8))
    }

    @Test("a drag of the mouse selects, a click takes the selection away")
    func mouse() async throws {
        let harness = try await single("one two three")
        try await harness.press("e")
        let row = try #require((0..<24).first { harness.row($0).contains("one two three") })
        let column = try #require(harness.row(row).firstRange(of: "one")).lowerBound
        let start = harness.row(row).distance(from: harness.row(row).startIndex, to: column)
        func mouse(_ kind: MouseEvent.Kind, _ offset: Int) -> TerminalEvent {
            .mouse(MouseEvent(kind: kind, at: Point(row: row, column: start + offset)))
        }
        try await harness.send(
            mouse(.press(.left), 4), mouse(.drag(.left), 6), mouse(.drag(.left), 7), mouse(.release, 7))
        try await harness.press("C-c")
        #expect(harness.device.clipboard == Array("two".utf8))
        try await harness.send(mouse(.press(.left), 0))
        try await harness.type("X")
        #expect(try await saved(harness) == "Xone two three")
    }

    @Test("text stands in the editor as it stood to be read, line by line", arguments: [40, 57, 80, 100])
    func sameWrap(_ columns: Int) async throws {
        let text =
            "日本語の文章は、単語の間に空白がないので、どこで折り返すかが問題になります。これは長い一行です。 "
            + "And some English words that go on until the line must be broken, "
            + "supercalifragilisticexpialidociousandlongerthanthelinesupercalifragilistic."
        let harness = try await single(text, columns: columns)
        func lines() -> [String] {
            (3..<20).map { harness.row($0).trimmingBlanks }.filter { !$0.isEmpty }
        }
        let read = lines().filter { $0.contains("日") || $0.contains("English") || $0.contains("supercali") }
        try await harness.press("e")
        let edited = lines()
        #expect(read.count > 2 && read.allSatisfy(edited.contains), "\(read) \(edited)")
    }

    @Test("the window keeps lines around the cursor and says what is above and below")
    func window() async throws {
        let harness = try await single((1...60).map { "line \($0)" }.joined(separator: "\n"))
        try await harness.press("e")
        #expect(harness.screen.contains("line 60") && harness.screen.contains(" more"))
        try await harness.press("C-home")
        #expect(harness.screen.contains("line 1\n") && !harness.screen.contains("line 60"))
        for _ in 0..<25 { try await harness.press("down") }
        let cursor = try #require(harness.workbench.frame().cursor)
        #expect(harness.row(cursor.row).contains("line 26"))
        #expect(harness.row(cursor.row + 2).contains("line 28"))
        for _ in 0..<3 { try await harness.press("up") }
        let moved = try #require(harness.workbench.frame().cursor)
        #expect(moved.row == cursor.row - 3)
        try await harness.send(.mouse(MouseEvent(kind: .wheelDown, at: moved)))
        #expect(harness.row(moved.row).contains("line 26"))
        try await harness.type("!")
        #expect(harness.screen.contains("!line 23"))
    }

    @Test("a paste is taken literally, whatever it holds, and no key in it is a command")
    func paste() async throws {
        let harness = try await single("x")
        try await harness.press("e C-a C-k")
        let hostile = Array("q\u{1B}[A\u{13}\u{3}line\r\nnext\rlast\u{0}\u{9B}".utf8)
        try await harness.send(
            .paste(hostile), .key(KeyStroke(.character("s"), .control), followsPaste: true),
            .key(KeyStroke(.escape), followsPaste: true))
        #expect(harness.screen.contains("␛[A") && harness.screen.contains("⟨U+009B⟩"))
        #expect(try await saved(harness) == "q\u{1B}[A\u{13}\u{3}line\nnext\nlast\u{0}\u{9B}")
    }

    @Test("a paste of a megabyte is one step, and typing goes on behind it")
    func bigPaste() async throws {
        let harness = try await single("x")
        try await harness.press("e")
        let line = Array("a line of text that is long enough to be one, and then some more of it\r".utf8)
        try await harness.send(.paste((0..<15_000).flatMap { _ in line }))
        try await harness.type("end")
        #expect(harness.screen.contains("end") && harness.lastRow.contains("words"))
        try await harness.press("C-z C-z esc")
        #expect(!harness.row(0).contains("draft"))
    }

    @Test("a comment is edited like any text, over several lines")
    func comment() async throws {
        let harness = try await single("x")
        try await harness.press("c")
        try await harness.type(
            "a comment that is long enough to need more than one line of this narrow terminal, really")
        #expect(harness.screen.contains("a comment that") && harness.screen.contains("really"))
        try await harness.press("C-w C-w C-z A-enter")
        try await harness.type("second")
        try await harness.press("enter a")
        let comment = try await harness.decisions(on: "s1").first?.comment?.string
        #expect(comment?.hasSuffix("terminal, \nsecond") == true, "\(comment ?? "none")")
    }

    @Test("answers that speak against themselves are named once, and taken with a second Enter")
    func contradiction() async throws {
        let harness = try await WorkbenchHarness(
            items: Fixture.pairs, configuration: Fixture.configuration(Fixture.pairAsk))
        try await harness.press("1 x tab a enter")
        #expect(harness.lastRow.contains("1 is preferred and rejected"))
        #expect(try await harness.decisions(on: "i1").isEmpty)
        try await harness.press("enter")
        #expect(try await harness.decisions(on: "i1").count == 1)
    }

    @Test("E opens the person's own editor; what it leaves is seen before it is taken over")
    func external() async throws {
        let harness = try await single("one two")
        harness.editor.willLeave { text in .text(text + Array(" three".utf8)) }
        try await harness.press("E")
        #expect(
            harness.editor.seen.map(\.name) == ["suggestion.md"] && harness.editor.seen[0].text == Array("one two".utf8)
        )
        #expect(harness.device.releases == 1)
        #expect(harness.screen.contains("one two three") && harness.lastRow.contains("from your editor"))
        #expect(try await harness.decisions(on: "s1").isEmpty)
        try await harness.press("C-z")
        #expect(!harness.screen.contains("one two three"))
        try await harness.press("C-r A-e")
        #expect(try await saved(harness) == "one two three three")
    }

    @Test("an editor that fails or changes nothing leaves everything as it was, and says so")
    func externalFails() async throws {
        let harness = try await single("one two")
        try await harness.press("E")
        #expect(harness.lastRow.contains("changed nothing") && harness.lastRow.contains("your editor"))
        harness.editor.willLeave { _ in .failed("vi ended with status 1: the text is as it was") }
        try await harness.press("e")
        try await harness.type(" draft")
        try await harness.press("f4")
        #expect(harness.lastRow.contains("ended with status 1"))
        #expect(try await saved(harness) == "one two draft")
    }

    @Test("a comment is written in the person's own editor, too")
    func externalComment() async throws {
        let harness = try await single("one two")
        harness.editor.willLeave { _ in .text(Array("from afar".utf8)) }
        try await harness.press("c A-e enter a")
        #expect(harness.editor.seen.map(\.name) == ["comment.md"])
        #expect(try await harness.decisions(on: "s1").first?.comment == "from afar")
    }

    @Test("y asks what to copy and copies the stored bytes; y again takes the first")
    func copy() async throws {
        let harness = try await WorkbenchHarness(
            items: [Fixture.item("i1", "first \u{202E}text", "second text")],
            configuration: Fixture.configuration(Fixture.pairAsk))
        try await harness.press("tab y")
        #expect(harness.screen.contains("Copy what?") && harness.screen.contains("suggestion 1"))
        try await harness.press("y")
        #expect(harness.device.clipboard == Array("second text".utf8))
        #expect(harness.lastRow.contains("copied suggestion 2: 11 bytes"))
        try await harness.press("y 2")
        #expect(harness.device.clipboard == Array("first \u{202E}text".utf8))
        try await harness.press("y 4")
        #expect(harness.device.clipboard == Array("i1".utf8))
        #expect(try await harness.decisions(on: "i1").isEmpty)
    }

    @Test("what is too long for clipboards is not copied, and the notice says so")
    func copyTooLong() async throws {
        let harness = try await single(String(repeating: "long ", count: 20_000))
        try await harness.press("y y")
        #expect(harness.device.clipboard == nil)
        #expect(harness.lastRow.contains("terminals take 74994"))
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        var text = Substring(self)
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
