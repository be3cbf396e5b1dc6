import DocketModel
import DocketNotation
import DocketStorage
import DocketTestSupport
import Testing

@testable import struct DocketStorage.SearchWords

@Suite("Precedents")
struct PrecedentTests {
    private static func item(_ number: Int, _ question: SourceText, _ answer: SourceText = "?") -> Item {
        Item(
            id: Fixture.itemID(number), context: [Message(role: "user", content: question)],
            suggestions: [
                Suggestion(id: "a", messages: [Message(role: "assistant", content: answer)]),
                Suggestion(id: "b", messages: [Message(role: "assistant", content: "!")]),
            ])
    }

    private static func fixture(_ engine: Engine, _ questions: SourceText...) async throws -> Fixture {
        let fixture = try await Fixture(engine)
        _ = try await fixture.bring(questions.enumerated().map { item($0.offset + 1, $0.element) })
        return fixture
    }

    private func resolve(
        _ fixture: Fixture, _ id: EventID, _ item: Int, because reason: SourceText? = nil
    ) async throws {
        var resolution = fixture.resolution(id, item)
        resolution.reason = reason
        _ = try await fixture.store.record(resolution, by: fixture.author("lead"))
    }

    private func near(_ item: Int, in fixture: Fixture, limit: Int = 5) async throws -> [ItemID] {
        try await fixture.store.precedents(for: Fixture.itemID(item), in: fixture.queue, limit: limit).map(\.item.id)
    }

    @Test("are resolved items of the queue that share words, the nearest first", arguments: Engine.allCases)
    func nearest(engine: Engine) async throws {
        let fixture = try await Self.fixture(
            engine, "Running shoes: twenty percent off in spring", "Spring sale of running shoes at twenty percent",
            "A recipe for lentil soup", "Running shoes for children", "Twenty percent off running shoes, spring sale")
        #expect(try await near(1, in: fixture) == [])
        for number in 2...5 { try await resolve(fixture, EventID("r\(number)"), number) }
        let found = try await fixture.store.precedents(for: Fixture.itemID(1), in: fixture.queue, limit: 9)
        #expect(found.map(\.item.id).prefix(3) == [5, 2, 4].map(Fixture.itemID).prefix(3))
        #expect(!found.map(\.item.id).contains(Fixture.itemID(1)))
        #expect(found[0].similarity > found[1].similarity && found[0].similarity <= 1)
        #expect(found[0].resolution.id == "r5" && found[0].item.suggestions.count == 2)
        #expect(try await near(1, in: fixture, limit: 1) == [Fixture.itemID(5)])
        _ = try await fixture.bring([Self.item(7, "Running shoes: twenty percent off in spring")], into: "other")
        let elsewhere = try await fixture.store.precedents(for: Fixture.itemID(7), in: "other", limit: 5)
        #expect(elsewhere.isEmpty, "another queue's rulings are no precedents here")
        #expect(try await fixture.problems() == [])
    }

    @Test("are held to by verify also where words begin with marks", arguments: Engine.allCases)
    func marks(engine: Engine) async throws {
        let fixture = try await Self.fixture(engine, "ที่นี่มีรองเท้าวิ่ง", "\u{2764}\u{FE0F}ok running shoes", "ที่นี่มีรองเท้า")
        for number in 1...3 { try await resolve(fixture, EventID("r\(number)"), number) }
        #expect(try await fixture.problems() == [])
        #expect(try await near(3, in: fixture).first == Fixture.itemID(1))
    }

    @Test("come and go with the resolution, and are found by its reason", arguments: Engine.allCases)
    func follow(engine: Engine) async throws {
        let fixture = try await Self.fixture(engine, "alpha beta", "gamma delta", "unsupported claims about alpha")
        try await resolve(fixture, "r1", 1)
        try await resolve(fixture, "r2", 2, because: "unsupported claims, see section four")
        #expect(try await near(3, in: fixture).contains(Fixture.itemID(2)))
        _ = try await fixture.store.undo("r2", in: fixture.queue, as: "u1", by: fixture.author("lead"))
        #expect(try await near(3, in: fixture) == [Fixture.itemID(1)])
        _ = try await fixture.store.redo(in: fixture.queue, as: "u2", by: fixture.author("lead"))
        #expect(try await near(3, in: fixture).contains(Fixture.itemID(2)))
        var newer = fixture.resolution("r3", 2)
        newer.reason = "something else"
        newer.supersedes = "r2"
        _ = try await fixture.store.record(newer, by: fixture.author("lead"))
        #expect(try await near(3, in: fixture) == [Fixture.itemID(1)])
        #expect(try await fixture.problems() == [])
    }

