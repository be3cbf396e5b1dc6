import DocketModel
import DocketNotation
import Testing

@testable import DocketInterchange

@Suite("Native records")
struct NativeRoundTripTests {
    @Test("An export reads back as equal records", arguments: [1, 2, 3, 4, 5] as [UInt64])
    func roundTrip(seed: UInt64) throws {
        var generator = RecordGenerator(seed: seed)
        var rows: [OutcomeRow] = []
        for ordinal in 0..<60 {
            let item = generator.item(ordinal)
            let decisions = (0..<generator.below(4)).map { generator.decision($0, on: item) }
            let resolutions = (0..<generator.below(2)).map {
                generator.resolution($0, on: item, inputs: decisions.map(\.id))
            }
            rows.append(
                OutcomeRow(
                    item: item, standing: .leftOut(.incomplete), decisions: decisions, decisionHistory: decisions,
                    resolutionHistory: resolutions))
        }
        let renderer = OutcomeRenderer(queue: "q", options: ExportOptions(format: .docket))
        let lines: [ExportLine] = rows.flatMap { renderer.render($0).lines }
        let bytes: [UInt8] = lines.flatMap { $0.bytes + [0x0A] }
        let results = try read(bytes)
        #expect(results.problems.isEmpty, "seed \(seed)")
        #expect(results.items == rows.map(\.item), "seed \(seed)")
        #expect(results.decisions == rows.flatMap(\.decisionHistory), "seed \(seed)")
        #expect(results.resolutions == rows.flatMap(\.resolutionHistory), "seed \(seed)")
    }

    @Test("A record as the documentation writes it is read, and written back the same")
    func golden() throws {
        let source = """
            {"v":1,"type":"item","queue":"q","id":"0","context":[{"role":"user","content":"Hi"}],"suggestions":[{"id":"a","origin":"model","model":"m-7b","messages":[{"role":"assistant","content":" x"}]},{"id":"b","parent":"a","origin":"person","messages":[{"role":"assistant","content":"y"}]}],"assessments":[{"agent":"judge-1","question":"preference","value":{"winner":"a"},"score":0.70,"rationale":"r"}],"lang":"en","source":{"dataset":"d","row":0},"ext":{"k":[1e2,null]}}
            {"v":1,"type":"decision","id":"d1","queue":"q","item":"0","occasion":"primary","annotator":{"id":"ann1","kind":"human","cohort":"vendor"},"judgements":[{"suggestion":"a","verdict":"edit","text":"z","ratings":{"helpfulness":4}},{"suggestion":"b","verdict":"reject","reasons":["wrong"]}],"preference":{"outcome":"win","winner":"a","strength":2},"flags":["unsafe"],"shown":["b","a"],"reading_ms":12300,"at":"2026-05-04T09:30:00.000Z"}
            {"v":1,"type":"resolution","id":"r1","queue":"q","item":"0","adjudicator":"lead","inputs":["d1"],"method":"merge","outcome":{"judgements":[],"preference":{"outcome":"tie"}},"at":"2026-05-04T10:30:00.000Z"}
            """
        let results = try read(source)
        let item = try #require(results.items.first)
        let row = OutcomeRow(
            item: item, standing: .leftOut(.incomplete), decisions: [], decisionHistory: results.decisions,
            resolutionHistory: results.resolutions)
        let lines = OutcomeRenderer(queue: "q", options: ExportOptions(format: .docket)).render(row).lines
        #expect(lines.map { String(decoding: $0.bytes, as: UTF8.self) }.joined(separator: "\n") == source)
    }
}

