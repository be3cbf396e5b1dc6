import DocketModel
import DocketNotation
import DocketTestSupport
import Testing

@Suite("What is stored of an item")
struct ItemWritingTests {
    private static func text(_ generator: inout SeededGenerator) -> SourceText {
        SourceText(
            bytes: (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                // Often what must be escaped, or lies beside it.
                Bool.random(using: &generator)
                    ? [0, 9, 10, 13, 0x1F, 0x20, 0x21, 0x22, 0x23, 0x5B, 0x5C, 0x5D, 0x7F, 0x80, 0xA2, 0xDC, 0xFF]
                        .randomElement(using: &generator) ?? 0
                    : UInt8.random(in: 0...255, using: &generator)
            })
    }

    private static func message(_ generator: inout SeededGenerator) -> Message {
        Message(
            role: ["user", "assistant", "ro\"le"].randomElement(using: &generator) ?? "", content: text(&generator),
            ext: Bool.random(using: &generator) ? [:] : ["name": .string(text(&generator))])
    }

    private static func object(_ generator: inout SeededGenerator) -> JSONObject {
        Bool.random(using: &generator) ? [:] : ["k\n": .string(text(&generator)), "n": 1]
    }

    @Test("is the serialised record, byte for byte")
    func sameBytes() {
        var generator = SeededGenerator(seed: 91)
        for round in 0..<500 {
            var item = Item(id: ItemID(Self.text(&generator).string))
            item.group = Bool.random(using: &generator) ? nil : Self.text(&generator).string
            item.context = (0..<Int.random(in: 0...2, using: &generator)).map { _ in Self.message(&generator) }
            item.assessments =
                Bool.random(using: &generator) ? [] : [Assessment(agent: "j", question: "q", value: .bool(true))]
            item.gold = Bool.random(using: &generator) ? nil : .string(Self.text(&generator))
            item.priority = Int.random(in: -1...1, using: &generator)
            item.language = Bool.random(using: &generator) ? nil : "en"
            item.meta = Self.object(&generator)
            item.source = Self.object(&generator)
            item.ext = Self.object(&generator)
            var bytes: [UInt8] = []
            item.writeBase(to: &bytes)
            #expect(bytes == JSONValue.object(item.json(queue: nil)).serialized, "seed 91, round \(round)")
            let suggestion = Suggestion(
                id: "a", parent: Bool.random(using: &generator) ? nil : "b",
                origin: Bool.random(using: &generator) ? .model : .person,
                model: Bool.random(using: &generator) ? nil : Self.text(&generator).string,
                messages: [Self.message(&generator)], meta: Self.object(&generator), ext: Self.object(&generator))
            bytes = []
            suggestion.write(to: &bytes)
            #expect(bytes == JSONValue.object(suggestion.json).serialized, "seed 91, round \(round)")
        }
    }

    @Test("keeps every byte of text through writing and reading")
    func textRoundTrip() throws {
        var generator = SeededGenerator(seed: 92)
        for round in 0..<500 {
            let value = JSONValue.string(SourceText(Self.text(&generator).string))
            #expect(try JSONParser().parse(value.serialized) == value, "seed 92, round \(round)")
        }
    }
}
