import DocketModel
import DocketNotation
import DocketTerminal
import DocketTestSupport
import DocketWorkbench
import Testing

@Suite("Comparing, key by key")
@MainActor
struct ComparingScenarioTests {
    nonisolated static let sizes = [Size(rows: 24, columns: 80), Size(rows: 40, columns: 140)]

    private static let first = """
        Run this in the folder of the repository:

            git reset --soft HEAD~1

        The commit goes away and everything in it stays staged.
        Nothing is lost by it.
        You can change files.
        You can add files.
        You can commit again.
        You can push it.
        Others see one commit.
        The log shows it.
        The end is the same.
        """
    private static let second = """
        Run this in the folder of the repository:

            git reset --hard HEAD~1

        The commit goes away and so do your changes.
        Be careful with it, please!
        Nothing is lost by it.
        You can change files.
        You can add files.
        You can commit again.
        You can push it.
        Others see one commit.
        The log shows it.
        The very end is the same.
        """

    private func pair(_ size: Size, _ texts: String..., theme: String = "mono") async throws -> WorkbenchHarness {
        let all = texts.isEmpty ? [Self.first, Self.second] : texts
        let item = Item(
            id: "i1", context: [],
            suggestions: all.enumerated().map { place, text in
                Suggestion(
                    id: Suggestion.defaultID(place), model: nil,
                    messages: [Message(role: "assistant", content: SourceText(text))])
            })
        return try await WorkbenchHarness(
            items: [item], configuration: Fixture.configuration(Fixture.pairAsk), rows: size.rows,
            columns: size.columns,
            theme: theme)
    }

    private func check(_ harness: WorkbenchHarness, _ name: String, _ size: Size) {
        let difference = Golden.difference(harness.screen, name: "\(name)-\(size.columns)x\(size.rows)")
        #expect(difference == nil, "\(difference.map(String.init(describing:)) ?? "")")
    }

    @Test("Side by side, at two sizes", arguments: sizes)
    func aligned(_ size: Size) async throws {
        let harness = try await pair(size)
        try await harness.press("d .")
        check(harness, "aligned", size)
        try await harness.press("+")
        #expect(!harness.screen.contains("unchanged lines ┄"))
        check(harness, "aligned-unfolded", size)
    }

    @Test("As one text, at two sizes", arguments: sizes)
    func unified(_ size: Size) async throws {
        let harness = try await pair(size)
        try await harness.press("d d . .")
        check(harness, "unified", size)
    }

    @Test("matching lines stand on the same row, and a line that one of them lacks is filled")
    func rows() async throws {
        let harness = try await pair(Size(rows: 40, columns: 140))
        try await harness.press("d")
        let rows = harness.screen.split(separator: "\n").map(String.init)
        #expect(rows.contains { $0.contains("--soft") && $0.contains("--hard") })
        #expect(rows.contains { $0.contains("╱╱╱") && $0.contains("Be careful") })
        #expect(rows.contains { $0.contains("The end") && $0.contains("The very end") })
        #expect(rows.contains { $0.contains(" unchanged lines ") })
    }

    @Test("replies with nothing in common stand beside each other, neither marked nor filled")
    func nothingInCommon() async throws {
        let harness = try await pair(Size(rows: 24, columns: 80), "Yes, bake away.", "No idea.")
        try await harness.press("d .")
        #expect(harness.screen.contains("≠ Yes, bake away.") && harness.screen.contains("≠ No idea."))
        #expect(!harness.screen.contains("╱"))
        try await harness.press(".")
        #expect(harness.lastRow.contains("the only difference"))
    }

    @Test("no line is clipped, whatever the width divides into", arguments: [60, 79, 80, 81, 120, 141])
    func unclipped(_ columns: Int) async throws {
        let words = (1...40).map { "w\($0)" }.joined(separator: " ")
        let harness = try await pair(Size(rows: 24, columns: columns), words + " left", words + " right")
        try await harness.press("d")
        for number in 1...40 {
            let seen = harness.screen.split { " │\n".contains($0) }.count { $0 == "w\(number)" }
            #expect(seen == 2, "w\(number) at \(columns)")
        }
    }

