import DocketModel
import DocketNotation
import Testing

@testable import DocketInterchange

@Suite("Reading")
struct ReadingTests {
    @Test(
        "The format is found by the first record's fields",
        arguments: [
            (#"{"type":"item","id":"1","suggestions":[{"text":"x"}]}"#, ImportFormat.docket),
            (#"{"prompt":"p","responses":["x"]}"#, .docket),
            (#"{"prompt":"p","chosen":"x","rejected":"y"}"#, .docket),
            (#"{"chosen":"\n\nHuman: q\n\nAssistant: x","rejected":"\n\nHuman: q\n\nAssistant: y"}"#, .hh),
            (#"{"chosen":"q x","rejected":"q y"}"#, .trlPreference),
            (
                #"{"prompt":[],"chosen":[{"role":"assistant","content":"x"}],"rejected":[{"role":"assistant","content":"y"}]}"#,
                .trlPreference
            ),
            (#"{"prompt":"p","completion":"x"}"#, .trlPromptCompletion),
            (#"{"prompt":"p","completion":"x","label":true}"#, .trlUnpaired),
        ])
    func detection(record: String, format: ImportFormat) throws {
        let options = ReadOptions(fallbackQueue: "q")
        let lines = try RecordReader(ByteSource(bytes: Array(record.utf8), name: "x"), options: options)
        #expect(lines.format == format)
        let array = try RecordReader(ByteSource(bytes: Array("[\n\(record)]".utf8), name: "x"), options: options)
        #expect(array.format == format)
        let fromLines = try results(of: lines)
        #expect(fromLines.problems.isEmpty)
        #expect(fromLines.items == (try results(of: array)).items)
    }

    @Test("Rows longer than the window and rows across its end are read whole")
    func windowEdges() throws {
        let rows = (0..<300).map {
            #"{"id":"\#($0)","prompt":"\#(String(repeating: "x", count: $0 * 131 % 9973))","responses":["r"]}"#
        }
        for capacity in [64, 1000, 4096] {
            for (source, isArray) in [
                (rows.joined(separator: "\n"), false), ("[" + rows.joined(separator: ",") + "]", true),
            ] {
                let window = ByteWindow(ByteSource(bytes: Array(source.utf8), name: "x"), capacity: capacity)
                let limit = RowLimit(bytes: 1 << 20)
                let reader: any RowReader =
                    isArray ? ArrayElementReader(window, limit: limit) : LineReader(window, limit: limit)
                var read: [String] = []
                while case .row(let row)? = try reader.next() {
                    read.append(String(decoding: row.bytes, as: UTF8.self))
                }
                #expect(read == rows)
            }
        }
    }

    @Test("The queue is the one asked for, else the record's own, else the file's")
    func queue() throws {
        let source = ByteSource(bytes: Array(#"{"queue":"own","prompt":"p","responses":["x"]}"#.utf8), name: "x")
        #expect(try RecordReader(source, options: ReadOptions(fallbackQueue: "file")).queue == "own")
        let again = ByteSource(bytes: Array(#"{"queue":"own","prompt":"p","responses":["x"]}"#.utf8), name: "x")
        #expect(try RecordReader(again, options: ReadOptions(queue: "asked", fallbackQueue: "file")).queue == "asked")
        let without = ByteSource(bytes: Array(#"{"prompt":"p","responses":["x"]}"#.utf8), name: "x")
        #expect(try RecordReader(without, options: ReadOptions(fallbackQueue: "file")).queue == "file")
    }

    @Test("A record for another queue is refused unless a queue was asked for")
    func otherQueue() throws {
        let source = """
            {"queue":"one","prompt":"p","responses":["x"]}
            {"queue":"two","prompt":"q","responses":["x"]}
            """
        let results = try read(source)
        #expect(results.items.count == 1)
        #expect(results.problems.map(\.line) == [2])
        #expect(try read(source, ReadOptions(queue: "all", fallbackQueue: "q")).items.count == 2)
    }

    @Test("Records without ids get the same ones each time; equal records of one source get two; queues differ")
    func derivedIDs() throws {
        let row = #"{"prompt":"p","responses":["x"]}"#
        let source = "\(row)\n\(row)\n{\"prompt\":\"other\",\"responses\":[\"x\"]}\n"
        let first = try read(source).items.map(\.id)
        #expect(Set(first).count == 3)
        #expect(first.allSatisfy { $0.rawValue.count == 16 })
        #expect(try read(source).items.map(\.id) == first)
        #expect(Set(try read(source, ReadOptions(fallbackQueue: "r")).items.map(\.id)).isDisjoint(with: first))
        // Another record in front changes nobody's id.
        #expect(try read("{\"prompt\":\"new\",\"responses\":[\"x\"]}\n" + source).items.dropFirst().map(\.id) == first)
    }

    @Test("Somebody who decides an item twice in one source keeps both, the second superseding the first")
    func twiceDecided() throws {
        let source = """
            {"type":"item","id":"1","suggestions":[{"text":"x"}]}
            {"type":"decision","item":"1","annotator":"ann","verdict":"accept","suggestion":"a"}
            {"type":"decision","item":"1","annotator":"ann","verdict":"reject","suggestion":"a"}
            {"type":"decision","item":"1","annotator":"bob","verdict":"reject","suggestion":"a"}
            """
        let results = try read(source)
        let decisions = results.decisions
        #expect(results.problems.isEmpty)
        #expect(decisions.map(\.supersedes) == [nil, decisions[0].id, nil])
        #expect(Set(decisions.map(\.id)).count == 3)
        #expect(decisions.allSatisfy { $0.at == Timestamp(milliseconds: 0) && $0.queue == "q" })
        #expect(try read(source) == results)
    }

    @Test("Hand-written records keep everything they say")
    func shortRecords() throws {
        let source = """
            {"prompt":" lead","responses":[" one",{"text":"two","model":"m-7b","id":"z"}],"lang":"en","meta":{"k":1},"extra":[1.0]}
            {"prompt":[{"role":"system","content":"s"},{"role":"user","content":"u"}],"responses":[[{"role":"assistant","content":"r"}]]}
            {"responses":["no prompt"]}
            """
        let items = try read(source).items
        try #require(items.count == 3)
        #expect(items[0].context == [Message(role: "user", content: " lead")])
        #expect(items[0].suggestions.map(\.text) == [" one", "two"])
        #expect(items[0].suggestions.map(\.id) == ["a", "z"])
        #expect(items[0].suggestions.map(\.model) == [nil, "m-7b"])
        #expect(items[0].language == "en")
        #expect(items[0].meta == ["k": 1])
        #expect(items[0].ext == ["extra": [.number(JSONNumber(text: "1.0"))]])
        #expect(items[1].context.map(\.role) == ["system", "user"])
        #expect(items[2].context.isEmpty)
    }

    @Test("A recorded choice is an assessment, or with that option a decision of an aggregate")
    func recordedChoice() throws {
        let source = #"{"prompt":"p","chosen":"good","rejected":"bad","chosen_model":"m1","rejected_model":"m2"}"#
        let item = try #require(try read(source).items.first)
        let winner = try #require(item.assessments.first?.value["winner"]?.string)
        #expect(item.assessments.map(\.agent) == ["recorded"])
        #expect(item.suggestion(SuggestionID(winner))?.text == "good")
        #expect(item.suggestion(SuggestionID(winner))?.model == "m1")

        let decided = try read(source, ReadOptions(fallbackQueue: "q", recorded: .decision))
        #expect(decided.items.first?.assessments == [])
        let decision = try #require(decided.decisions.first)
        #expect(decision.annotator == Annotator(id: "recorded", kind: .aggregate))
        #expect(decision.answer.answers?.preference == .win(SuggestionID(winner), nil))
    }

    @Test("TRL's rows: messages keep their order, the shared beginning is the prompt, other columns go to ext")
    func trlRows() throws {
        let pair = try #require(
            try read(
                #"{"chosen":[{"role":"user","content":"q"},{"role":"assistant","content":"x"}],"rejected":[{"role":"user","content":"q"},{"role":"assistant","content":"y"}],"source":"web","score_chosen":0.5}"#
            ).items.first)
        #expect(pair.context == [Message(role: "user", content: "q")])
        #expect(Set(pair.suggestions.map(\.text)) == ["x", "y"])
        #expect(pair.ext == ["source": "web", "score_chosen": .number(JSONNumber(text: "0.5"))])

        let flat = try #require(try read(#"{"chosen":"The sky is blue.","rejected":"The sky is black."}"#).items.first)
        #expect(flat.context.map(\.content) == ["The sky is bl"])
        #expect(Set(flat.suggestions.map(\.text)) == ["ue.", "ack."])

        let unpaired = try read(
            #"{"prompt":"p","completion":"x","label":false}"#, ReadOptions(fallbackQueue: "q", recorded: .decision))
        #expect(unpaired.decisions.first?.answer.answers?.judgement(of: "a")?.verdict == .reject)

        let wrong = try read(
            #"{"prompt":"p","completion":"x","label":true}"# + "\n" + #"{"prompt":"p","completion":"x","label":"yes"}"#)
        #expect(
            wrong.problems == [
                LineProblem(line: 2, column: 40, reason: "label: expected true or false, found a string")
            ])
        let image = try read(
            #"{"prompt":[{"role":"user","content":"q"}],"chosen":[{"role":"assistant","content":[]}],"rejected":[{"role":"assistant","content":"x"}]}"#
        )
        #expect(image.problems.map(\.reason) == ["chosen[0].content: expected a string, found an array"])
    }

    @Test("A transcript in which nothing is shared is refused")
    func hhWithoutPrompt() throws {
        let results = try read(
            #"{"chosen":"\n\nHuman: a\n\nAssistant: x","rejected":"\n\nHuman: b\n\nAssistant: x"}"#)
        #expect(
            results.problems.map(\.reason) == [
                "rejected: \"chosen\" and \"rejected\" share no beginning up to an \"Assistant:\""
            ])
    }

    @Test(
        "A queue's name comes from its file's",
        arguments: [
            ("/data/replies.jsonl", "replies"), ("testset-v1.json", "testset-v1"), ("a b.tar.gz", "a-b.tar"),
            ("-", "standard-input"), ("plain", "plain"), (".jsonl", ".jsonl"), ("x/", "x"), ("", "queue"),
        ])
    func queueNames(path: String, name: String) {
        #expect(QueueFile.queueName(for: path).rawValue == name)
    }

    @Test(
        "Batches hold every record once and in order, however they are cut",
        arguments: [(1, 1 << 20), (7, 1 << 20), (1000, 100)])
    func batches(rows: Int, bytes: Int) async throws {
        let lines = (0..<100).map { $0 % 10 == 3 ? "{" : #"{"id":"\#($0)","prompt":"p","responses":["x"]}"# }
        let source = Array(lines.joined(separator: "\n").utf8)
        let reader = try RecordReader(ByteSource(bytes: source, name: "x"), options: ReadOptions(fallbackQueue: "q"))
        var records: [ImportRecord] = []
        var problems: [LineProblem] = []
        var last = 0
        for try await batch in RecordBatches(reader, rows: rows, bytes: bytes) {
            #expect(batch.records.count + batch.problems.count <= rows)
            records += batch.records
            problems += batch.problems
            last = batch.bytesRead
        }
        let expected = try read(source)
        #expect(records == expected.records)
        #expect(problems == expected.problems)
        #expect(problems.count == 10)
        #expect(last == source.count)
    }
}
