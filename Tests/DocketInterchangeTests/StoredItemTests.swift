import DocketModel
import DocketNotation
import DocketTestSupport
import Testing

@testable import DocketInterchange

/// What is read for storing says the same, byte for byte, as what is read as values and written then.
@Suite("Items read for storing")
struct StoredItemTests {
    private static let members = [
        #""id":"i1""#, #""id": "i1""#, #""id":7"#, #""id":-1.50e3"#, #""id":"""#, #""id":"é""#, #""id":"a\nb""#,
        #""id":"a\tb""#, #""id":"\u0041\u007f""#, #""id":null"#, #""id":{"a":1}"#, #""\u0069d":"escaped""#,
        #""prompt":"p""#, #""prompt":"""#, #""prompt":"\"\\\u0000\n \ud83d\ude00 é""#, #""prompt":null"#,
        #""prompt":[{"role":"user","content":"x"}]"#, #""prompt":1"#, #""pr\u006fmpt":"q""#,
        #""responses":["a","b"]"#, #""responses":[ "a" , "\u0001\/" ]"#, #""responses":[]"#, #""responses":[""]"#,
        #""responses":[["a"],"b"]"#, #""responses":[{"text":"a"},"b"]"#, #""responses":["a",1]"#,
        #""responses":["a",null]"#, #""responses":"a""#, #""responses":[[]]"#,
        #""chosen":"a""#, #""rejected":"b""#, #""v":1"#, #""v":2"#, #""type":"item""#, #""queue":"other""#,
        #""priority":3"#, #""meta":{"id":"x"}"#, #""suggestions":[{"id":"a","text":"t"}]"#, #""nonesuch":[1,{}]"#,
    ]

    private static func record(_ random: inout SeededGenerator) -> [UInt8] {
        var parts: [String] = []
        if Bool.random(using: &random) {
            parts.append(#""prompt":"question \#(Int.random(in: 0...2, using: &random))""#)
        }
        if Int.random(in: 0...3, using: &random) > 0 {
            let count = [1, 2, 2, 3, 25, 26, 27, 30].randomElement(using: &random) ?? 1
            parts.append(#""responses":[\#((0..<count).map { #""answer \#($0)""# }.joined(separator: ","))]"#)
        }
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            parts.append(members.randomElement(using: &random) ?? "")
        }
        parts.shuffle(using: &random)
        var bytes = Array("{\(parts.joined(separator: Bool.random(using: &random) ? "," : " ,\t"))}".utf8)
        // Now and then a byte is another one, or gone, or not UTF-8.
        if Int.random(in: 0...3, using: &random) == 0 {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0...2, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0x80...0xFF, using: &random)
            case 1: bytes[place] = UInt8.random(in: 0x20...0x7E, using: &random)
            default: bytes.remove(at: place)
            }
        }
        return bytes.filter { $0 != UInt8(ascii: "\n") }
    }

    /// What a store would hold: the id, then the records.
    private static func texts(_ result: ReadResult) -> [[UInt8]] {
        guard case .records(let records) = result else { return [Array("\(result)".utf8)] }
        return records.flatMap { record -> [[UInt8]] in
            let line = Array("\(record.line)".utf8)
            switch record.content {
            case .item(let item):
                var parts: [[UInt8]] = [[]]
                item.writeBase(to: &parts[0])
                for suggestion in item.suggestions {
                    parts.append([])
                    suggestion.write(to: &parts[parts.count - 1])
                }
                let names = item.suggestions.map { Array($0.id.rawValue.utf8) }
                return [line, Array(item.id.rawValue.utf8)] + names + parts
            case .stored(let item):
                let starts = [0] + item.ends.dropLast()
                let parts = zip(starts, item.ends).map { Array(item.records[$0..<$1]) }
                let names = (0..<item.ends.count - 1).map { Array(Suggestion.defaultID($0).rawValue.utf8) }
                return [line, Array(item.id.rawValue.utf8)] + names + parts
            case .decision, .resolution, .question, .answer: return [line, Array("\(record.content)".utf8)]
            }
        }
    }

    private static func isStored(_ result: ReadResult) -> Bool {
        guard case .records(let records) = result, case .stored? = records.first?.content else { return false }
        return true
    }

    @Test(
        "say the same as items read as values, also where a record is odd or broken", arguments: Surroundings.seeds(40))
    func sameBytes(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var source = Array(#"{"prompt":"the first","responses":["a"]}"#.utf8)
        for _ in 0..<100 { source += [UInt8(ascii: "\n")] + Self.record(&random) }
        let plain = try read(source, ReadOptions(fallbackQueue: "q"))
        let storing = try read(source, ReadOptions(fallbackQueue: "q", isForStoring: true))
        #expect(plain.count == storing.count, "seed \(seed)")
        for (one, other) in zip(plain, storing) {
            #expect(
                Self.texts(one) == Self.texts(other),
                "seed \(seed): \(one) against \(other)")
        }
        // That the short way was gone at all.
        #expect(storing.contains { Self.isStored($0) }, "seed \(seed)")
    }

    @Test("of a file in which some have no id get the same ids, also equal ones")
    func sameIdentities() throws {
        let line = #"{"prompt":"p","responses":["a","b"]}"#
        let source = Array([line, line, #"{"prompt":"p","responses":[["a"]]}"#, line].joined(separator: "\n").utf8)
        let plain = try read(source, ReadOptions(fallbackQueue: "q"))
        let storing = try read(source, ReadOptions(fallbackQueue: "q", isForStoring: true))
        #expect(plain.map(Self.texts) == storing.map(Self.texts))
        #expect(storing.filter(Self.isStored).count == 2)
    }

    @Test("are as they are in formats that are not Docket's own")
    func otherFormats() throws {
        let source = Array(#"{"prompt":"p","chosen":"a","rejected":"b"}"#.utf8)
        for format in [ImportFormat.trlPreference, .docket] {
            let plain = try read(source, ReadOptions(format: format, fallbackQueue: "q"))
            #expect(try read(source, ReadOptions(format: format, fallbackQueue: "q", isForStoring: true)) == plain)
        }
    }
}
