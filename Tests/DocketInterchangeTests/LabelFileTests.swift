import DocketInterchange
import DocketTestSupport
import Testing

@Suite("Tables of labels")
struct LabelFileTests {
    private static func labels(_ text: String, slicedBy slice: String? = nil) throws -> LabelFile {
        try LabelFile(ByteSource(bytes: Array(text.utf8), name: "x.csv"), slicedBy: slice)
    }

    /// What the rows say, in the file's order.
    private static func rows(_ file: LabelFile) -> [[String]] {
        file.items.codes.indices.map { row in
            [file.items, file.annotators, file.labels].map { $0.names[Int($0.codes[row])] }
        }
    }

    private static func error(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch { return "\(error)" }
    }

    @Test(
        "Columns are found by name, in any order and among others, with any line end and separator",
        arguments: [
            "item,annotator,label\n1,x,yes\n1,y,no\n2,x,yes\n",
            "label,item,annotator\nyes,1,x\nno,1,y\nyes,2,x",
            "task,worker,label\r\n1,x,yes\r\n1,y,no\r\n\r\n2,x,yes\r\n",
            "\u{FEFF}Item, Annotator ,LABEL\n1,x,yes\n1,y,no\n2,x,yes\n",
            "question\tworker\tanswer\n1\tx\tyes\n1\ty\tno\n2\tx\tyes\n",
            "\"item\",\"annotator\",\"label\"\n\"1\",\"x\",\"yes\"\n1,y,\"no\"\n\"2\",x,yes\n",
            "seconds,item,note,annotator,label\n3,1,,x,yes\n4,1,\"a, \"\"b\"\"\nc\",y,no\n5,2,,x,yes\n",
        ])
    func columns(_ text: String) throws {
        let file = try Self.labels(text)
        #expect(Self.rows(file) == [["1", "x", "yes"], ["1", "y", "no"], ["2", "x", "yes"]])
        #expect(file.missing == 0 && file.slice == nil)
    }

    @Test("Quoted cells keep separators, line ends and quotation marks")
    func quoting() throws {
        let file = try Self.labels("item,annotator,label\n\"a,b\",\"c\"\"d\",\"e\r\nf\"\n")
        #expect(Self.rows(file) == [["a,b", "c\"d", "e\r\nf"]])
    }

    @Test("A row without a label is a missing value and is counted")
    func missing() throws {
        let file = try Self.labels("item,annotator,label\n1,x,\n1,y,2\n2,x,\"\"\n")
        #expect(file.missing == 2)
        #expect(Self.rows(file) == [["1", "y", "2"]])
    }

    @Test("A further column can be asked for")
    func slice() throws {
        let file = try Self.labels("language,item,annotator,label\nen,1,x,2\nde,2,x,\nde,3,x,1\n", slicedBy: "Language")
        #expect(file.slice == CodedColumn(codes: [0, 1], names: ["en", "de"]))
    }

    @Test(
        "What is wrong is said with its line",
        arguments: [
            ("", "x.csv, line 1: the file is empty: the first row must name the columns"),
            (
                "item,label\n1,2\n",
                "x.csv, line 1: there is no column \"annotator\" (or worker, rater, coder): the columns are item, label"
            ),
            ("item,annotator,label,label\n", "x.csv, line 1: two columns are named label"),
            ("item,annotator,label\n1,x,2\n\n1,x\n", "x.csv, line 4: expected 3 cells (item,annotator,label), found 2"),
            (
                "item,annotator,label\n1,\"x\n\",2\n1,x,2,3\n",
                "x.csv, line 4: expected 3 cells (item,annotator,label), found 4"
            ),
            ("item,annotator,label\n,x,2\n", "x.csv, line 2: item is empty"),
            ("task,worker,label\n1,,2\n", "x.csv, line 2: worker is empty"),
            (
                "item,annotator,label\n1,x\"y,2\n",
                "x.csv, line 2: a quotation mark is not closed or stands inside a cell"
            ),
            (
                "item,annotator,label\n1,\"x,2\n",
                "x.csv, line 2: a quotation mark is not closed or stands inside a cell"
            ),
        ])
    func faults(_ text: String, _ expected: String) {
        #expect(Self.error { _ = try Self.labels(text) } == expected)
    }

