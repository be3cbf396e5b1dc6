import DocketTestSupport
import Glibc
import Testing

/// The pictures of the README are what the program draws now. `DOCKET_RECORD=1` draws them anew; look at them before
/// they are committed.
@Suite("Pictures of screens")
struct PictureTests {
    struct Picture: Sendable, CustomTestStringConvertible {
        var name: String
        var arguments: [String]
        var testDescription: String { name }
    }

    static let shown = [
        Picture(
            name: "review",
            arguments: ["review", "SampleQueues/assistant-replies.jsonl", "--press", "1 1 a", "--theme", "dark"]),
        Picture(
            name: "adjudicate",
            arguments: ["adjudicate", "SampleQueues/decided-pairs.jsonl", "--theme", "fjord"]),
        Picture(
            name: "hostile-text",
            arguments: ["review", "SampleQueues/awkward-text.jsonl", "--press", "v", "--theme", "light"]),
    ]

    private func draw(_ arguments: [String]) throws -> ChildProcess.Outcome {
        let folder = try TemporaryFolder()
        return try ChildProcess(
            ChildProcess.docket, ["picture"] + arguments + ["--as", "ana", "--output", "-"],
            environment: ["DOCKET_STORE": folder.path + "/d.db", "HOME": folder.path, "LC_ALL": "C.UTF-8"],
            folder: Surroundings.projectRoot
        ).run()
    }

    @Test("Those of the README are up to date", arguments: shown)
    func upToDate(picture: Picture) throws {
        let path = Surroundings.projectFile("Documentation/Pictures/\(picture.name).svg")
        let outcome = try draw(picture.arguments + ["--size", "110x30"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        if getenv("DOCKET_RECORD") != nil {
            let file = try #require(fopen(path, "w"))
            fputs(outcome.output, file)
            fclose(file)
        }
        #expect(Surroundings.text(ofFile: path) == outcome.output, "DOCKET_RECORD=1 draws \(picture.name).svg anew")
        #expect(
            Surroundings.text(ofFile: Surroundings.projectFile("README.md"))?.contains("\(picture.name).svg") == true)
    }

    @Test("A picture changes nothing in the store, whatever keys are pressed")
    func onACopy() throws {
        let folder = try TemporaryFolder()
        func docket(_ arguments: String...) throws -> ChildProcess.Outcome {
            try ChildProcess(
                ChildProcess.docket, arguments,
                environment: [
                    "DOCKET_STORE": folder.path + "/d.db", "HOME": folder.path, "LC_ALL": "C.UTF-8",
                    "DOCKET_ANNOTATOR": "ana",
                ], folder: folder.path
            ).run()
        }
        _ = try docket("import", Surroundings.projectFile("SampleQueues/ad-suggestions.jsonl"))
        let before = try docket("head", "--json").output
        let outcome = try docket("picture", "review", "ad-suggestions", "--press", "a a x", "--output", "a.svg")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try docket("head", "--json").output == before)
        let picture = String(decoding: try folder.read("a.svg"), as: UTF8.self)
        #expect(picture.hasPrefix("<svg ") && picture.hasSuffix("</svg>\n"))
        #expect(try docket("picture", "review", "nowhere", "--output", "b.svg").status == 66)
        #expect(try docket("picture", "review", "ad-suggestions", "--size", "9", "--output", "b.svg").status == 64)
        #expect(folder.names.filter { $0.hasPrefix("b") }.isEmpty)
    }
}
