import ArgumentParser
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup in the place of the store, or where there is none.",
        discussion: """
            The backup is verified first, and brought up to date if an earlier Docket wrote it. Over a store that is \
            there it takes --replace: what was there is kept beside it, and people may have it open; nobody can write \
            while the backup is copied. Takes an admin.

            Examples:
              docket restore docket-friday.db --store new.db
              docket restore docket-friday.db               says what would be lost
              docket restore docket-friday.db --replace
            """)

    @Argument(help: "What docket backup made, or any other store.")
    var backup: String

    @Flag(help: "Over the store that is there, which is kept beside as STORE.before-restore-TIME.")
    var replace = false

    @Flag(help: "Also a backup that does not verify, where there is no better one.")
    var force = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        let path = try common.storePath()
        guard Surroundings.exists(backup) else {
            throw CommandError.unreadable(path: backup, reason: "there is no such file")
        }
        try await requireAdministrator(path)
        let progress = ProgressLine("restoring:", console)
        defer { progress.end() }
        progress.show(nil, "\(backup)")
        let report = try await StoreAddress(path).restore(backup, replacing: replace, forced: force)
        progress.end()
        if common.json {
            console.json(json(report, path))
        } else {
            print(report, path, to: console)
        }
    }

    /// Of the store that would give way; where that cannot be read, or is not there, of the backup.
    private func requireAdministrator(_ path: String) async throws {
        if Surroundings.exists(path) {
            do {
                return try await common.withSession(.reading) { session in
                    try session.require(.admin, to: "replace the store")
                }
            } catch is StoreError {
                // It is damaged, or no store: the restoration says so, or mends it.
            }
        }
        let store: any Store
        do {
            store = try await StoreAddress(backup).open(.readOnly, owner: common.annotator())
        } catch StoreError.older {
            // It is brought up to date as a copy; who may do what there is checked by everything that opens the copy.
            return
        }
        do {
            let session = try await Session(
                store: store, person: common.annotator(), clientVersion: Docket.version,
                now: SystemSources.time, makeID: SystemSources.id)
            try session.require(.admin, to: "restore the store")
            await store.close()
        } catch {
            await store.close()
            throw error
        }
    }

    private func print(_ report: RestorationReport, _ path: String, to console: Console) {
        console.outsideLine(SourceText("restored \(path): \(report.events) events, head \(report.head.hash)"))
        if report.isRebuilt { console.note("what follows from the backup's journal was computed anew") }
        for problem in report.problems { console.outsideLine(SourceText("not as it was written: \(problem.line)")) }
        guard let replaced = report.replaced else { return }
        let head = replaced.head.map { ", head \($0.hash)" } ?? ""
        console.outsideLine(SourceText("what was there is kept in \(replaced.keptAt)\(head)"))
        if let count = replaced.missingEvents, count > 0 {
            console.outsideLine(SourceText("\(count) of its events are not in the backup"))
        }
    }

    private func json(_ report: RestorationReport, _ path: String) -> JSONObject {
        var answer: JSONObject = ["store": JSONValue(path), "events": JSONValue(report.events)]
        answer["head"] = JSONValue(report.head.hash.hexadecimal)
        answer["chains"] = report.head.chainsJSON
        answer["rebuilt"] = .bool(report.isRebuilt)
        answer["problems"] = .array(report.problems.map { JSONValue($0.line) })
        guard let replaced = report.replaced else {
            answer["replaced"] = .null
            return answer
        }
        var old: JSONObject = ["kept": JSONValue(replaced.keptAt)]
        old["head"] = replaced.head.map { JSONValue($0.hash.hexadecimal) } ?? .null
        old["chains"] = replaced.head.map(\.chainsJSON) ?? .null
        old["events_not_in_backup"] = replaced.missingEvents.map { JSONValue($0) } ?? .null
        answer["replaced"] = .object(old)
        return answer
    }
}
