import DocketNotation
import Testing

@Suite("JSON is read exactly and refused with a place and a reason")
struct JSONParserTests {
    let parser = JSONParser()

    @Test(
        "A document comes back byte for byte",
        arguments: [
            #"null"#, #"true"#, #"0"#, #"-1.50e+3"#, #""""#, #"[]"#, #"{}"#,
            #"{"b":1,"a":[1,2,{"x":null}],"c":"é\n\"q\"\\"}"#,
            #"[123456789012345678901234567890,0.1000,1e400,-0]"#,
            #"{"text":"  leading and trailing  ","nul":"\u0000"}"#,
            #""数据 👨‍👩‍👧""#,
        ])
    func roundTrip(_ text: String) throws {
        #expect(try parser.parse(text).serializedString == text)
    }

    @Test(
        "Broken documents are refused",
        arguments: [
            ("", "no JSON value"), ("{\"a\":1", ""), ("{\"a\" 1}", ""), ("[1,]", ""), ("[01]", "number"),
            ("{\"a\":1}{", "more after"), ("{\"a\":1} 2", "more after"), ("\"a", ""), ("\"a\tb\"", ""), ("nul", ""),
            ("\"\\ud800\"", "surrogate"), ("{\"a\":1,\"a\":2}", "occurs twice"), ("[1 2]", ""), ("tru", ""),
            (String(repeating: "[", count: 300) + String(repeating: "]", count: 300), "deep"), ("12 34", ""),
            ("[nul]", ""), ("[nullx]", ""), ("-", ""), ("[+1]", ""),
        ])
    func refusal(_ text: String, reason: String) {
        let error = #expect(throws: JSONError.self) { try parser.parse(text) }
        #expect(error?.reason.contains(reason) == true, "\(error.debugDescription)")
    }

    @Test("The place of an error is near the fault")
    func place() {
        let error = #expect(throws: JSONError.self) { try parser.parse(#"{"aaaa":1,"bbbb":nope,"c":2}"#) }
        #expect((10...22).contains(error?.offset ?? -1), "\(error.debugDescription)")
    }

    @Test(
        "What is not closed ends at the end of the text, and what stands behind a value is where it begins",
        arguments: [
            (#"{"a":1"#, 6, "an array or object is not closed"), (#"{"a":[1,2"#, 9, "an array or object is not closed"),
            (#"{"a":{"b":1}"#, 12, "an array or object is not closed"), ("[[1]", 4, "an array or object is not closed"),
            ("{", 1, "an array or object is not closed"), (#"["]}","#, 6, "an array or object is not closed"),
            (#"{"a":1} {"b":2"#, 8, "there is more after the end of the value"),
            (#"{"a":"}"}x"#, 9, "there is more after the end of the value"),
            (#"{"a":"\"}"} ]"#, 12, "there is more after the end of the value"),
            (#"{"a":1]"#, 6, "this bracket does not close what is open"),
        ])
    func brackets(_ text: String, offset: Int, reason: String) {
        let error = #expect(throws: JSONError.self) { try parser.parse(text) }
        #expect(error?.offset == offset)
        #expect(error?.reason == reason)
    }

    @Test("Bytes that are not UTF-8 are kept in strings and refused in keys")
    func invalidBytes() throws {
        let bytes = Array("{\"t\":\"a".utf8) + [0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80] + Array("\"}".utf8)
        let value = try parser.parse(bytes)
        #expect(value["t"]?.text?.bytes == [0x61, 0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80])
        #expect(value.serialized == bytes)
        #expect(throws: JSONError.self) { try parser.parse([0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D]) }
    }

    @Test("A parser is reusable after an error")
    func reuse() throws {
        _ = try? parser.parse("{")
        #expect(try parser.parse("[1]") == [1])
    }
}

@Suite("TOML reads into the same tree")
struct TOMLTests {
    @Test("Tables, arrays of tables and strings")
    func reads() throws {
        let object = try TOML.parse("name = \"q\"\n[ask]\npreference = true\n[[ask.rating]]\nname = \"h\"\nmin = 1\n")
        #expect(object["name"]?.string == "q")
        #expect(object["ask"]?["preference"] == true)
        #expect(object["ask"]?["rating"]?.array?.first?["min"] == 1)
    }

    @Test("An error names its line")
    func error() {
        let error = #expect(throws: TOMLError.self) { try TOML.parse("a = 1\nb = \n") }
        #expect(error?.line == 2)
    }

    @Test("What is written reads back equal")
    func roundTrip() throws {
        let object: JSONObject = ["a": 1, "b": "x\"y\n", "c": [1, 2], "d": .object(["e": true])]
        #expect(try TOML.parse(TOML.text(of: object)) == object)
    }

    @Test("A number is written as short as it reads back, and a document as a person would write it")
    func writing() {
        let object: JSONObject = [
            "distance": JSONValue(0.05), "nothing": .null, "odd key": "a\u{1}\tb", "levels": [1, "x"],
            "ask": .object(["rating": [.object(["name": "h"]), .object(["name": "t"])], "flag": []]),
        ]
        let text = """
            distance = 0.05
            "odd key" = "a\\u0001\\tb"
            levels = [1, "x"]

            [ask]
            flag = []

            [[ask.rating]]
            name = "h"

            [[ask.rating]]
            name = "t"

            """
        #expect(TOML.text(of: object) == text)
    }
}
