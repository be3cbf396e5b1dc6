import DocketModel
import DocketNotation
import Testing

@testable import DocketInterchange

/// A source with something wrong in it, and what must be said about it.
struct BadInput: Sendable, CustomTestStringConvertible {
    var name: String
    var source: [UInt8]
    var problems: [LineProblem]
    /// How many items are read all the same.
    var items: Int

    init(_ name: String, _ source: String, _ problems: [LineProblem], items: Int) {
        self.init(name, bytes: Array(source.utf8), problems, items: items)
    }

    init(_ name: String, bytes: [UInt8], _ problems: [LineProblem], items: Int) {
        self.name = name
        source = bytes
        self.problems = problems
        self.items = items
    }

    var testDescription: String { name }
}

private func problem(_ line: Int, _ column: Int, _ reason: String) -> LineProblem {
    LineProblem(line: line, column: column, reason: reason)
}

private let good = #"{"prompt":"p","responses":["x"]}"#

@Suite("Bad input is refused by line and column, and the rest goes on")
struct BadInputTests {
    static let badLines: [BadInput] = [
        BadInput(
            "a broken line", "\(good)\n{\"prompt\":\"p\",}\n\(good)\n",
            [problem(2, 15, "this is not valid JSON")], items: 2),
        BadInput(
            "a broken last line without its end", "\(good)\n{\"prompt\":\"p\",\"resp",
            [problem(2, 20, "a string is not closed")], items: 1),
        BadInput(
            "not an object", "\(good)\n[1]\n7\n",
            [
                problem(2, 1, "expected an object, found an array"),
                problem(3, 1, "expected an object, found a number"),
            ], items: 1),
        BadInput(
            "two values on a line", "\(good)\n\(good) {}\n",
            [problem(2, 34, "there is more after the end of the value")], items: 1),
        BadInput(
            "a key twice", "\(good)\n{\"prompt\":\"p\",\"prompt\":\"q\",\"responses\":[\"x\"]}\n",
            [problem(2, 1, "the key \"prompt\" occurs twice")], items: 1),
        BadInput(
            "a lone surrogate", "\(good)\n{\"prompt\":\"\\ud800\",\"responses\":[\"x\"]}\n",
            [problem(2, 19, "a string has an invalid escape or a lone surrogate")], items: 1),
        BadInput(
            "a NUL",
            bytes: Array("\(good)\n".utf8) + Array(#"{"prompt":""#.utf8) + [0] + Array(#"","responses":["x"]}"#.utf8),
            [problem(2, 33, "a string has an unescaped control character")], items: 1),
        BadInput(
            "a type nobody knows", "\(good)\n{\"v\":1,\"type\":\"vote\"}\n",
            [
                problem(
                    2, 15,
                    "type: expected \"item\", \"decision\", \"resolution\", \"question\" or \"answer\", found \"vote\"")
            ], items: 1),
        BadInput(
            "another version", "\(good)\n{\"type\":\"item\",\"v\":2}\n",
            [problem(2, 20, "v: expected 1, the only version there is, found 2")], items: 1),
        BadInput(
            "an item without suggestions", "\(good)\n{\"type\":\"item\",\"id\":\"1\",\"suggestions\":[]}\n",
            [problem(2, 39, "suggestions: at least one suggestion is needed")], items: 1),
        BadInput(
            "a response that is no text", "\(good)\n{\"prompt\":\"é\",\"responses\":[\"x\",5]}\n",
            [problem(2, 32, "responses[1]: expected an object, found a number")], items: 1),
        BadInput(
            "a prompt that is no text", "\(good)\n{\"prompt\":5,\"responses\":[\"x\"]}\n",
            [problem(2, 11, "prompt: expected a string or a list of messages, found a number")], items: 1),
        BadInput(
            "a deep field, columns in scalars behind others",
            "\(good)\n{\"prompt\":\"日本語😀\",\"responses\":[{\"text\":\"x\",\"model\":5}]}\n",
            [problem(2, 51, "responses[0].model: expected a string of valid UTF-8, found a number")], items: 1),
        BadInput(
            "a decision without an annotator",
            "\(good)\n{\"type\":\"decision\",\"item\":\"1\",\"verdict\":\"accept\",\"suggestion\":\"a\"}\n",
            [problem(2, 1, "annotator: is missing")], items: 1),
        BadInput(
            "a verdict nobody knows",
            "\(good)\n{\"type\":\"decision\",\"item\":\"1\",\"annotator\":\"z\",\"verdict\":\"ok\",\"suggestion\":\"a\"}\n",
            [problem(2, 57, "verdict: expected \"accept\", \"edit\" or \"reject\", found \"ok\"")], items: 1),
        BadInput(
            "a prompt without responses", "\(good)\n{\"prompt\":\"p\"}\n{\"prompt\":\"p\",\"chosen\":\"x\"}\n",
            [
                problem(2, 1, "beside \"prompt\" must stand \"responses\", or \"chosen\" and \"rejected\""),
                problem(3, 1, "beside \"prompt\" must stand \"responses\", or \"chosen\" and \"rejected\""),
            ], items: 1),
        BadInput(
            "a prompt without responses, first", "{\"id\":1,\"prompt\":\"p\"}\n\(good)\n",
            [problem(1, 1, "beside \"prompt\" must stand \"responses\", or \"chosen\" and \"rejected\"")], items: 1),
        BadInput(
            "an id over two lines", "\(good)\n{\"id\":\"a\\nb\",\"prompt\":\"p\",\"responses\":[\"x\"]}\n",
            [problem(2, 7, "id: holds a control character or a line break (U+000A), which no name may")], items: 1),
        BadInput(
            "an annotator with a tab in the name",
            "\(good)\n{\"type\":\"decision\",\"item\":\"1\",\"annotator\":\"a\\tb\",\"verdict\":\"accept\",\"suggestion\":\"a\"}\n",
            [problem(2, 43, "annotator: holds a control character or a line break (U+0009), which no name may")],
            items: 1),
        BadInput(
            "an occasion nobody knows",
            "\(good)\n{\"type\":\"decision\",\"item\":\"1\",\"annotator\":\"z\",\"verdict\":\"accept\",\"suggestion\":\"a\","
                + "\"occasion\":\"first\"}\n",
            [problem(2, 94, "occasion: \"first\" is not known here (known: primary, probe, pass, revision)")], items: 1),
        BadInput("blank lines between", "\n\(good)\n\n   \n\(good)\n\n", [], items: 2),
        BadInput(
            "carriage returns", "\(good)\r\n\(good)\r\n{\r\n",
            [
                problem(3, 2, "an array or object is not closed")
            ], items: 2),
        BadInput("a byte order mark", bytes: [0xEF, 0xBB, 0xBF] + Array("\(good)\n\(good)".utf8), [], items: 2),
        BadInput(
            "a byte order mark in the middle", bytes: Array("\(good)\n".utf8) + [0xEF, 0xBB, 0xBF] + Array(good.utf8),
            [problem(2, 1, "this is not valid JSON")], items: 1),
    ]

    static let badArrays: [BadInput] = [
        BadInput("an empty array", "[]", [], items: 0),
        BadInput(
            "elements over several lines", "[\n  {\n \"prompt\":\"p\",\"responses\":[\"x\"]},\n \(good) ]\n", [],
            items: 2),
        BadInput(
            "a comma before the end", "[\(good),\n\(good),\n]",
            [
                problem(3, 1, "a value is missing between the comma and the end of the array")
            ], items: 2),
        BadInput("two commas", "[\(good),,\(good)]", [problem(1, 35, "a value is missing before the comma")], items: 2),
        BadInput("no end", "[\(good),\(good)", [problem(1, 67, "the array is not closed")], items: 2),
        BadInput(
            "more behind the end", "[\(good)] x", [problem(1, 36, "there is more after the end of the array")], items: 1
        ),
        BadInput(
            "a broken element over lines", "[\(good),\n {\"prompt\":\n 5x},\n\(good)]",
            [
                problem(3, 2, "a number is malformed")
            ], items: 2),
        BadInput(
            "a string that is never closed", "[{\"prompt\":\"p},\n\(good),\n\(good)]",
            [
                problem(1, 16, "a string is not closed")
            ], items: 2),
        BadInput("brackets in strings", #"[{"prompt":"]},{\"[\\","responses":["x"]}]"#, [], items: 1),
        BadInput(
            "an element that is no object", "[\(good), 5]", [problem(1, 36, "expected an object, found a number")],
            items: 1),
        BadInput(
            "a field of an element", "[\n{\n  \"prompt\":\n    5,\n  \"responses\":[\"x\"]}]",
            [
                problem(4, 5, "prompt: expected a string or a list of messages, found a number")
            ], items: 0),
    ]

    @Test("Lines", arguments: badLines)
    func lines(_ input: BadInput) throws {
        let results = try read(input.source)
        #expect(results.problems == input.problems)
        #expect(results.items.count == input.items)
    }

    @Test("Arrays", arguments: badArrays)
    func arrays(_ input: BadInput) throws {
        let results = try read(input.source)
        #expect(results.problems == input.problems)
        #expect(results.items.count == input.items)
    }

    @Test("A line beyond the limit is refused by the limit's name, without keeping it, and the next is read")
    func longLine() throws {
        let long = #"{"prompt":""# + String(repeating: "x", count: 3 << 20) + #"","responses":["x"]}"#
        var options = ReadOptions(fallbackQueue: "q", rowLimit: 2 << 20)
        let lines = try read("\(good)\n\(long)\n\(good)\n", options)
        #expect(lines.problems == [problem(2, 1, "the line is longer than the limit of 2 MiB")])
        #expect(lines.items.count == 2)
        let elements = try read("[\(good),\n\(long),\n\(good)]", options)
        #expect(elements.problems == [problem(2, 1, "the element is longer than the limit of 2 MiB")])
        #expect(elements.items.count == 2)
        options.rowLimit = 4 << 20
        #expect(try read("\(good)\n\(long)\n", options).items.count == 2)
    }

    @Test("Bytes that are not UTF-8 are kept in texts, and refused in names")
    func invalidUTF8() throws {
        let text: [UInt8] = [0x61, 0xFF, 0xC3, 0x28]
        let source = Array(#"{"prompt":""#.utf8) + text + Array(#"","responses":["x"]}"#.utf8)
        let item = try #require(try read(source).items.first)
        #expect(item.context[0].content.bytes == text)
        let named = Array("\(good)\n{\"id\":\"".utf8) + text + Array(#"","responses":["x"]}"#.utf8)
        #expect(
            try read(named).problems == [problem(2, 7, "id: expected a string of valid UTF-8, found a string")])
    }

    @Test(
        "What cannot be read at all stops the import, and says what to do",
        arguments: [
            (
                Array("{\"question\":\"q\",\"answer\":\"a\"}\n".utf8),
                "source.jsonl, line 1: no known format has the fields \"question\", \"answer\"; name one with --format (docket, hh, "
                    + "trl-preference, trl-prompt-completion, trl-unpaired, mapped), or describe the fields with --map"
            ),
            (
                Array("{\"prompt\":\"q\",\"answer\":\"a\"}\n".utf8),
                "source.jsonl, line 1: no known format has \"prompt\" without \"responses\", or \"chosen\" and \"rejected\"; "
                    + "name one with --format (docket, hh, trl-preference, trl-prompt-completion, trl-unpaired, mapped), "
                    + "or describe the fields with --map"
            ),
            (
                [0x1F, 0x8B, 0x08, 0x00],
                "source.jsonl looks like gzip: zcat source.jsonl | docket import - --queue NAME"
            ),
            (
                Array("PAR1\u{15}".utf8),
                "source.jsonl looks like Parquet, which is not read: convert it to JSON lines or CSV first"
            ),
            (
                [0x7F, 0x45, 0x4C, 0x46, 0x02, 0x01],
                "source.jsonl looks like binary data, which is not read: convert it to JSON lines or CSV first"
            ),
            (
                [0xFF, 0xFE, 0x7B, 0x00],
                "source.jsonl is UTF-16, which is not read; convert it first, for example with iconv -f UTF-16 -t UTF-8"
            ),
        ])
    func unreadable(source: [UInt8], message: String) throws {
        let error = #expect(throws: InterchangeError.self) { _ = try read(source) }
        #expect(error?.description == message)
    }

    @Test("A file that is not there is an error with its name and the system's reason")
    func missingFile() {
        let error = #expect(throws: InterchangeError.self) { _ = try ByteSource(path: "/nowhere/x.jsonl") }
        #expect(
            error?.description
                == "cannot open /nowhere/x.jsonl: No such file or directory; check the name and its permissions")
    }

    @Test("A file of which a thousand lines are no records is given up, and its first line says why")
    func noRecords() {
        let error = #expect(throws: InterchangeError.self) {
            _ = try read(String(repeating: "Once upon a time\n", count: 1001))
        }
        #expect(
            error?.description
                == "source.jsonl: none of the first 1000 lines is a record (line 1, column 1: this is not valid JSON): "
                + "is it JSON lines? Name the format with --format (docket, hh, trl-preference, trl-prompt-completion, "
                + "trl-unpaired, mapped), or describe the fields with --map")
    }

    @Test("What unpacks standard input is said for a file, which it must have come from")
    func packedStandardInput() {
        let error = InterchangeError.packed(path: "standard input", name: "xz", command: "xzcat")
        #expect(error.description == "standard input looks like xz: xzcat FILE | docket import - --queue NAME")
    }

    @Test("A folder is an error, not an empty file")
    func folder() throws {
        let error = #expect(throws: InterchangeError.self) {
            _ = try RecordReader(ByteSource(path: "/tmp"), options: ReadOptions(fallbackQueue: "q"))
        }
        #expect(error?.description == "cannot read /tmp: Is a directory")
    }

    @Test("An empty source has no records and no problems", arguments: ["", "\n\n", "   "])
    func empty(source: String) throws {
        #expect(try read(source) == [])
    }
}
