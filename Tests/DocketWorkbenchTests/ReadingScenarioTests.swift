import DocketModel
import DocketNotation
import DocketTerminal
import DocketTestSupport
import DocketText
import DocketWorkbench
import Testing

@Suite("Reading: Markdown, search, folds and headings")
@MainActor
struct ReadingScenarioTests {
    private static let reply = """
        # Undoing

        You can use **git reset** with the *soft* option.

        ## Steps

        1. Look at the log
        2. Reset with `--soft`

        ```bash
        git reset --soft HEAD~1  # keeps the changes
        ```

        ## Notes

        | Option | Keeps |
        |:--|--:|
        | --soft | all |
        """

    private func harness(
        _ texts: [String], context: [(String, String)] = [("user", "How do I undo a commit?")], rows: Int = 30,
        columns: Int = 110, start: WorkbenchHarness.Start = .review, guideline: SourceText? = nil
    ) async throws -> WorkbenchHarness {
        let item = Item(
            id: "i1", context: context.map { Message(role: $0.0, content: SourceText($0.1)) },
            suggestions: texts.enumerated().map { place, text in
                Suggestion(
                    id: Suggestion.defaultID(place),
                    messages: [Message(role: "assistant", content: SourceText(text))])
            })
        return try await WorkbenchHarness(
            items: [item], configuration: Fixture.configuration(Fixture.pairAsk), rows: rows, columns: columns,
            start: start, guideline: guideline)
    }

    @Test("Markdown is shown as it reads, and m shows it as it was written, for as long as the screen is open")
    func markup() async throws {
        let harness = try await harness([Self.reply, "plain"])
        #expect(harness.screen.contains("You can use git reset with the soft option."))
        #expect(harness.screen.contains("│ git reset --soft HEAD~1") && !harness.screen.contains("```"))
        try await harness.press("m")
        #expect(harness.screen.contains("You can use **git reset** with the *soft* option."))
        #expect(harness.screen.contains("## Steps") && harness.lastRow.contains("as they were written"))
        try await harness.press("m")
        #expect(!harness.screen.contains("**git reset**"))
    }

    @Test("Revealing hidden characters shows the text as it was written")
    func revealing() async throws {
        let harness = try await harness(["*a*  \nb", "c"])
        try await harness.press("v")
        #expect(harness.screen.contains("*a*··⏎"))
    }

    @Test("A difference that lies in signs of the syntax alone is named")
    func hiddenDifference() async throws {
        let harness = try await harness(["One **bold** word here.", "One bold word here."])
        #expect(harness.screen.contains("≠ 2 in markup  m shows them"))
        try await harness.press("m")
        #expect(!harness.screen.contains("in markup"))
    }

    @Test("An edit is made in the text as it was written")
    func editing() async throws {
        let harness = try await harness(["One **bold** word.", "x"])
        try await harness.press("e")
        #expect(harness.screen.contains("One **bold** word."))
    }

    @Test("A search finds as one types, in context and suggestions, across signs of Markdown")
    func incremental() async throws {
        let harness = try await harness(["Use **git** reset.", "Never GIT RESET."], context: [("user", "git reset?")])
        try await harness.press("/")
        try await harness.type("git r")
        #expect(harness.lastRow.contains("/git r") && harness.lastRow.contains("1 of 3"))
        try await harness.press("down")
        #expect(harness.lastRow.contains("2 of 3"))
        try await harness.press("enter n")
        #expect(harness.lastRow.contains("3 of 3"))
        try await harness.press("n")
        #expect(harness.lastRow.contains("1 of 3"))
        try await harness.press("N")
        #expect(harness.lastRow.contains("3 of 3"))
        try await harness.press("esc")
        #expect(harness.lastRow.contains("accept"))
    }

    @Test(
        "After a kept search, Esc closes what is in front of the item, and then ends the search", arguments: ["y", "c"])
    func searchBehind(_ key: String) async throws {
        let harness = try await harness(["Use **git** reset.", "Never GIT RESET."])
        try await harness.press("/")
        try await harness.type("git")
        try await harness.press("enter")
        #expect(harness.lastRow.contains("/git"))
        try await harness.press(key)
        let open = harness.screen
        try await harness.press("esc")
        #expect(harness.lastRow.contains("/git") && harness.screen != open)
        try await harness.press("esc")
        #expect(harness.lastRow.contains("accept"))
    }

