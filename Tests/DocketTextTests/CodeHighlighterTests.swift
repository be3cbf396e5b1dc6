import DocketTestSupport
import DocketText
import Testing

@Suite("Code in colours")
struct CodeHighlighterTests {
    /// The tokens of a line of code as `kind:text`.
    private func tokens(_ code: String, _ info: String) -> [String] {
        guard let language = CodeLanguage(info: info) else { return ["unknown"] }
        let bytes = Array(code.utf8)
        return CodeHighlighter.tokens(of: bytes, language).map {
            "\($0.kind.rawValue):\(String(decoding: bytes[$0.range], as: UTF8.self))"
        }
    }

    @Test(
        "Comments, strings, numbers and keywords of each language",
        arguments: [
            ("swift", "let a = \"b\\\"c\" // d", ["keyword:let", "string:\"b\\\"c\"", "comment:// d"]),
            ("python", "def f(): return 'x' # y", ["keyword:def", "keyword:return", "string:'x'", "comment:# y"]),
            (
                "ts", "const n: number = 0x1F; /* z */",
                ["keyword:const", "keyword:number", "number:0x1F", "comment:/* z */"]
            ),
            ("js", "`a ${b}`", ["string:`a ${b}`"]),
            ("c++", "int main() { return 0; }", ["keyword:int", "keyword:return", "number:0"]),
            ("rust", "fn f<'a>() -> u8 { 1.5 }", ["keyword:fn", "keyword:u8", "number:1.5"]),
            ("go", "func f() error {}", ["keyword:func", "keyword:error"]),
            ("java", "public class A {}", ["keyword:public", "keyword:class"]),
            ("bash", "echo ${HOME} $1 # c", ["keyword:echo", "name:${HOME}", "name:$1", "comment:# c"]),
            ("sh", "a#b", []),
            ("sql", "Select * from t -- all", ["keyword:Select", "keyword:from", "comment:-- all"]),
            ("json", "{\"k\": \"v\", \"n\": null}", ["name:\"k\"", "string:\"v\"", "name:\"n\"", "keyword:null"]),
            ("yaml", "key-one: true # c", ["name:key-one", "keyword:true", "comment:# c"]),
            ("toml", "a = 1", ["name:a", "number:1"]),
            (
                "html", "<a href=\"x\">b &amp;</a>",
                ["keyword:<a", "name:href", "string:\"x\"", "keyword:>", "number:&amp;", "keyword:</a", "keyword:>"]
            ),
        ])
    func languages(_ info: String, _ code: String, _ expected: [String]) {
        #expect(tokens(code, info) == expected)
    }

    @Test("A string or comment over several lines is a token on each of them")
    func lines() {
        #expect(
            tokens("\"\"\"a\nb\"\"\"\n/* c\n\nd */", "swift") == [
                "string:\"\"\"a", "string:b\"\"\"", "comment:/* c", "comment:d */",
            ])
    }

    @Test("What stands behind the fence may say more than the language")
    func info() {
        #expect(CodeLanguage(info: "Python title=\"x\"") == CodeLanguage(info: "py"))
        #expect(CodeLanguage(info: "language-js") == CodeLanguage(info: "javascript"))
        #expect(CodeLanguage(info: "klingon") == nil && CodeLanguage(info: "") == nil)
    }

    @Test("Any bytes are lexed to their end, tokens in order and inside their lines", arguments: Surroundings.seeds(4))
    func anything(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let names = ["swift", "python", "js", "sh", "sql", "json", "yaml", "html", "css", "ruby", "haskell"]
        let alphabet = Array("\"'`#/*-<>=:$&\\{}()abc012 \n".utf8) + [0x80, 0xFF]
        for round in 0..<500 {
            let code = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            guard let language = CodeLanguage(info: names[round % names.count]) else { continue }
            var end = 0
            for token in CodeHighlighter.tokens(of: code, language) {
                #expect(token.range.lowerBound >= end && !token.range.isEmpty, "seed \(seed), round \(round)")
                #expect(!code[token.range].contains(0x0A), "seed \(seed), round \(round)")
                end = token.range.upperBound
            }
            #expect(end <= code.count)
        }
    }
}
