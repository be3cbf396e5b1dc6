import DocketModel
import DocketNotation
import DocketTestSupport
import Testing

@testable import DocketInterchange

@Suite("Tables")
struct TableTests {
    private func read(_ source: String, table: String) throws -> [ReadResult] {
        let toml = """
            [item]
            id = "id"
            [[suggestion]]
            text = "text"
            [table]
            \(table)
            """
        let options = ReadOptions(mapping: try Mapping(toml: toml, name: "map.toml"), fallbackQueue: "q")
        let reader = try RecordReader(ByteSource(bytes: Array(source.utf8), name: "x.csv"), options: options)
        return try results(of: reader)
    }

    @Test("Quoted cells hold separators, line ends and quotation marks; lines are counted through them")
    func quoting() throws {
        let source = "\u{FEFF}id,text\r\n1,\"a, \"\"b\"\"\nc\"\r\n2,\n3,plain\r\n\r\n4,x,y\n5,\"\"\n6,a\"b\n"
        let results = try read(source, table: "")
        #expect(results.items.map(\.id) == ["1", "2", "3", "5"])
        #expect(results.items.map { $0.suggestions[0].text } == ["a, \"b\"\nc", "", "plain", ""])
        #expect(
            results.problems == [
                LineProblem(line: 7, column: 1, reason: "expected 2 cells, found 3"),
                LineProblem(line: 9, column: 1, reason: "a quotation mark is not closed or stands inside a cell"),
            ])
        #expect(results.records.map(\.line) == [2, 4, 5, 8])
    }

    @Test("With quoting off a quotation mark is a character like any other")
    func noQuoting() throws {
        let results = try read(
            "1\tsay \"hi\n2\t\"x\"\n", table: "separator = \"\\t\"\nquoting = false\ncolumns = [\"id\", \"text\"]")
        #expect(results.items.map { $0.suggestions[0].text } == ["say \"hi", "\"x\""])
    }

    @Test("Columns of JSON are read by path")
    func jsonColumns() throws {
        let toml = """
            [[suggestion]]
            text = "mt"
            [[annotator]]
            id = "rater1"
            answers = [{ field = "scores[1]", rating = "adequacy", suggestion = "a" }]
            [table]
            separator = "\\t"
            quoting = false
            json = ["scores"]
            """
        let options = ReadOptions(mapping: try Mapping(toml: toml, name: "map.toml"), fallbackQueue: "q")
        let source = "mt\tscores\nx\t[71, 90]\ny\t[71\n"
        let results = try DocketInterchangeTests.read(source, options)
        #expect(results.decisions.map { $0.answer.answers?.judgement(of: "a")?.ratings } == [["adequacy": 90]])
        #expect(results.problems.map(\.line) == [3])
    }

    @Test("A header that names a column twice is refused")
    func doubleColumn() throws {
        #expect(
            try read("id,id\n1,x\n", table: "").problems.first
                == LineProblem(
                    line: 1, column: 1, reason: "the names of the columns are not valid UTF-8, or one occurs twice"))
    }

    @Test(
        "A mapping that says nothing of a table reads one all the same where the file's name is a table's",
        arguments: [("x.csv", ","), ("X.CSV", ","), ("x.tsv", "\t")])
    func byName(file: String, separator: String) throws {
        let toml = "[item]\nid = \"id\"\n[[suggestion]]\ntext = \"text\"\n"
        for table in ["", "[table]\n"] {
            let mapping = try Mapping(toml: toml + table, name: "map.toml")
            let source = ["id,text", "1,x;y"].map { $0.replacing(",", with: separator) }.joined(separator: "\n")
            let reader = try RecordReader(
                ByteSource(bytes: Array(source.utf8), name: file),
                options: ReadOptions(mapping: mapping, fallbackQueue: "q"))
            #expect(try results(of: reader).items.map { $0.suggestions[0].text } == ["x;y"])
        }
    }

    @Test("A table without a mapping is refused on one line that names --map", arguments: ["CSV", "TSV"])
    func withoutMapping(kind: String) {
        let name = "x.\(kind.lowercased())"
        let error = #expect(throws: InterchangeError.self) {
            _ = try RecordReader(
                ByteSource(bytes: Array("id,text\n".utf8), name: name), options: ReadOptions(fallbackQueue: "q"))
        }
        #expect(error == .tableWithoutMap(path: name, name: kind))
        #expect(error?.description.hasPrefix("\(name): \(kind) needs --map FILE") == true)
    }

    @Test("The mapping for a spreadsheet of choices reads what its comment shows")
    func choices() throws {
        let mapping = try Mapping(path: Surroundings.projectFile("SampleQueues/Mappings/choices.toml"))
        let source = """
            question,answer_1,answer_2,who,better
            Name a fruit.,Apple,Carrot,ana,1
            Name a fruit.,Apple,Carrot,mei,tie
            """
        let reader = try RecordReader(
            ByteSource(bytes: Array(source.utf8), name: "choices.csv"),
            options: ReadOptions(mapping: mapping, fallbackQueue: "q"))
        let results = try results(of: reader)
        #expect(results.problems.isEmpty)
        #expect(results.items.count == 1)
        #expect(results.decisions.map(\.annotator.id) == ["ana", "mei"])
        #expect(results.decisions.map { $0.answer.answers?.preference } == [.win("a", nil), .tie])
    }
}