    @Test("Hidden characters of all parts of a suggestion are counted, not of its last one")
    func hiddenInParts() async throws {
        let item = Item(
            id: "i1", context: [],
            suggestions: [
                Suggestion(
                    id: "a",
                    messages: [
                        Message(role: "assistant", content: "one\u{200B}two"),
                        Message(role: "assistant", content: "three\u{202E}four"),
                    ])
            ])
        let harness = try await WorkbenchHarness(
            items: [item], configuration: Fixture.configuration(Fixture.singleAsk))
        #expect(harness.screen.contains("2 hidden characters"))
    }

    @Test("A paste ends a sequence of keys that was begun")
    func pasteEndsSequence() async throws {
        let harness = try await harness(["Use git reset."])
        try await harness.press("g")
        try await harness.send(.paste(Array("x".utf8)))
        #expect(!harness.screen.contains("Esc leaves"))
        // Begun anew, and not the end of what was begun before.
        try await harness.press("g")
        #expect(harness.screen.contains("Esc leaves"))
    }

    @Test("A capital letter makes case count; what is not there is said")
    func smartCase() async throws {
        let harness = try await harness(["Git and git.", "GIT"])
        try await harness.press("/")
        try await harness.type("git")
        #expect(harness.lastRow.contains("1 of 3"))
        try await harness.press("C-u")
        try await harness.type("Git")
        #expect(harness.lastRow.contains("1 of 1"))
        try await harness.type("x")
        #expect(harness.lastRow.contains("not found"))
    }

    @Test("Hits in signs that are not shown are counted apart")
    func hiddenHits() async throws {
        let harness = try await harness(["a **b** c", "d"])
        try await harness.press("/")
        try await harness.type("**")
        #expect(harness.lastRow.contains("+2 in markup, m shows"))
    }

    @Test("Hits are marked also without colours, the one gone to more than the others")
    func marked() async throws {
        let harness = try await harness(["alpha beta alpha", "gamma"])
        try await harness.press("/")
        try await harness.type("alpha")
        let frame = harness.workbench.frame()
        var marked: [Style.Attributes] = []
        for row in 0..<30 {
            for column in 0..<110 where frame.glyph(at: Point(row: row, column: column)) == "p" {
                let style = frame[Point(row: row, column: column)].style
                if style.attributes.contains(.reverse) { marked.append(style.attributes) }
            }
        }
        #expect(marked.count == 2 && marked[0].contains(.underline) && !marked[1].contains(.underline))
    }

    @Test("A search goes to what is far down, and only as far as it takes; leaving it with Esc goes back")
    func farDown() async throws {
        let lines = (1...200).map { "line \($0)" }.joined(separator: "\n\n")
        let harness = try await harness([lines, "other"])
        try await harness.press("/")
        try await harness.type("line 150")
        #expect(harness.screen.contains("line 150") && harness.lastRow.contains("1 of 1"))
        try await harness.press("esc")
        #expect(harness.screen.contains("line 1 ") && !harness.screen.contains("line 150"))
        try await harness.press("/")
        try await harness.type("line 150")
        try await harness.press("enter j j")
        #expect(harness.screen.contains("line 150"))
    }

    @Test("What is found in folded turns is unfolded")
    func unfolds() async throws {
        let turns = (0..<8).map { ("user", "turn number \($0)") }
        let harness = try await harness(["a", "b"], context: turns)
        #expect(harness.screen.contains("5 earlier turns") && !harness.screen.contains("number 1"))
        try await harness.press("/")
        try await harness.type("number 1")
        #expect(harness.screen.contains("turn number 1") && harness.lastRow.contains("1 of 1"))
    }

    @Test("Earlier turns unfold in place by key and by click, and fold again; the context scrolls by itself")
    func folding() async throws {
        let turns = (0..<20).map { ("user", "turn number \($0)") }
        let harness = try await harness(["a", "b"], context: turns)
        #expect(harness.screen.contains("17 earlier turns (z unfolds, o opens)"))
        #expect(harness.screen.contains("number 19"))
        try await harness.press("z")
        #expect(harness.screen.contains("all 20 turns") && harness.screen.contains("number 0\n"))
        try await harness.press("J J")
        #expect(!harness.screen.contains("number 0\n") && harness.screen.contains("number 1\n"))
        try await harness.press("K K z")
        #expect(harness.screen.contains("17 earlier turns"))
        let row = harness.screen.split(separator: "\n", omittingEmptySubsequences: false).firstIndex {
            $0.contains("earlier turns")
        }
        try await harness.send(.mouse(MouseEvent(kind: .press(.left), at: Point(row: row ?? 0, column: 15))))
        #expect(harness.screen.contains("all 20 turns"))
    }

