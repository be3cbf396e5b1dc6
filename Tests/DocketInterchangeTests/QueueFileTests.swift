import DocketModel
import DocketNotation
import DocketTestSupport
import Testing

@testable import DocketInterchange

@Suite("A queue's configuration beside its file")
struct QueueFileTests {
    @Test("It is found by name, with the guideline it names")
    func found() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("title = \"Replies\"\nguideline = \"rules.md\"\noverlap = 2\n", to: "replies.toml")
        _ = try folder.write("# Be kind\n", to: "rules.md")
        let found = try #require(try QueueFile.configuration(beside: "\(folder.path)/replies.jsonl"))
        #expect(found.configuration.name == "replies")
        #expect(found.configuration.title == "Replies")
        #expect(found.configuration.overlap == Overlap(2))
        #expect(found.guideline == "# Be kind\n")
    }

    @Test("Without one there is none", arguments: ["other.jsonl", "other", "-"])
    func absent(name: String) throws {
        let folder = try TemporaryFolder()
        let path = name == "-" ? name : "\(folder.path)/\(name)"
        #expect(try QueueFile.configuration(beside: path)?.configuration == nil)
    }

    @Test(
        "What is wrong in it is said by file and line",
        arguments: [
            ("claim_minutes = 0\n", ", line 1: claim_minutes: expected 1 to 10080 (a week), found 0"),
            (
                "name = \"n\"\n\n[ask]\nverdict = \"some\"\n",
                ", line 4: ask.verdict: \"some\" is not known here (known: each, one, no, any)"
            ),
            (
                "name = \"a\\tb\"\n",
                ", line 1: name: holds a control character or a line break (U+0009), which no name may"
            ),
            (
                "overlap = 1\nguidelines = \"x\"\n",
                ", line 2: guidelines: is not a key that is known here (known: ask, blind, claim_minutes, guideline, name, order, "
                    + "overlap, per_person, policy, title, veil)"
            ),
        ])
    func wrong(toml: String, message: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(toml, to: "x.toml")
        let error = #expect(throws: InterchangeError.self) { _ = try QueueFile.load(path, name: "x") }
        #expect(error?.description == path + message)
    }

    @Test("A guideline that is missing is an error with its path")
    func missingGuideline() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("guideline = \"rules.md\"\n", to: "x.toml")
        let error = #expect(throws: InterchangeError.self) { _ = try QueueFile.load(path, name: "x") }
        #expect(error?.description.contains("\(folder.path)/rules.md: No such file or directory") == true)
    }
}
