import DocketNotation
import DocketTestSupport
import Testing

@Suite("Merging edits from the command line")
struct MergeTests {
    /// A text and two edits of it, which differ in one place and each change another.
    private static func files() throws -> Workspace {
        let workspace = try Workspace()
        try workspace.write("# Sale\n\nSpring into savings: 20% off.\nAll shoes.\n", to: "base.md")
        try workspace.write("# Sale\n\nSpring into comfort: 20% off.\nAll running shoes.\n", to: "ana.md")
        try workspace.write("# Big sale\n\nSpring into value: 20% off.\nAll shoes.\n", to: "ben.md")
        return workspace
    }

    @Test("What nobody contests merges, a hunk is marked as git does, and the status is 1")
    func lines() throws {
        let outcome = try Self.files().docket("merge", "--base", "base.md", "ana.md", "ben.md")
        #expect(outcome.status == 1)
        #expect(
            outcome.output == """
                # Big sale

                <<<<<<< ana.md
                Spring into comfort: 20% off.
                ||||||| base
                Spring into savings: 20% off.
                =======
                Spring into value: 20% off.
                >>>>>>> ben.md
                All running shoes.

                """)
        #expect(outcome.errors == "docket: 1 hunk is open\n")
    }

    @Test("Markers within the line, and names for the edits")
    func words() throws {
        let outcome = try Self.files().docket(
            "merge", "--base", "base.md", "ana.md", "ben.md", "--names", "ours,theirs", "--markers", "words", "--quiet")
        #expect(outcome.status == 1)
        #expect(
            outcome.output == """
                # Big sale

                Spring into <<<<<<< ours: comfort ||||||| base: savings ======= theirs: value >>>>>>>: 20% off.
                All running shoes.

                """)
        #expect(outcome.errors.isEmpty)
    }

    @Test(
        "A favour settles hunks and leaves what merged by itself",
        arguments: [("base", "savings"), ("ben.md", "value"), ("ana.md", "comfort")])
    func favour(_ favor: String, _ word: String) throws {
        let outcome = try Self.files().docket("merge", "--base", "base.md", "ana.md", "ben.md", "--favor", favor)
        #expect(outcome.status == 0)
        #expect(outcome.output == "# Big sale\n\nSpring into \(word): 20% off.\nAll running shoes.\n")
    }

    @Test("A vote settles what has more votes than anything else, and leaves a tie")
    func vote() throws {
        let workspace = try Self.files()
        let tie = try workspace.docket("merge", "--base", "base.md", "ana.md", "ben.md", "--favor", "vote")
        #expect(tie.status == 1)
        try workspace.write("# Sale\n\nSpring into value: 20% off.\nAll shoes.\n", to: "cho.md")
        let three = try workspace.docket("merge", "--base", "base.md", "ana.md", "ben.md", "cho.md", "--favor", "vote")
        #expect(three.status == 0)
        #expect(three.output == "# Big sale\n\nSpring into value: 20% off.\nAll running shoes.\n")
    }

    @Test("JSON has segments, variants with their people, the result, and where each of its bytes is from")
    func json() throws {
        let outcome = try Self.files().docket("merge", "--base", "base.md", "ana.md", "ben.md", "--json")
        #expect(outcome.status == 1)
        let json = try outcome.json
        #expect(json["open"] == 1)
        let hunks = try #require(json["segments"]?.array?.filter { $0["kind"] == "hunk" })
        #expect(hunks.count == 1)
        #expect(hunks[0]["chosen"]?.isNull == true)
        let variants = try #require(hunks[0]["variants"]?.array)
        #expect(variants.map { $0["text"] } == ["comfort", "value", "savings"])
        #expect(variants.map { $0["who"] } == [["ana.md"], ["ben.md"], []])
        #expect(variants.map { $0["kind"] } == ["edited", "edited", "as-it-was"])
        let result = try #require(json["result"]?.text?.bytes)
        let whole = try #require(json["provenance"]?.array).flatMap { span -> ArraySlice<UInt8> in
            guard let range = span["result"]?.array?.compactMap(\.integer), range.count == 2 else { return [] }
            return result[range[0]..<range[1]]
        }
        #expect(whole == result)
    }

    @Test("It works as git calls a merge driver: the result goes into the file of our side")
    func driver() throws {
        let workspace = try Self.files()
        let outcome = try workspace.docket(
            "merge", "--base", "base.md", "ana.md", "ben.md", "--names", "ours,theirs", "--marker-size", "9",
            "--output",
            "ana.md")
        #expect(outcome.status == 1)
        #expect(outcome.output.isEmpty)
        #expect(try workspace.read("ana.md").contains("\n<<<<<<<<< ours\nSpring into comfort"))
        #expect(try workspace.read("ana.md").hasPrefix("# Big sale\n"))
    }

    @Test("Standard input is one of the files, bytes that are no text stay what they are")
    func standardInput() throws {
        let workspace = try Workspace()
        try workspace.write([0x61, 0xFF, 0x20, 0x62, 0x20, 0x62, 0x0A], to: "base")
        try workspace.write([0x61, 0xFF, 0x20, 0x62, 0x20, 0x63, 0x0A], to: "one")
        let outcome = try workspace.docket(
            "merge", "--base", "base", "one", "-", "--output", "merged", input: "x b b\n")
        #expect(outcome.status == 0)
        #expect(try workspace.bytes(of: "merged") == Array("x b c\n".utf8))
    }

    @Test(
        "What cannot be merged is said in one line",
        arguments: [
            (
                ["merge", "--base", "-", "-"], 64,
                "Standard input can be only one of the files: - stands there twice: docket merge --help"
            ),
            (
                ["merge", "--base", "base.md", "ana.md", "ana.md"], 64,
                "Two edits have the same name: tell them apart with --names: docket merge --help"
            ),
            (
                ["merge", "--base", "base.md", "none.md"], 66,
                "cannot read none.md: No such file or directory; check the name and its permissions"
            ),
            (
                ["merge", "ana.md"], 64,
                "Name the edited text with --base; or name a queue and an item: docket merge --help"
            ),
            (
                ["merge", "--base", "base.md", "ana.md", "--favor", "eve"], 64,
                #"--favor "eve" is none of the edits: name one of "ana.md", or base, vote or nearest"#
            ),
        ] as [([String], Int32, String)])
    func errors(_ arguments: [String], _ status: Int32, _ message: String) throws {
        let workspace = try Self.files()
        let outcome = try workspace.prepared(arguments, "boss").run(input: "")
        #expect(outcome.status == status)
        #expect(outcome.errors == "docket: \(message)\n")
    }

    @Test("The edits of an item by its annotators, for leads only")
    func item() throws {
        let workspace = try Fixture.workspace()
        for (person, text) in [("ann1", "Red apple"), ("ann2", "Apples")] {
            let line = #"{"item":"1","verdict":"edit","suggestion":"a","text":"\#(text)"}"#
            #expect(try workspace.docket("decide", "q", as: person, input: line).status == 0)
        }
        let outcome = try workspace.docket("merge", "q", "1", "--markers", "words", as: "lead")
        #expect(outcome.output == "<<<<<<< ann2: Apples ||||||| base: Apple ======= ann1: Red apple >>>>>>>")
        #expect(outcome.status == 1)
        #expect(try workspace.docket("merge", "q", "1", "--favor", "ann1", as: "lead").output == "Red apple")
        #expect(try workspace.docket("merge", "q", "1", as: "ann1").status == 77)
        let none = try workspace.docket("merge", "q", "2", as: "lead")
        #expect(none.status == 66)
        #expect(none.errors == "docket: nobody edited item 2: docket history shows what was decided\n")
        #expect(try workspace.docket("merge", "q", "1", "--suggestion", "b", as: "lead").status == 66)
        #expect(try workspace.docket("merge", "q", "9", as: "lead").status == 66)
    }
}
