import DocketModel
import DocketNotation
import DocketTestSupport
import Glibc
import Testing

@testable import DocketInterchange

@Suite("Where an export may go")
struct ExportTargetTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

    /// An export of `rows` rows, each with a line of its own in the manifest.
    private func export(to name: String, rows: Int = 3) throws {
        let manifest = Manifest(
            configuration: QueueConfiguration(name: "q"), options: ExportOptions(format: .hh), position: 1,
            hash: Digest(of: [1]), guidelines: [], toolVersion: "1.2.3")
        let writer = try ExportWriter(to: .file(path(name)), manifest: manifest)
        for row in 0..<rows {
            let line = ExportLine(bytes: Array("{\"row\":\(row)}".utf8), decisions: ["d"], resolution: nil)
            try writer.add(RenderedOutcome(item: ItemID(String(row)), lines: [line], leftOut: [.tie], decisions: ["d"]))
        }
        _ = try writer.finish()
    }

    private func problem(_ name: String, isForced: Bool = false, store: String = "d.db") -> InterchangeError? {
        do throws(InterchangeError) {
            try ExportTarget(path(name)).requireFree(
                isForced: isForced, storeFiles: ["", "-wal", "-gate"].map { path(store + $0) })
            return nil
        } catch {
            return error
        }
    }

    @Test("A free name and an export that nobody touched may be written", arguments: [0, 3, 2000])
    func free(rows: Int) throws {
        #expect(problem("o.jsonl") == nil)
        try export(to: "o.jsonl", rows: rows)
        #expect(problem("o.jsonl") == nil)
    }

    @Test("Anything else that is there stays unless it is forced")
    func others() throws {
        _ = try folder.write("{}\n", to: "precious.jsonl")
        #expect(problem("precious.jsonl") == .exists(path: path("precious.jsonl")))
        #expect(problem("precious.jsonl", isForced: true) == nil)

        try export(to: "touched.jsonl")
        _ = try folder.write(try folder.read("touched.jsonl") + [0x0A], to: "touched.jsonl")
        #expect(problem("touched.jsonl") == .exists(path: path("touched.jsonl")))

        try export(to: "orphan.jsonl")
        _ = try folder.write("{\"file\":{}}\n", to: "orphan.jsonl.manifest.json")
        #expect(problem("orphan.jsonl") == .exists(path: path("orphan.jsonl")))
        unlink(path("orphan.jsonl"))
        #expect(problem("orphan.jsonl") == .exists(path: path("orphan.jsonl.manifest.json")))
        #expect(problem("orphan.jsonl")?.description.contains("--force") == true)
    }

    @Test("The store's files stay whatever is asked for, by whatever name, there or not")
    func store() throws {
        _ = try folder.write("store", to: "d.db")
        #expect(symlink(path("d.db"), path("alias.jsonl")) == 0)
        for name in ["d.db", "d.db-wal", "../\(folder.path.split(separator: "/").last ?? "")/d.db-gate", "alias.jsonl"]
        {
            #expect(problem(name, isForced: true) == .isStore(path: path(name)))
        }
        let odd = problem("s.db", isForced: true, store: "s.db.manifest.json")
        #expect(odd == .isStore(path: path("s.db.manifest.json")))
    }

    @Test("What is no regular file holds nothing that could be lost")
    func device() throws {
        #expect(throws: Never.self) {
            try ExportTarget("/dev/null").requireFree(isForced: false, storeFiles: [path("d.db")])
        }
    }
}