    @Test(
        "What comes with an import, or before a further suggestion, is indexed as it was then",
        arguments: Engine.allCases)
    func imported(engine: Engine) async throws {
        let fixture = try await Self.fixture(engine, "alpha beta", "alpha beta gamma")
        _ = try await fixture.bring([], resolutions: [fixture.resolution("r1", 1)])
        #expect(try await near(2, in: fixture) == [Fixture.itemID(1)])
        var more = Self.item(1, "alpha beta")
        more.suggestions.append(Suggestion(id: "c", messages: [Message(role: "assistant", content: "A third one.")]))
        _ = try await fixture.bring([more])
        #expect(try await near(2, in: fixture) == [Fixture.itemID(1)])
        #expect(try await fixture.problems() == [])
    }

    @Test(
        "What is a query's grammar elsewhere is text here",
        arguments: [
            "\"alpha\" AND beta*", "alpha NEAR(beta)", "words : alpha", "alpha OR -beta ^gamma", "{queue} : alpha",
            "alpha\u{0}beta 'quoted' \\ %_", "((((alpha", "alpha; DROP TABLE item", "\"", "* * *", "",
        ] as [SourceText])
    func grammar(text: SourceText) async throws {
        let fixture = try await Self.fixture(.sqlite, "alpha beta gamma queue words drop table", text)
        try await resolve(fixture, "r1", 1)
        let found = try await near(2, in: fixture)
        #expect(found == (text.string.contains("alpha") ? [Fixture.itemID(1)] : []))
    }

    @Test(
        "Scripts without spaces are found by their characters' pairs",
        arguments: [
            ("这个广告没有说明价格", "广告的价格是多少"), ("この広告には価格がありません", "広告の価格は"), ("โฆษณานี้ไม่มีราคา", "ราคาโฆษณา"),
        ] as [(SourceText, SourceText)])
    func scripts(resolved: SourceText, asked: SourceText) async throws {
        let fixture = try await Fixture()
        let other = Item(
            id: Fixture.itemID(3),
            suggestions: [Suggestion(id: "a", messages: [Message(role: "assistant", content: "完全不同的东西")])])
        _ = try await fixture.bring([
            Item(
                id: Fixture.itemID(1),
                suggestions: [Suggestion(id: "a", messages: [Message(role: "assistant", content: resolved)])]),
            Item(
                id: Fixture.itemID(2),
                suggestions: [Suggestion(id: "a", messages: [Message(role: "assistant", content: asked)])]),
            other,
        ])
        try await resolve(fixture, "r1", 1)
        try await resolve(fixture, "r3", 3)
        #expect(try await near(2, in: fixture) == [Fixture.itemID(1)])
    }

    @Test("Words are letters and digits in lower case, each once; of a lone letter nothing is kept")
    func words() {
        var words = SearchWords()
        words.add("Don't STOP: a 2nd x ΑΒΓ naïve 25% end")
        words.add("stop 漢 漢字かな")
        #expect(words.words == ["don", "stop", "2nd", "αβγ", "naïve", "25", "end", "漢", "漢字", "字か", "かな"])
        var few = SearchWords(limit: 2)
        few.add("one two three")
        #expect(few.words == ["one", "two"] && few.isFull)
    }