    @Test("a click opens one fold, + all of them")
    func folding() async throws {
        let harness = try await pair(Size(rows: 40, columns: 140))
        try await harness.press("d")
        #expect(!harness.screen.contains("You can commit again"))
        let row = try #require((0..<40).first { harness.row($0).contains("unchanged lines") })
        try await harness.send(.mouse(MouseEvent(kind: .press(.left), at: Point(row: row, column: 6))))
        #expect(harness.screen.contains("You can commit again") && !harness.screen.contains("unchanged lines"))
        try await harness.press("+ +")
        #expect(!harness.screen.contains("You can commit again"))
    }

    @Test("full stop and comma go from difference to difference and say which of how many it is")
    func motion() async throws {
        let harness = try await pair(Size(rows: 24, columns: 80))
        try await harness.press("d .")
        #expect(harness.lastRow.contains("difference 1 of 2"))
        try await harness.press(".")
        #expect(harness.lastRow.contains("difference 2 of 2"))
        try await harness.press(".")
        #expect(harness.lastRow.contains("this is the last of 2 differences"))
        try await harness.press(",")
        #expect(harness.lastRow.contains("difference 1 of 2"))
        #expect(try await harness.decisions(on: "i1").isEmpty)
    }

    @Test("they work where differences are only marked, too")
    func motionInMarked() async throws {
        let long = (1...60).map { "line number \($0) of a long text" }.joined(separator: "\n")
        let harness = try await pair(
            Size(rows: 24, columns: 140), long, long.replacing("number 30 of", with: "number thirty of"))
        #expect(!harness.screen.contains("number 30"))
        try await harness.press(".")
        #expect(harness.lastRow.contains("difference 1 of 1") && harness.screen.contains("▌line number 30"))
        #expect(harness.screen.contains("number thirty"))
    }

    @Test("D chooses what is compared among three, and an edit is compared with its original")
    func partner() async throws {
        let harness = try await pair(Size(rows: 40, columns: 140), "alpha one", "alpha two", "alpha three")
        try await harness.press("D")
        #expect(harness.screen.contains("Compare suggestion 1 with what?"))
        try await harness.press("1")
        #expect(harness.lastRow.contains("that is the one in front"))
        try await harness.press("D 3")
        #expect(harness.screen.contains("alpha one") && harness.screen.contains("alpha three"))
        #expect(!harness.screen.contains("alpha two"))
        try await harness.press("e")
        try await harness.type(" more")
        try await harness.press("C-s D 4")
        #expect(harness.screen.contains("as it came") && harness.screen.contains("your edit"))
        #expect(harness.screen.contains("alpha one more"))
        try await harness.press("d")
        #expect(harness.screen.contains("alpha one{+ more+}"))
    }

    @Test("a comparison is readable in ASCII alone")
    func ascii() async throws {
        let harness = try await pair(Size(rows: 24, columns: 80))
        try await harness.press("d d")
        #expect(harness.screen.contains("[-soft-]{+hard+}") || harness.screen.contains("[-hard-]{+soft+}"))
    }

    @Test("d comes around to marking, and says each time what it shows")
    func cycle() async throws {
        let harness = try await pair(Size(rows: 24, columns: 140))
        let said = ["side by side", "as one text", "not marked", "marked where"]
        for words in said {
            try await harness.press("d")
            #expect(harness.lastRow.contains(words), "\(harness.lastRow)")
        }
    }

    @Test("a lead reads one annotator's edit against another's")
    func annotators() async throws {
        func edit(_ text: String) -> Answers {
            Answers(
                judgements: [Judgement(suggestion: "a", verdict: .edit(SourceText(text)))],
                preference: .win("a", .clear))
        }
        var ask = Fixture.pairAsk
        ask.verdict = .one
        let harness = try await WorkbenchHarness(
            items: [Fixture.pairs[0]], configuration: Fixture.configuration(ask, overlap: 2), person: "ana", rows: 40,
            columns: 140,
            decisions: [
                Fixture.decision("d1", "i1", "ann1", edit("Run git reset --soft HEAD~1 and then commit.")),
                Fixture.decision("d2", "i1", "ann2", edit("Run git reset --soft HEAD~1 and now commit.")),
            ],
            start: .adjudicate)
        try await harness.press("D 2")
        #expect(harness.screen.contains("others are read against this one"))
        #expect(harness.screen.contains("[-then-]{+now+}"), "\(harness.screen)")
        try await harness.press("D 1")
        #expect(!harness.screen.contains("[-then-]{+now+}"))
    }
}