    @Test("Headings are gone to one after the other, in suggestions and in the reader")
    func headings() async throws {
        let long = (1...6).map { "## Part \($0)\n\n" + String(repeating: "text\n\n", count: 12) }.joined()
        let harness = try await harness([long, "b"], guideline: SourceText(long))
        try await harness.press("} }")
        #expect(harness.screen.contains("Part 3") && !harness.screen.contains("Part 2"))
        try await harness.press("{")
        #expect(harness.screen.contains("Part 2"))
        try await harness.press("G } }")
        #expect(harness.screen.contains("Part 3") && !harness.screen.contains("Part 2"))
        try await harness.press("/")
        try await harness.type("part 6")
        #expect(harness.screen.contains("Part 6") && harness.lastRow.contains("1 of 1"))
    }

    @Test("Wherever a text goes on, the screen says how much, also in the smallest terminal")
    func positions() async throws {
        let long = (1...100).map { "word\($0)" }.joined(separator: "\n\n")
        let harness = try await harness([long, "b"])
        #expect(harness.screen.contains("more  "))
        try await harness.press("end")
        #expect(harness.screen.contains("▴") && harness.screen.contains("end  100%"))
        let small = try await self.harness([long, "b"], rows: 10, columns: 40)
        #expect(small.screen.contains("▾"))
    }

    @Test("A key lays out nothing again, however long the texts are")
    func layoutsAreKept() async throws {
        let long = (1...4000).map { "- item *\($0)* of `a` long list" }.joined(separator: "\n")
        let turns = (0..<500).map {
            ($0 % 2 == 0 ? "user" : "assistant", "turn **\($0)** " + String(repeating: "w ", count: 40))
        }
        let harness = try await harness([long, long + "\nmore"], context: turns)
        try await harness.press("j k o")
        let before = harness.workbench.laidOutLines
        let marked = harness.workbench.markedTexts
        #expect(marked > 0)
        try await harness.press("j pagedown end home } { esc j pagedown end home 2 J K")
        #expect(harness.workbench.laidOutLines == before)
        #expect(harness.workbench.markedTexts == marked)
    }

    @Test("Of nine suggestions that do not fit beside each other, the one in front is named, and how many there are")
    func manyTabs() async throws {
        let harness = try await harness((1...9).map { "text \($0)" }, rows: 12, columns: 40)
        try await harness.press("tab tab")
        #expect(harness.screen.contains("[3]") && harness.screen.contains("text 3"))
        #expect(harness.screen.contains("of 9") || harness.screen.contains(" 9 "))
        let wide = try await self.harness((1...9).map { "text \($0)" }, columns: 110)
        #expect(wide.screen.contains("2 of 9 ▸"))
        try await wide.press("S-tab")
        #expect(wide.screen.contains("[9]") && wide.screen.contains("text 9"))
    }

    @Test("A search in the annotators' edits and the suggestions of a conflict")
    func adjudicating() async throws {
        let edit = Answers(
            judgements: [Judgement(suggestion: "a", verdict: .edit("Run git reset --soft HEAD~1 and then commit."))],
            preference: .win("a", .clear))
        let other = Answers(judgements: [Judgement(suggestion: "a", verdict: .accept)], preference: .win("b", .clear))
        let harness = try await WorkbenchHarness(
            items: [Fixture.pairs[0]], configuration: Fixture.configuration(Fixture.pairAsk, overlap: 2), person: "ana",
            rows: 40, columns: 140,
            decisions: [Fixture.decision("d1", "i1", "ann1", edit), Fixture.decision("d2", "i1", "ann2", other)],
            start: .adjudicate)
        try await harness.press("/")
        try await harness.type("commit")
        #expect(harness.lastRow.contains("1 of 4"))
        try await harness.press("enter N")
        #expect(harness.lastRow.contains("4 of 4"))
    }

    nonisolated static let sizes = [
        Size(rows: 24, columns: 80), Size(rows: 40, columns: 140), Size(rows: 10, columns: 40),
    ]

    @Test("A reply in Markdown, and a search in it", arguments: sizes)
    func frames(_ size: Size) async throws {
        let harness = try await harness(
            [Self.reply, Self.reply + "\n\n> and a quote"], rows: size.rows, columns: size.columns)
        let name = "\(size.columns)x\(size.rows)"
        let rendered = Golden.difference(harness.screen, name: "markdown-\(name)")
        #expect(rendered == nil, "\(rendered.map(String.init(describing:)) ?? "")")
        try await harness.press("/")
        try await harness.type("soft")
        let searched = Golden.difference(harness.screen, name: "search-\(name)")
        #expect(searched == nil, "\(searched.map(String.init(describing:)) ?? "")")
    }
}
