import DocketNotation
import Testing

@testable import DocketAdjudication

@Suite("Conflict markers")
struct MergeMarkersTests {
    private static func lines(_ base: String, _ texts: String...) -> String {
        let edits = zip("abcdef", texts).map { EditMerge.Edit(name: String($0), text: SourceText($1)) }
        return MergeMarkers(.lines).text(EditMerge(base: SourceText(base), edits: edits)).string
    }

    @Test("two sides are what git writes with diff3")
    func twoSides() {
        #expect(
            Self.lines("one\ntwo two\nthree\n", "one\ntwo A\nthree\n", "one\ntwo B\nTHREE\n") == """
                one
                <<<<<<< a
                two A
                ||||||| base
                two two
                =======
                two B
                >>>>>>> b
                THREE

                """)
    }

    @Test("what merged by itself on the same line stands in every side")
    func sameLine() {
        #expect(
            Self.lines("x one two three.\nend", "X one A three.\nend", "x one B three!\nend") == """
                <<<<<<< a
                X one A three!
                ||||||| base
                X one two three!
                =======
                X one B three!
                >>>>>>> b
                end
                """)
    }

    @Test("further sides are named, those in the middle on the line before them, most votes first")
    func manySides() {
        #expect(
            Self.lines("t\n", "A\n", "B\n", "C\n", "C\n", "t\n") == """
                <<<<<<< c, d
                C
                ||||||| base
                t
                ======= a
                A
                =======
                B
                >>>>>>> b

                """)
    }

    @Test("a last line without a line break gets one where a marker follows, and breaks are as the text has them")
    func lineBreaks() {
        #expect(
            Self.lines("t", "A", "") == "<<<<<<< a\nA\n||||||| base\nt\n=======\n>>>>>>> b\n")
        #expect(
            Self.lines("x\r\nt\r\n", "x\r\nA\r\n", "x\r\nB\r\n")
                == "x\r\n<<<<<<< a\r\nA\r\n||||||| base\r\nt\r\n=======\r\nB\r\n>>>>>>> b\r\n")
    }

    @Test("lines that two add at one place")
    func addedLines() {
        #expect(
            Self.lines("x\ny\n", "x\nA\ny\n", "x\nB\ny\n")
                == "x\n<<<<<<< a\nA\n||||||| base\n=======\nB\n>>>>>>> b\ny\n")
    }

    @Test("words are marked within their line")
    func words() {
        let merge = EditMerge(
            base: "one two, three",
            edits: [.init(name: "a", text: "one A, three"), .init(name: "b", text: "one B, THREE")])
        #expect(
            MergeMarkers(.words, size: 4, baseName: "it.md").text(merge).string
                == "one <<<< a: A |||| it.md: two ==== b: B >>>>, THREE")
    }
}
