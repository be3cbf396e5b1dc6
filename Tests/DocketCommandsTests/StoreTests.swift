import DocketNotation
import DocketTestSupport
import Glibc
import Testing

@Suite("Stores and queues")
struct StoreTests {
    @Test(
        "A command that only reads makes no store where there is none, and says what would",
        arguments: [
            ["status"], ["conflicts", "q"], ["history", "q", "1"], ["verify"], ["queue", "list"],
            ["queue", "show", "q"],
            ["people", "list"], ["export", "q", "--format", "docket"], ["next", "q"], ["decide", "q"], ["undo", "q"],
            ["backup", "b.db"], ["head"], ["outdated", "q"], ["queue", "log", "q"],
        ])
    func missingStore(arguments: [String]) throws {
        let workspace = try Workspace()
        let outcome = try workspace.prepared(arguments, "boss").run()
        #expect(outcome.status == 66)
        #expect(outcome.errors.contains("there is no store at \(workspace.path("d.db"))"))
        #expect(outcome.errors.split(separator: "\n").count == 1)
        #expect(throws: (any Error).self) { try workspace.read("d.db") }
    }

    @Test("A file that is no store is left as it is")
    func foreignFile() throws {
        let workspace = try Workspace()
        try workspace.write("a letter", to: "d.db")
        let outcome = try workspace.docket("status")
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("is no store of Docket's"))
        #expect(try workspace.docket("queue", "create", "q").status == 65)
        #expect(try workspace.read("d.db") == "a letter")
    }

    @Test("A store of a newer program is not touched, and an update is asked for")
    func newerStore() throws {
        let workspace = try Workspace()
        try workspace.docket("queue", "create", "q")
        var bytes = try workspace.bytes(of: "d.db")
        // SQLite keeps the schema's version as a big-endian number in the header.
        bytes.replaceSubrange(60..<64, with: [0, 0, 0x27, 0x0F])
        try workspace.write(bytes, to: "d.db")
        let outcome = try workspace.docket("status")
        #expect(outcome.status == 69)
        #expect(outcome.errors.contains("9999"))
        #expect(outcome.errors.contains("update Docket"))
        #expect(try workspace.docket("queue", "create", "r").status == 69)
    }

    @Test("Without permission to write, a store can be read, and a write says what is missing")
    func readOnlyStore() throws {
        let workspace = try Fixture.workspace()
        for name in workspace.names where name.hasPrefix("d.db") { chmod(workspace.path(name), 0o444) }
        #expect(try workspace.docket("status", "--json").status == 0)
        let write = try workspace.docket("queue", "create", "r")
        // The administrator of the machine may write whatever the permissions say.
        #expect(geteuid() == 0 ? write.status == 0 : write.status >= 64 && write.errors.contains("d.db"))
    }

    @Test("An address of another engine is refused by name")
    func otherEngine() throws {
        let outcome = try Workspace().docket("status", "--store", "postgresql://host/docket")
        #expect(outcome.status == 69)
        #expect(outcome.errors.contains("postgresql://host/docket"))
    }

    @Test("A queue that is not there is answered with names that are spelt alike")
    func unknownQueue() throws {
        let workspace = try Workspace()
        try workspace.docket("queue", "create", "replies")
        let outcome = try workspace.docket("next", "repleis")
        #expect(outcome.status == 66)
        #expect(outcome.errors == "docket: there is no queue \"repleis\": did you mean \"replies\"?\n")
    }

    @Test("The store may be named before and behind the command")
    func storeOption() throws {
        let workspace = try Workspace()
        #expect(try workspace.docket("--store", "other.db", "queue", "create", "q").status == 0)
        #expect(try workspace.docket("queue", "list", "--store", "other.db").output.contains("q"))
        #expect(try workspace.docket("queue", "list").status == 66)
    }

    @Test("A queue is made from flags, shown as TOML that is read back, and changed")
    func configuration() throws {
        let workspace = try Workspace()
        try workspace.write("Be kind.\n", to: "rules.md")
        let made = try workspace.docket(
            "queue", "create", "q", "--overlap", "3", "--blind", "none", "--order", "given", "--guideline", "rules.md",
            "--json")
        #expect(made.status == 0)
        let configuration = try #require(try made.json["configuration"])
        #expect(configuration["overlap"] == 3)
        #expect(configuration["blind"] == [])
        #expect(configuration["order"] == "given")
        #expect(try workspace.docket("queue", "create", "q").status == 73)

        try workspace.write(try workspace.docket("queue", "show", "q").output, to: "q.toml")
        let again = try workspace.docket(
            "queue", "configure", "q", "--config", "q.toml", "--guideline", "rules.md", "--json")
        #expect(try again.json["version"] == 1)
        let changed = try workspace.docket("queue", "configure", "q", "--overlap", "1", "--json")
        #expect(try changed.json["version"] == 2)
        #expect(try changed.json["configuration", "order"] == "given")
        #expect(try workspace.docket("queue", "show", "q", "--guideline").output == "Be kind.\n\n")
    }

    @Test("An archived queue takes nothing, is not listed, and can be opened again")
    func archive() throws {
        let workspace = try Fixture.workspace()
        #expect(try workspace.docket("queue", "archive", "q").status == 0)
        #expect(try workspace.docket("queue", "list").output.isEmpty)
        #expect(try workspace.docket("queue", "list", "--all").output.contains("archived"))
        let refused = try workspace.docket(
            "decide", "q", as: "ann1", input: #"{"item":"1","verdict":"accept","suggestion":"a"}"#)
        #expect(refused.status == 1)
        #expect(try refused.lines[0]["status"] == "refused")
        let next = try workspace.docket("next", "q", "--json", as: "ann2")
        #expect(next.status == 1)
        #expect(next.errors.contains("archived"))
        #expect(try workspace.docket("queue", "archive", "q", "--undo").status == 0)
        let saved = try workspace.docket(
            "decide", "q", as: "ann1", input: #"{"item":"1","verdict":"accept","suggestion":"a"}"#)
        #expect(saved.status == 0)
    }

    @Test("The last admin cannot be demoted")
    func lastAdmin() throws {
        let workspace = try Workspace()
        try workspace.docket("queue", "create", "q")
        #expect(try workspace.docket("people", "add", "boss", "--role", "lead").status == 77)
        #expect(try workspace.docket("people", "add", "other", "--role", "admin").status == 0)
        #expect(try workspace.docket("people", "add", "boss", "--role", "lead").status == 0)
    }

    @Test("verify prints a head that later shows whether anything before it was changed")
    func verification() throws {
        let workspace = try Fixture.workspace()
        let first = try workspace.docket("verify", "--json")
        #expect(first.status == 0)
        #expect(try first.json["ok"] == true)
        try workspace.write(first.output, to: "head.json")
        try workspace.docket("decide", "q", as: "ann1", input: #"{"item":"1","verdict":"accept","suggestion":"a"}"#)
        let second = try workspace.docket("verify", "--head", "head.json", "--json")
        #expect(second.status == 0)
        #expect(try second.json["head"] != first.json["head"])

        let hash = try #require(try first.json["chains"]?.array?.first?["hash"]?.string)
        let forged = first.output.replacing(hash, with: String(hash.reversed()))
        try workspace.write(forged, to: "forged.json")
        let inconsistent = try workspace.docket("verify", "--head", "forged.json")
        #expect(inconsistent.status == 65)
        let head = try #require(try first.json["head"]?.string)
        try workspace.write(forged.replacing("\"head\":\"\(head)\",", with: ""), to: "forged.json")
        let other = try workspace.docket("verify", "--head", "forged.json", "--json")
        #expect(other.status == 1)
        #expect(try other.json["ok"] == false)
        #expect(try other.json["problems"]?.array?.isEmpty == false)
    }

    @Test("An export's manifest is a head too")
    func manifestAsHead() throws {
        let workspace = try Fixture.workspace()
        #expect(try workspace.docket("export", "q", "--format", "docket", "--output", "o.jsonl").status == 0)
        #expect(try workspace.docket("verify", "--head", "o.jsonl.manifest.json").status == 0)
    }

    @Test("A backup is a store with the same head, and does not replace a file")
    func backup() throws {
        let workspace = try Fixture.workspace()
        #expect(try workspace.docket("backup", "copy.db").status == 0)
        let copied = try workspace.docket("verify", "--json", "--store", "copy.db")
        #expect(try copied.json["head"] == workspace.docket("verify", "--json").json["head"])
        #expect(try workspace.docket("backup", "copy.db").status == 73)
    }

    @Test("A store that is made at a place of its own is announced once, at the usual place not")
    func announced() throws {
        let workspace = try Workspace()
        let made = try workspace.docket("queue", "create", "q", "--store", "new/folder/typo.db")
        #expect(made.status == 0)
        #expect(made.errors == "docket: made a new store at new/folder/typo.db\n")
        #expect(try workspace.docket("queue", "create", "r", "--store", "new/folder/typo.db").errors.isEmpty)
        let usual = try workspace.docket("queue", "create", "q", variables: ["DOCKET_STORE": ""])
        #expect(usual.status == 0)
        #expect(usual.errors.isEmpty)
    }

    @Test("A place where no file can be made is named as the store, not as one of its locks")
    func impossiblePlace() throws {
        let outcome = try Workspace().docket("queue", "create", "q", "--store", "/proc/x.db")
        #expect(outcome.status == 73)
        #expect(outcome.errors == "docket: /proc/x.db cannot be created: no file can be made in its folder\n")
    }

    @Test("A configuration is shown with numbers as a person writes them")
    func shortNumbers() throws {
        let workspace = try Fixture.workspace()
        #expect(try workspace.docket("queue", "show", "q").output.contains("minor_edit_distance = 0.05\n"))
    }

    @Test("A value that a configuration does not know is answered with those it knows")
    func unknownValue() throws {
        let workspace = try Workspace()
        try workspace.write("order = \"file\"\n", to: "q.toml")
        let outcome = try workspace.docket("queue", "create", "q", "--config", "q.toml")
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("order: \"file\" is not known here (known: shuffled, given)"))
    }
}
