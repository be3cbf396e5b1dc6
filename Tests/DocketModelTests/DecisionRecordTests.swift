import DocketModel
import DocketNotation
import Testing

private var defaults: Decision.Defaults {
    Decision.Defaults(
        queue: "q", annotator: Annotator(id: "mei"), at: Timestamp(milliseconds: 0), id: { "made" },
        soleSuggestion: { $0 == "single" ? "a" : nil })
}

private func decision(_ json: String) throws -> Decision {
    let value = try JSONParser().parse(json)
    guard let object = value.object else { throw RecordError(field: "", reason: "no object") }
    return try Decision(json: object, defaults: defaults)
}

@Suite("Decisions are read in full and in short, and written so that they read back equal")
struct DecisionRecordTests {
    @Test(
        "A record reads back equal",
        arguments: [
            #"{"item":"1","verdict":"accept","suggestion":"a"}"#,
            #"{"item":"1","verdict":"edit","suggestion":"a","text":" é "}"#,
            #"{"item":"1","text":"x","suggestion":"a"}"#,
            #"{"item":"1","judgements":[{"suggestion":"a","verdict":"reject","reasons":["wrong"],"ratings":{"h":4}}]}"#,
            #"{"item":"1","preference":{"winner":"b"}}"#,
            #"{"item":"1","preference":{"outcome":"win","winner":"b","strength":3}}"#,
            #"{"item":"1","preference":{"outcome":"tie"},"flags":["unsafe","a"]}"#,
            #"{"item":"1","preference":{"outcome":"both_bad"},"ratings":{"fit":2}}"#,
            #"{"item":"1","ranking":[["b"],["a","c"]]}"#,
            #"{"item":"1","skip":"broken","comment":"why"}"#,
            #"{"item":1,"occasion":"probe","annotator":"x","flags":["f"],"mine":{"k":[1,null]}}"#,
        ])
    func roundTrip(_ json: String) throws {
        let read = try decision(json)
        #expect(try Decision(json: read.json, defaults: defaults) == read)
    }

