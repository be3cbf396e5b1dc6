import DocketTestSupport
import Glibc
import Testing

@Suite("Adjudicating in a real terminal", .enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct AdjudicateInTerminalTests {
    @Test("A decided queue is imported, a conflict adopted, undone, adopted again, and exported")
    func wholeWay() throws {
        let terminal = try Tmux(rows: 40, columns: 140)
        let sample = Surroundings.projectFile("SampleQueues/decided-pairs.jsonl")
        #expect(try terminal.docket("import", sample).status == 0)
        let before = try count(terminal)
        #expect(before > 10)
        try terminal.start("adjudicate decided-pairs")
        try terminal.waitFor("conflict 1 of")
        try terminal.press("1")
        try terminal.waitFor("1 resolved")
        try terminal.waitFor("✓ saved")
        try terminal.press("u")
        try terminal.waitFor("0 resolved")
        try terminal.press("C-r")
        try terminal.waitFor("1 resolved")
        try terminal.press("q")
        try terminal.expectUsableShell()
        #expect(try count(terminal) == before - 1)
        let output = terminal.folder.path + "/out.jsonl"
        let export = try terminal.docket(
            "export", "decided-pairs", "--format", "trl-preference", "--output", output, "--json")
        #expect(export.status == 0 && export.output.contains("\"left_out\""), "\(export)")
        let rows = Surroundings.text(ofFile: output)?.split(separator: "\n") ?? []
        #expect(!rows.isEmpty && rows.allSatisfy { $0.contains("\"chosen\"") && $0.contains("\"rejected\"") })
        #expect(Surroundings.text(ofFile: output + ".manifest.json")?.contains("\"rows\"") == true)
        #expect(try terminal.docket("verify").status == 0)
    }

    private func count(_ terminal: Tmux) throws -> Int {
        try terminal.docket("conflicts", "decided-pairs", "--json").output.ranges(of: "\"kinds\"").count
    }
}
