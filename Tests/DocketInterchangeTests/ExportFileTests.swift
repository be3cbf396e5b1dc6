import DocketModel
import DocketNotation
import DocketTestSupport
import Glibc
import Testing

@testable import DocketInterchange

@Suite("Export files and manifests")
struct ExportFileTests {
    private let options = ExportOptions(format: .trlPreference, isFlat: true)

    private var manifest: Manifest {
        Manifest(
            configuration: QueueConfiguration(name: "q", overlap: Overlap(2)), options: options, asOf: 7, position: 7,
            hash: Digest(of: [1]), guidelines: [Digest(of: [2]), Digest(of: [2])],
            agreement: .object(["preference": .object(["items": 1])]), toolVersion: "1.2.3")
    }

    private var outcomes: [RenderedOutcome] {
        let line = ExportLine(bytes: Array(#"{"prompt":"q"}"#.utf8), decisions: ["d1", "d2"], resolution: "r1")
        return [
            RenderedOutcome(item: "1", lines: [line, line], leftOut: [], decisions: ["d1", "d2"]),
            RenderedOutcome(item: "2", lines: [], leftOut: [.tie], decisions: ["d3"]),
            RenderedOutcome(item: "3", lines: [line], leftOut: [.equalSides, .tie], decisions: ["d1", "d2"]),
        ]
    }

    private func export(to destination: ExportWriter.Destination) throws -> ExportReceipt {
        let writer = try ExportWriter(to: destination, manifest: manifest)
        for outcome in outcomes { try writer.add(outcome) }
        return try writer.finish()
    }

    @Test("The file and its manifest are there, and each line leads back to its decisions")
    func manifestFile() throws {
        let folder = try TemporaryFolder()
        let receipt = try export(to: .file("\(folder.path)/out.jsonl"))
        #expect(folder.names == ["out.jsonl", "out.jsonl.manifest.json"])
        let bytes = try folder.read("out.jsonl")
        #expect(String(decoding: bytes, as: UTF8.self) == String(repeating: "{\"prompt\":\"q\"}\n", count: 3))
        #expect(receipt.sha256 == Digest(of: bytes))
        #expect(receipt.leftOut == [.tie: 2, .equalSides: 1])

        let written = try JSONParser().parse(try folder.read("out.jsonl.manifest.json"))
        #expect(
            written["rows"]?.array?.map(\.serializedString) == [
                #"{"line":1,"item":"1","decisions":["d1","d2"],"resolution":"r1"}"#,
                #"{"line":2,"item":"1","decisions":["d1","d2"],"resolution":"r1"}"#,
                #"{"item":"2","left_out":["tie"],"decisions":["d3"]}"#,
                #"{"line":3,"item":"3","decisions":["d1","d2"],"resolution":"r1"}"#,
                #"{"item":"3","left_out":["equal_sides","tie"],"decisions":["d1","d2"]}"#,
            ])
        #expect(
            written["counts"]?.serializedString == #"{"items":3,"rows":3,"left_out":{"tie":2,"equal_sides":1}}"#)
        #expect(written["file"]?["sha256"]?.string == Digest(of: bytes).hexadecimal)
        #expect(written["file"]?["name"] == "out.jsonl")
        #expect(written["file"]?["bytes"]?.integer == bytes.count)
        #expect(written["journal"]?.serializedString == #"{"position":7,"hash":"\#(Digest(of: [1]).hexadecimal)"}"#)
        #expect(written["guidelines"]?.array?.count == 1)
        #expect(written["overlap"] == 2)
        #expect(written["tool"] == "docket 1.2.3")
        #expect(
            written["asked"]?.serializedString
                == #"{"queue":"q","format":"trl-preference","flat":true,"per_decision":false,"margin":false,"excluding_flags":[],"as_of":7}"#
        )
        #expect(written["agreement"]?["preference"]?["items"] == 1)
    }

    @Test("The same outcomes give the same bytes, manifest and all")
    func sameBytes() throws {
        let (first, second) = (try TemporaryFolder(), try TemporaryFolder())
        _ = try export(to: .file("\(first.path)/x.jsonl"))
        _ = try export(to: .file("\(second.path)/x.jsonl"))
        for name in first.names { #expect(try first.read(name) == second.read(name)) }
    }

    @Test("An export without rows has a manifest that can be read")
    func noRows() throws {
        let folder = try TemporaryFolder()
        let receipt = try ExportWriter(to: .file("\(folder.path)/x.jsonl"), manifest: manifest).finish()
        #expect(receipt.rows == 0)
        #expect(try folder.read("x.jsonl").isEmpty)
        #expect(try JSONParser().parse(try folder.read("x.jsonl.manifest.json"))["rows"] == [])
    }

    @Test("Before the end there is nothing, and an export that is given up leaves the old file as it was")
    func givenUp() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("old\n", to: "x.jsonl")
        var writer: ExportWriter? = try ExportWriter(to: .file("\(folder.path)/x.jsonl"), manifest: manifest)
        try writer?.add(outcomes[0])
        #expect(folder.names.count == 3)
        writer = nil
        #expect(folder.names == ["x.jsonl"])
        #expect(try folder.read("x.jsonl") == Array("old\n".utf8))
        _ = try export(to: .file("\(folder.path)/x.jsonl"))
        #expect(try folder.read("x.jsonl").count == 45)
    }

    @Test("A dry run says what would be, and writes nothing")
    func dryRun() throws {
        let folder = try TemporaryFolder()
        let dry = try export(to: .nowhere)
        let real = try export(to: .file("\(folder.path)/x.jsonl"))
        #expect(dry.rows == real.rows && dry.sha256 == real.sha256 && dry.leftOut == real.leftOut)
        #expect(dry.manifestPath == nil)
        #expect(dry.json["manifest"] == .null)
        #expect(real.json.keys == ["rows", "left_out", "items", "sha256", "manifest"])
    }

    @Test("A place that cannot be written to is an error with the path and the reason")
    func cannotWrite() throws {
        let missing = #expect(throws: InterchangeError.self) { _ = try export(to: .file("/nowhere/x.jsonl")) }
        #expect(
            missing?.description
                == "cannot write /nowhere/x.jsonl: No such file or directory; choose another place with --output")
        let folder = #expect(throws: InterchangeError.self) { _ = try export(to: .file("/tmp")) }
        #expect(folder?.description == "cannot write /tmp: Is a directory; choose another place with --output")
    }

    @Test("A full disk is an error that says so", .enabled(if: access("/dev/full", W_OK) == 0, "there is no /dev/full"))
    func fullDisk() throws {
        let file = try AtomicFile("/dev/full")
        let error = #expect(throws: InterchangeError.self) {
            try file.write("x")
            try file.commit()
        }
        #expect(error?.description == "cannot write /dev/full: the disk is full; free some space and export again")
    }
}