/// Makes records with everything that a record can hold. The same seed makes the same ones.
struct RecordGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// SplitMix64 (Steele, Lea and Flood, 2014).
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    mutating func chance() -> Bool { next() & 1 == 0 }

    mutating func text() -> SourceText {
        let pieces: [[UInt8]] = [
            Array("plain ".utf8), Array("\"quoted\\\" ".utf8), Array("\n\t\r\u{0}".utf8), Array("日本語😀".utf8),
            [0xFF, 0xC0],
            Array("\u{202E}e\u{301}".utf8), Array(" ".utf8), [],
        ]
        return SourceText(bytes: (0..<below(5)).flatMap { _ in pieces[below(pieces.count)] })
    }

    mutating func object() -> JSONObject {
        var object: JSONObject = [:]
        for key in ["k", "ключ", "a.b", ""] where chance() {
            object[key] = [.string(text()), .number(JSONNumber(text: "1.50")), .null, .object(["x": true])]
        }
        return object
    }

    mutating func message(_ role: String) -> Message {
        Message(role: role, content: text(), ext: chance() ? ["name": "n"] : [:])
    }

    mutating func item(_ ordinal: Int) -> Item {
        var item = Item(id: ItemID("item \(ordinal)"))
        item.group = chance() ? "g" : nil
        item.context = (0..<below(4)).map { _ in message(["user", "assistant", "document", "system"][below(4)]) }
        item.suggestions = (0...below(3)).map { place in
            Suggestion(
                id: Suggestion.defaultID(place), parent: place > 0 && chance() ? "a" : nil,
                origin: chance() ? .model : .person, model: chance() ? "m-\(below(3))" : nil,
                messages: (0...below(2)).map { _ in message("assistant") }, meta: object(), ext: object())
        }
        if chance() {
            item.assessments = [
                Assessment(
                    agent: "judge", question: "preference", value: ["x"], score: .number(JSONNumber(text: "0.70")),
                    rationale: text(), ext: ["more": 1])
            ]
        }
        item.gold = chance() ? .object(["winner": "a"]) : nil
        item.priority = below(3) - 1
        item.language = chance() ? "en" : nil
        item.meta = object()
        item.source = object()
        item.ext = object()
        return item
    }

    mutating func answers(_ item: Item) -> Answers {
        let first = item.suggestions[0].id
        let verdicts: [Verdict] = [.accept, .edit(text()), .reject]
        let preferences: [Preference] = [
            .win(first, nil), .win(first, .much), .tie, .bothBad, .ranking([item.suggestions.map(\.id)]),
        ]
        return Answers(
            judgements: [
                Judgement(
                    suggestion: first, verdict: verdicts[below(3)], reasons: chance() ? ["wrong"] : [],
                    ratings: ["r": 0])
            ],
            preference: preferences[below(5)], ratings: chance() ? ["whole": -2] : [:],
            flags: chance() ? ["unsafe", "b"] : [])
    }

    mutating func decision(_ ordinal: Int, on item: Item) -> Decision {
        Decision(
            id: EventID("\(item.id)-\(ordinal)"), queue: "q", item: item.id,
            occasion: Occasion.allCases[below(4)],
            annotator: Annotator(
                id: PersonID("ann\(ordinal)"), kind: chance() ? .human : .aggregate, cohort: chance() ? "c" : nil),
            answer: below(5) == 0 ? .skip(reason: "broken") : .answers(answers(item)),
            comment: chance() ? text() : nil, shown: item.suggestions.map(\.id),
            guideline: chance() ? Digest(of: [1]) : nil, readingMilliseconds: chance() ? below(100_000) : nil,
            at: Timestamp(milliseconds: Int64(below(2_000_000_000)) * 1000 + 7),
            supersedes: chance() ? "before" : nil, ext: object())
    }

    mutating func resolution(_ ordinal: Int, on item: Item, inputs: [EventID]) -> Resolution {
        Resolution(
            id: EventID("\(item.id)-r\(ordinal)"), queue: "q", item: item.id, adjudicator: "lead", inputs: inputs,
            method: [.human, .merge, .rule("majority")][below(3)], outcome: answers(item),
            reason: chance() ? text() : nil,
            reasonCode: chance() ? "code" : nil, at: Timestamp(milliseconds: 5), ext: object())
    }
}