    @Test("Known answers have one row an item")
    func truth() throws {
        func truth(_ text: String) throws -> TruthFile {
            try TruthFile(ByteSource(bytes: Array(text.utf8), name: "t.csv"))
        }
        let file = try truth("task,label\n7,a\n8,\n9,b\n")
        #expect(file.items.names == ["7", "9"] && file.labels.names == ["a", "b"] && file.missing == 1)
        #expect(
            Self.error { _ = try truth("item,label\n7,a\n7,b\n") }
                == "t.csv, line 3: item 7 has a label already: a file of known answers has one row an item")
    }

    @Test(
        "Names are numbered as in a dictionary, many of them and over the edges of what is read at once",
        arguments: [1, 2, 3])
    func random(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var text = "item,annotator,label\n"
        var expected: [[String]] = []
        for _ in 0..<20_000 {
            let row = [
                "item \(Int.random(in: 0..<6_000, using: &generator))",
                "p\(Int.random(in: 0..<300, using: &generator))", "\(Int.random(in: 1...5, using: &generator))",
            ]
            expected.append(row)
            text += row.map { Bool.random(using: &generator) ? "\"\($0)\"" : $0 }.joined(separator: ",") + "\n"
        }
        #expect(Self.rows(try Self.labels(text)) == expected, "seed \(seed)")
    }
}

@Suite("Tables of votes")
struct VoteFileTests {
    private static func votes(_ text: String) throws -> VoteFile {
        try VoteFile(ByteSource(bytes: Array(text.utf8), name: "v.csv"))
    }

    @Test("The winner is a name, a side, a tie, or neither of two bad ones")
    func winners() throws {
        let file = try Self.votes(
            """
            left,right,winner,annotator,count
            m,n,m,x,2
            m,n,n,y,1
            n,m,left,x,1
            n,o,right,x,3
            m,o,tie,x,1
            m,o,tie (bothbad),x,0
            m,o,,x,1

            """)
        #expect(file.models == ["m", "n", "o"])
        #expect(file.votes.map(\.outcome) == [.left, .right, .left, .right, .tie, .bothBad])
        #expect(file.votes.map(\.count) == [2, 1, 1, 3, 1, 0])
        #expect(file.votes.map { [$0.left, $0.right] } == [[0, 1], [0, 1], [1, 0], [1, 2], [0, 2], [0, 2]])
        #expect(file.annotators?.names == ["x", "y"])
        #expect(file.hasSides && file.missing == 1)
    }

    @Test("Without sides the winner is on the left, and nobody takes it for a side")
    func winnerAndLoser() throws {
        let file = try Self.votes("winner,loser,count\na,b,730\nb,a,33\n")
        #expect(!file.hasSides && file.annotators == nil)
        #expect(file.votes.map { [Int($0.left), Int($0.right), $0.count] } == [[0, 1, 730], [1, 0, 33]])
        #expect(file.votes.allSatisfy { $0.outcome == .left })
    }

    @Test(
        "What is wrong is said with its line",
        arguments: [
            (
                "left,right,winner\na,b,c\n",
                "v.csv, line 2: the winner \"c\" is neither of the two: expected one of their names, left, right, tie or both_bad"
            ),
            ("left,right,winner\na,a,a\n", "v.csv, line 2: a is compared with itself"),
            ("left,right,winner\na,,a\n", "v.csv, line 2: right is empty"),
            (
                "winner,loser,count\na,b,-1\n",
                "v.csv, line 2: the count \"-1\" is no whole number from 0 to 1000000000"
            ),
            (
                "winner,loser,count\na,b,9223372036854775807\n",
                "v.csv, line 2: the count \"9223372036854775807\" is no whole number from 0 to 1000000000"
            ),
            ("left,right\n", "v.csv, line 1: there is no column \"winner\" (or label): the columns are left, right"),
        ])
    func faults(_ text: String, _ expected: String) {
        #expect(throws: InterchangeError.self) { try Self.votes(text) }
        do { _ = try Self.votes(text) } catch { #expect("\(error)" == expected) }
    }
}
