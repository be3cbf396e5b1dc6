import DocketNotation
import DocketTestSupport
import Glibc
import Testing

@Suite("doctor, restore and backup")
struct CareCommandTests {
    private func subjects(_ outcome: ChildProcess.Outcome, _ severity: String) throws -> [String] {
        try outcome.json["findings"]?.array?.filter { $0["severity"]?.string == severity }
            .compactMap { $0["subject"]?.string } ?? []
    }

    @Test("A new machine is told that there is no store yet, and what its terminal is")
    func freshMachine() throws {
        let workspace = try Workspace()
        let outcome = try workspace.docket("doctor", variables: ["TERM": "xterm-256color"])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("there is no store at \(workspace.path("d.db")) yet"))
        #expect(outcome.output.contains("TERM=xterm-256color, 256 colours"))
        #expect(workspace.names.isEmpty)
        let odd = try workspace.docket("doctor", variables: ["TERM": "nothing-known", "LANG": "C"])
        #expect(odd.output.contains("TERM=nothing-known is not known"))
        #expect(odd.output.contains("the locale is not UTF-8"))
    }

    @Test("A sound store is well, for everybody; only a lead may have it mended")
    func sound() throws {
        let workspace = try Fixture.workspace()
        for person in ["boss", "lead", "ann1", "stranger"] {
            let outcome = try workspace.docket("doctor", "--json", as: person)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(try outcome.json["ok"] == true)
            #expect(try subjects(outcome, "problem") == [])
        }
        #expect(try workspace.docket("doctor", "--fix", as: "ann1").status == 77)
        #expect(try workspace.docket("doctor", "--fix", as: "stranger").status == 77)
        let mended = try workspace.docket("doctor", "--fix", as: "lead")
        #expect(mended.status == 0)
        #expect(mended.output.split(separator: "\n").count > 10)
    }

    @Test("What is open to everybody is a problem with its remedy, and --fix tightens it")
    func permissions() throws {
        let workspace = try Fixture.workspace()
        chmod(workspace.path("d.db"), 0o666)
        let outcome = try workspace.docket("doctor")
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("problem  permissions"))
        #expect(outcome.output.contains("-> chmod o= \(workspace.path("d.db"))"))
        #expect(outcome.output.contains("docket doctor --fix mends that"))
        let mended = try workspace.docket("doctor", "--fix")
        #expect(mended.status == 0)
        #expect(mended.output.contains("mended"))
        #expect(try workspace.docket("doctor").status == 0)
    }

    @Test("A store that does not open is examined from outside", arguments: ["a letter", "newer", "damaged"])
    func unopened(kind: String) throws {
        let workspace = try Fixture.workspace()
        var bytes = try workspace.bytes(of: "d.db")
        switch kind {
        case "newer": bytes.replaceSubrange(60..<64, with: [0, 0, 0x27, 0x0F])
        case "damaged": for index in 100..<bytes.count { bytes[index] = 0xA5 }
        default: bytes = Array(kind.utf8)
        }
        try workspace.write(bytes, to: "d.db")
        for arguments in [["doctor", "--json"], ["doctor", "--json", "--fix"]] {
            let outcome = try workspace.prepared(arguments, "boss").run()
            #expect(outcome.status == 1, "\(outcome.errors)")
            #expect(try outcome.json["ok"] == false)
            #expect(try subjects(outcome, "problem").contains { ["store", "journal", "schema"].contains($0) })
        }
        #expect(try workspace.bytes(of: "d.db") == bytes)
    }

    @Test("A restore into a new place, and over a store with leave; the errors say what would go")
    func restore() throws {
        let workspace = try Fixture.workspace()
        let line = #"{"item":"1","preference":{"winner":"a"}}"#
        let copied = try workspace.docket("backup", "b.db", "--json")
        #expect(try copied.json["head"] == workspace.docket("verify", "--json").json["head"])
        #expect(try copied.json["events"] == 2)
        #expect(try copied.json["bytes"]?.integer == workspace.bytes(of: "b.db").count)
        #expect(try workspace.docket("decide", "q", as: "ann1", input: line).status == 0)
        let old = try workspace.docket("verify", "--json")

        let refused = try workspace.docket("restore", "b.db")
        #expect(refused.status == 73)
        #expect(refused.errors.contains("1 of its events are not in b.db: --replace"))
        #expect(try workspace.docket("restore", "b.db", "--replace", as: "lead").status == 77)
        #expect(try workspace.docket("restore", "none.db", "--replace").status == 66)
        #expect(try workspace.docket("restore", workspace.path("d.db"), "--replace").status == 64)

        let fresh = try workspace.docket("restore", "b.db", "--store", "new.db", "--json")
        #expect(fresh.status == 0)
        #expect(try fresh.json["replaced"] == .null)
        #expect(try workspace.docket("verify", "--json", "--store", "new.db").json["head"] == copied.json["head"])

        let replaced = try workspace.docket("restore", "b.db", "--replace", "--json")
        #expect(replaced.status == 0)
        #expect(try replaced.json["head"] == copied.json["head"])
        #expect(try replaced.json["replaced", "head"] == old.json["head"])
        #expect(try replaced.json["replaced", "events_not_in_backup"] == 1)
        #expect(try workspace.docket("status", "--json").json["queues"]?.array?.first?["decisions"] == 0)
        let kept = try #require(try replaced.json["replaced", "kept"]?.string)
        try workspace.write(old.output, to: "head.json")
        #expect(try workspace.docket("verify", "--store", kept, "--head", "head.json").status == 0)
        #expect(try workspace.docket("doctor").output.contains("before-restore"))
        let again = try workspace.docket("decide", "q", as: "ann1", input: line)
        #expect(try again.lines.first?["status"] == "saved")
    }

    @Test("A process that has the store open meanwhile goes on in what was restored")
    func longLived() throws {
        let workspace = try Fixture.workspace()
        #expect(try workspace.docket("backup", "b.db").status == 0)
        let running = try workspace.prepared(["decide", "q"], "ann1").start()
        func decide(_ item: String) throws -> JSONValue {
            running.send(#"{"item":"\#(item)","preference":{"winner":"a"}}"# + "\n")
            return try JSONParser().parse(running.receive())
        }
        #expect(try decide("1")["status"] == "saved")
        #expect(try workspace.docket("restore", "b.db", "--replace").status == 0)
        #expect(try decide("1")["status"] == "saved")
        #expect(try decide("2")["status"] == "saved")
        running.closeInput()
        #expect(running.wait() == 0)
        #expect(try workspace.docket("verify").status == 0)
        #expect(try workspace.docket("status", "--json").json["queues"]?.array?.first?["decisions"] == 2)
    }

    @Test("A damaged backup is refused with what is wrong, and restored by force only")
    func damagedBackup() throws {
        let workspace = try Fixture.workspace()
        #expect(try workspace.docket("backup", "b.db").status == 0)
        var bytes = try workspace.bytes(of: "b.db")
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("Carrot".utf8)) })
        bytes[place] = UInt8(ascii: "P")
        try workspace.write(bytes, to: "b.db")
        let refused = try workspace.docket("restore", "b.db", "--store", "n.db")
        #expect(refused.status == 65)
        #expect(refused.errors.contains("b.db is not as it was written"))
        #expect(!workspace.names.contains("n.db"))
        let forced = try workspace.docket("restore", "b.db", "--store", "n.db", "--force")
        #expect(forced.status == 0)
        #expect(forced.output.contains("not as it was written: queue q"))
    }

    /// A file system of its own of so many KiB, seen by that one process only.
    private static let canMount: Bool = {
        guard geteuid() == 0 else { return false }
        let trial = ChildProcess(
            "/usr/bin/unshare", ["-m", "mount", "-t", "tmpfs", "-o", "size=64k", "none", "/mnt"], environment: [:])
        return (try? trial.run().status) == 0
    }()

    private func onSmallDisk(_ workspace: Workspace, _ size: String, _ script: String) throws -> ChildProcess.Outcome {
        mkdir(workspace.path("small"), 0o700)
        let mount = "mount -t tmpfs -o size=\(size) none small && "
        return try ChildProcess(
            "/usr/bin/unshare", ["-m", "/bin/sh", "-c", mount + script, ChildProcess.docket],
            environment: [
                "DOCKET_STORE": workspace.path("d.db"), "DOCKET_ANNOTATOR": "boss", "HOME": workspace.folder,
                "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",
            ], folder: workspace.folder
        ).run()
    }

    @Test(
        "On a full disk a backup and a restore say so, and leave nothing behind",
        .enabled(if: canMount, "mounting a small disk takes root and unshare"))
    func fullDisk() throws {
        let workspace = try Fixture.workspace()
        #expect(try workspace.docket("backup", "b.db").status == 0)
        let backup = try onSmallDisk(workspace, "64k", #""$0" backup small/copy.db; echo $?; ls -A small"#)
        #expect(backup.output == "74\n")
        #expect(
            backup.errors == "docket: the disk of small/copy.db is full: what was saved is safe; make room and repeat\n"
        )
        let fresh = try onSmallDisk(
            workspace, "64k",
            #""$0" restore b.db --store small/d.db; echo $?; ls small | grep -v -e -gate -e -turnstile -e -import"#)
        #expect(fresh.output == "74\n")
        // Room for the store and the prepared copy, not for keeping what is there as well.
        let size = try workspace.bytes(of: "b.db").count / 1024
        let replaced = try onSmallDisk(
            workspace, "\(size * 5 / 2 + 200)k",
            #"cp d.db small/d.db; "$0" doctor --json --fix --store small/d.db >/dev/null; "#
                + #"head -c \#(size * 300) /dev/zero > small/rest; "$0" restore b.db --replace --store small/d.db; echo $?; "#
                + #"rm small/rest; "$0" verify --store small/d.db; ls small | grep -c restor"#)
        #expect(replaced.output.hasPrefix("74\nok: 2 events"), "\(replaced.output)\(replaced.errors)")
        #expect(replaced.output.hasSuffix("\n0\n"), "\(replaced.output)")
    }
}