    @Test("A redacted resolution leaves no word of its reason in the file, also one that was undone before")
    func redacted() async throws {
        let fixture = try await Self.fixture(.sqlite, "alpha beta", "alpha gamma")
        try await resolve(fixture, "r1", 1, because: "Quillfeather said so")
        try await resolve(fixture, "r2", 2, because: "so did Quillfeathers")
        _ = try await fixture.store.undo("r2", in: fixture.queue, as: "u1", by: fixture.author("lead"))
        for id: EventID in ["r1", "r2"] {
            _ = try await fixture.store.redact(id, in: fixture.queue, reason: "a name", by: fixture.author("owner"))
        }
        #expect(try await near(2, in: fixture) == [])
        #expect(try await fixture.problems() == [])
        await fixture.store.close()
        let needle = Array("uillfeather".utf8)
        for name in Files.names(in: fixture.place.folder.path + "/store") {
            let bytes = try Files.read(fixture.place.folder.path + "/store/" + name)
            #expect(!bytes.contains(needle), "\(name) still holds the word")
        }
    }
}

@Suite("Reopening")
struct ReopeningTests {
    @Test(
        "A resolution that somebody else made is taken back, and is then whose who took it back",
        arguments: Engine.allCases)
    func reopen(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 2)
        let (lead, other) = (fixture.author("lead"), fixture.author("other"))
        _ = try await fixture.store.record(fixture.resolution("r1", 1), by: lead)
        #expect(
            try await refusal { _ = try await fixture.store.undo("r1", in: fixture.queue, as: "u0", by: other) }
                == .notYours("r1"))
        let reopened = try await fixture.store.reopen("r1", in: fixture.queue, as: "u1", by: other)
        #expect(reopened.target.event.id == "r1" && reopened.receipt.status == .saved)
        #expect(try await fixture.state(1).resolution == nil)
        #expect(try await fixture.counts().resolved == 0)
        #expect(
            try await fixture.store.reopen("r1", in: fixture.queue, as: "u1", by: other).receipt.status == .duplicate)
        #expect(
            try await refusal { _ = try await fixture.store.redo(in: fixture.queue, as: "u2", by: lead) }
                == .nothingToRedo)
        _ = try await fixture.store.redo(in: fixture.queue, as: "u3", by: other)
        #expect(try await fixture.state(1).resolution?.id == "r1")
        #expect(try await fixture.problems() == [])
        _ = try await fixture.store.examine(repairing: true)
        _ = try await fixture.store.undo(nil, in: fixture.queue, as: "u4", by: other)
        #expect(try await fixture.state(1).resolution == nil)
    }

    @Test("Only a resolution that stands is reopened", arguments: Engine.allCases)
    func refused(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        try await fixture.record(fixture.decision("d1", 1, by: "ann"))
        _ = try await fixture.store.record(fixture.resolution("r1", 1), by: fixture.author("lead"))
        _ = try await fixture.store.record(fixture.sendBack("b1", 1, to: ["ann"]), by: fixture.author("lead"))
        for id: EventID in ["d1", "b1", "r1", "nothing"] {
            #expect(
                try await refusal {
                    _ = try await fixture.store.reopen(
                        id, in: fixture.queue, as: fixture.newID(), by: fixture.author("lead"))
                } != nil, "\(id)")
        }
    }
}

@Suite("Questions about the guideline")
struct QuestionStorageTests {
    private func question(_ id: EventID, _ item: Int, by person: PersonID, in fixture: Fixture) -> GuidelineQuestion {
        GuidelineQuestion(
            id: id, queue: fixture.queue, item: Fixture.itemID(item), asker: person,
            text: SourceText("Does \(id) count?"),
            at: fixture.place.clock.now)
    }

    private func answer(_ id: EventID, to question: EventID, _ item: Int, in fixture: Fixture) -> GuidelineAnswer {
        GuidelineAnswer(
            id: id, queue: fixture.queue, item: Fixture.itemID(item), question: question, person: "lead",
            text: SourceText("\(id): yes."), at: fixture.place.clock.now)
    }

