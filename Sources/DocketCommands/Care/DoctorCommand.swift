import ArgumentParser
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look for what is wrong with the store and around it, and mend it.",
        discussion: """
            Looks at the disk, permissions, the log, claims, the journal and what was computed from it; and at the \
            terminal. Each finding is ok, a note, a warning or a problem, with its remedy. The status is 1 if a problem \
            is left. --fix mends what can be mended and takes a lead; the journal is never changed. Also for a store \
            that does not open, and where there is none yet.

            Examples:
              docket doctor
              docket doctor --fix
              docket doctor --json --store docket-friday.db
            """)

    @Flag(help: "Mend what can be mended.")
    var fix = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        let path = try common.storePath()
        let inside = try await examine(path, console)
        let findings = TerminalExamination().findings + inside
        let answer = DoctorAnswer(store: path, findings: findings)
        if common.json { console.json(answer.json) } else { answer.print(to: console) }
        if !answer.isWell { throw ExitStatus.no }
    }

    private func examine(_ path: String, _ console: Console) async throws -> [Finding] {
        let store: any Store
        do {
            // Only mending may bring an earlier store up to date.
            store = try await StoreAddress(path).open(fix ? .existing : .readOnly, owner: common.annotator())
        } catch let error as StoreError {
            return try Self.findings(ofUnopened: path, error)
        }
        do {
            if fix {
                let session = try await Session(
                    store: store, person: common.annotator(), clientVersion: Docket.version,
                    now: SystemSources.time, makeID: SystemSources.id)
                try session.require(.lead, to: "mend the store")
            }
            let progress = ProgressLine("examining:", console)
            defer { progress.end() }
            progress.show(nil, path)
            let findings = try await store.examine(repairing: fix)
            await store.close()
            return findings
        } catch {
            await store.close()
            throw error
        }
    }

    /// A store that does not open: what can be told from outside, and why.
    private static func findings(ofUnopened path: String, _ error: StoreError) throws -> [Finding] {
        let outside = try StoreAddress(path).examine()
        guard Surroundings.exists(path) else { return outside }
        let isSaid = outside.contains { $0.severity == .problem }
        let severity: Finding.Severity = isSaid ? .note : .problem
        let finding =
            switch error {
            case .older:
                Finding("schema", .note, "\(error)", remedy: "any other command does so, too", mending: .possible)
            case .damaged:
                Finding(
                    "store", severity, "it does not open: \(error)",
                    remedy: "docket restore BACKUP --replace puts a good copy in its place")
            default: Finding("store", severity, "it does not open: \(error)")
            }
        return outside + [finding]
    }
}