    @Test("A short form names its only suggestion by itself")
    func sole() throws {
        #expect(
            try decision(#"{"item":"single","verdict":"accept"}"#).answer.answers?.judgements.first?.suggestion == "a")
    }

    @Test("Tie, both bad, skip and nothing are four different things")
    func different() throws {
        let tie = try decision(#"{"item":"1","preference":{"outcome":"tie"}}"#).answer
        let bad = try decision(#"{"item":"1","preference":{"outcome":"both_bad"}}"#).answer
        let skip = try decision(#"{"item":"1","skip":"x"}"#).answer
        let other = try decision(#"{"item":"1","flags":["f"]}"#).answer
        #expect(Set([tie, bad, skip, other]).count == 4)
    }

    @Test("Fields that are not known come back at the same place")
    func unknownFields() throws {
        let read = try decision(#"{"item":"1","skip":"x","later":{"deep":[1.50]}}"#)
        #expect(read.ext["later"]?.serializedString == #"{"deep":[1.50]}"#)
        #expect(read.json["ext"]?["later"]?["deep"] == .array([.number(JSONNumber(text: "1.50"))]))
    }

    @Test(
        "What cannot be meant is refused, and the field is named",
        arguments: [
            (#"{"verdict":"accept","suggestion":"a"}"#, "item"), (#"{"item":"1"}"#, "says nothing"),
            (#"{"item":"1","verdict":"accept"}"#, "suggestion"),
            (#"{"item":"1","verdict":"maybe","suggestion":"a"}"#, "verdict"),
            (#"{"item":"1","verdict":"edit","suggestion":"a"}"#, "text"),
            (#"{"item":"1","verdict":"accept","suggestion":"a","text":"x"}"#, "text"),
            (#"{"item":"1","preference":{"winner":"a","strength":4}}"#, "preference.strength"),
            (#"{"item":"1","preference":{"outcome":"tie","winner":"a"}}"#, "preference.winner"),
            (#"{"item":"1","preference":{}}"#, "preference.winner"),
            (
                #"{"item":"1","judgements":[{"suggestion":"a","verdict":"accept"},{"suggestion":"a","verdict":"reject"}]}"#,
                "judged twice"
            ),
            (#"{"item":"1","ratings":{"h":"5"},"flags":["x"]}"#, "ratings.h"),
            (#"{"item":"1","skip":"x","at":"yesterday"}"#, "at"),
            (#"{"item":"1","skip":"x","guideline":"abc"}"#, "guideline"),
            (#"{"item":"1","skip":"x","occasion":"later"}"#, "occasion"),
            (#"{"item":"1","ranking":[["a"],["a"]]}"#, "ranking"),
        ])
    func refused(_ json: String, named: String) {
        let error = #expect(throws: RecordError.self) { try decision(json) }
        #expect(error?.description.contains(named) == true, "\(error.debugDescription)")
    }
}

@Suite("Items and resolutions")
struct ItemRecordTests {
    private func item(_ json: String) throws -> Item {
        guard let object = try JSONParser().parse(json).object else {
            throw RecordError(field: "", reason: "no object")
        }
        return try Item(json: object)
    }

    @Test("An item reads back equal, with what Docket does not know")
    func roundTrip() throws {
        let json = #"""
            {"v":1,"type":"item","id":"0","group":"g","context":[{"role":"user","content":" hi ","name":"x"}],"suggestions":[{"id":"a","origin":"person","model":"m","messages":[{"role":"assistant","content":"\u0000"}],"score":1e400}],"assessments":[{"agent":"j","question":"preference","value":{"winner":"a"},"score":0.70}],"gold":{"x":1},"priority":3,"lang":"en","meta":{"a":1},"source":{"row":0},"odd":[true]}
            """#
        let read = try item(json)
        #expect(try Item(json: read.json(queue: nil)) == read)
        #expect(read.ext["odd"] == [true])
        #expect(read.suggestions[0].ext["score"]?.serializedString == "1e400")
        #expect(read.suggestions[0].text.bytes == [0])
    }

    @Test("Suggestions without ids are a, b, c")
    func defaultIDs() throws {
        let read = try item(#"{"id":"1","suggestions":[{"text":"x"},{"text":"y"}]}"#)
        #expect(read.suggestions.map(\.id) == ["a", "b"])
        #expect(Suggestion.defaultID(26) == "s27")
    }

    @Test("Digests see every byte")
    func digests() throws {
        let one = try item(#"{"id":"1","suggestions":[{"text":"x"}]}"#)
        let other = try item(#"{"id":"1","suggestions":[{"text":"x "}]}"#)
        #expect(one.digest == other.digest)
        #expect(one.suggestions[0].digest != other.suggestions[0].digest)
        #expect(try item(#"{"id":"1","priority":1,"suggestions":[{"text":"x"}]}"#).digest != one.digest)
    }

    @Test("A resolution reads back equal, also its short form")
    func resolution() throws {
        let json =
            #"{"item":"1","outcome":{"verdict":"edit","suggestion":"a","text":"t"},"method":"rule:majority","reason":"r"}"#
        let object = try #require(try JSONParser().parse(json).object)
        let read = try Resolution(json: object, defaults: defaults)
        #expect(read.outcome.judgements.first?.verdict == .edit("t"))
        #expect(try Resolution(json: read.json, defaults: defaults) == read)
    }
}

@Suite("The journal's hash covers every field")
struct JournalEventTests {
    private func event(_ change: (inout JournalEvent) -> Void = { _ in }) -> JournalEvent {
        var event = JournalEvent(
            queue: "q", position: 1, id: "e", kind: .decision, actor: "mei", item: "i", occasion: .primary,
            supersedes: nil, bodyDigest: .zero, shownDigest: .zero, clientVersion: "1",
            clientTime: Timestamp(milliseconds: 1),
            serverTime: Timestamp(milliseconds: 2), previousHash: .zero)
        change(&event)
        return event
    }

    @Test("A change of any field changes the hash")
    func everyField() {
        let other = Digest(of: [1])
        let changes: [(inout JournalEvent) -> Void] = [
            { $0.queue = "r" }, { $0.position = 2 }, { $0.id = "f" }, { $0.kind = .undo }, { $0.actor = "x" },
            { $0.item = nil }, { $0.item = "" }, { $0.occasion = nil }, { $0.supersedes = "" }, { $0.supersedes = "e" },
            { $0.bodyDigest = other }, { $0.shownDigest = other }, { $0.clientVersion = "" },
            { $0.clientTime.milliseconds = 9 }, { $0.serverTime.milliseconds = 9 }, { $0.previousHash = other },
        ]
        let hashes = Set(changes.map { event($0).computedHash } + [event().computedHash])
        #expect(hashes.count == changes.count + 1)
    }

    @Test("SHA-256 of a known text")
    func known() {
        #expect(
            Digest(of: Array("abc".utf8)).hexadecimal
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test("Derived ids are UUIDs and depend on every part")
    func derived() {
        let id = EventID.derived(from: ["a", "b"])
        #expect(id == .derived(from: ["a", "b"]) && id != .derived(from: ["ab"]) && id != .derived(from: ["ab", ""]))
        #expect(id.rawValue.count == 36)
    }
}