    @Test("A question stands open until it is answered; a later answer replaces one", arguments: Engine.allCases)
    func asked(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 2)
        let (ann, lead) = (fixture.author("ann"), fixture.author("lead"))
        #expect(try await fixture.store.record(question("q1", 1, by: "ann", in: fixture), by: ann).status == .saved)
        #expect(try await fixture.store.record(question("q1", 1, by: "ann", in: fixture), by: ann).status == .duplicate)
        _ = try await fixture.store.record(question("q2", 1, by: "lead", in: fixture), by: lead)
        #expect(try await fixture.state(1).openQuestions.map(\.id) == ["q1", "q2"])
        _ = try await fixture.store.record(answer("a1", to: "q1", 1, in: fixture), by: lead)
        #expect(try await fixture.state(1).openQuestions.map(\.id) == ["q2"])
        #expect(try await fixture.store.questions(in: fixture.queue, onlyOpen: true).map(\.question.id) == ["q2"])
        _ = try await fixture.store.record(answer("a2", to: "q1", 1, in: fixture), by: lead)
        #expect(
            try await fixture.store.questions(in: fixture.queue, onlyOpen: false).map(\.answer?.id) == ["a2", nil])
        let past = try await fixture.store.states(
            in: fixture.queue, filter: .all, asOf: 3, after: nil, limit: 1
        ).states
        #expect(past[0].openQuestions.map(\.id) == ["q1"])
        #expect(try await fixture.problems() == [])
    }

    @Test("Both are undone and put back, whatever is resolved meanwhile", arguments: Engine.allCases)
    func undone(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        let (ann, lead) = (fixture.author("ann"), fixture.author("lead"))
        _ = try await fixture.store.record(question("q1", 1, by: "ann", in: fixture), by: ann)
        _ = try await fixture.store.record(answer("a1", to: "q1", 1, in: fixture), by: lead)
        _ = try await fixture.store.record(fixture.resolution("r1", 1), by: lead)
        _ = try await fixture.store.undo("a1", in: fixture.queue, as: "u1", by: lead)
        #expect(try await fixture.state(1).openQuestions.map(\.id) == ["q1"])
        #expect(try await fixture.state(1).resolution?.id == "r1")
        _ = try await fixture.store.redo(in: fixture.queue, as: "u2", by: lead)
        #expect(try await fixture.state(1).openQuestions.isEmpty)
        #expect(
            try await refusal { _ = try await fixture.store.undo("q1", in: fixture.queue, as: "u3", by: ann) } != nil)
        _ = try await fixture.store.undo("a1", in: fixture.queue, as: "u4", by: lead)
        _ = try await fixture.store.undo(nil, in: fixture.queue, as: "u5", by: ann)
        #expect(try await fixture.store.questions(in: fixture.queue, onlyOpen: false).isEmpty)
        #expect(
            try await refusal { _ = try await fixture.store.record(answer("a3", to: "q1", 1, in: fixture), by: lead) }
                != nil)
        #expect(
            try await refusal {
                _ = try await fixture.store.record(answer("a4", to: "nothing", 1, in: fixture), by: lead)
            }
                == .unknownEvent("nothing"))
        _ = try await fixture.store.redo(in: fixture.queue, as: "u6", by: ann)
        #expect(try await fixture.state(1).openQuestions.map(\.id) == ["q1"])
        #expect(try await fixture.problems() == [])
    }

    @Test("A redacted question is gone, a redacted answer leaves its question open", arguments: Engine.allCases)
    func redacted(engine: Engine) async throws {
        let fixture = try await Fixture(engine, items: 1)
        let (ann, lead) = (fixture.author("ann"), fixture.author("lead"))
        _ = try await fixture.store.record(question("q1", 1, by: "ann", in: fixture), by: ann)
        _ = try await fixture.store.record(question("q2", 1, by: "ann", in: fixture), by: ann)
        _ = try await fixture.store.record(answer("a1", to: "q1", 1, in: fixture), by: lead)
        _ = try await fixture.store.redact("a1", in: fixture.queue, reason: "a name", by: fixture.author("owner"))
        #expect(try await fixture.state(1).openQuestions.map(\.id) == ["q1", "q2"])
        _ = try await fixture.store.record(answer("a2", to: "q1", 1, in: fixture), by: lead)
        _ = try await fixture.store.redact("q2", in: fixture.queue, reason: "a name", by: fixture.author("owner"))
        #expect(try await fixture.state(1).openQuestions.isEmpty)
        #expect(try await fixture.problems() == [])
    }
}
