import DocketNotation
import DocketTestSupport
import Glibc
import Testing

@Suite("Heads and keys")
struct HeadTests {
    /// `boss` has a key.
    private static func workspace() throws -> Workspace {
        let workspace = try Fixture.workspace()
        #expect(try workspace.docket("key", "create").status == 0)
        return workspace
    }

    private static func decide(_ workspace: Workspace, as person: String = "ann1") throws {
        let line = #"{"item":"1","verdict":"accept","suggestion":"a"}"#
        #expect(try workspace.docket("decide", "q", as: person, input: line).status == 0)
    }

    @Test("A head is printed or written, and later shows that nothing before it changed")
    func head() throws {
        let workspace = try Fixture.workspace()
        let printed = try workspace.docket("head")
        #expect(printed.status == 0)
        let written = try workspace.docket("head", "--output", "head.json")
        #expect(written.status == 0)
        #expect(try workspace.read("head.json") == printed.output)
        #expect(try printed.json["head"] == workspace.docket("verify", "--json").json["head"])
        try Self.decide(workspace)
        let verified = try workspace.docket("verify", "--head", "head.json", "--json")
        #expect(verified.status == 0)
        #expect(try verified.json["signed"]?.isNull == true)
        let answer = try workspace.docket("head", "--output", "later.json", "--json")
        #expect(try answer.json["file"] == "later.json")
        #expect(try answer.json["signed_by"]?.isNull == true)
        // The store as it was before does not contain the later head.
        #expect(try workspace.docket("backup", "copy.db").status == 0)
        try Self.decide(workspace, as: "ann2")
        try workspace.docket("head", "--output", "last.json")
        let cut = try workspace.docket("verify", "--store", "copy.db", "--head", "last.json")
        #expect(cut.status == 1)
        #expect(cut.output.contains("queue q"))
    }

    @Test("A head that is kept is not written over, and the store never")
    func clobbering() throws {
        let workspace = try Fixture.workspace()
        try workspace.write("kept\n", to: "head.json")
        #expect(try workspace.docket("head", "--output", "head.json").status == 73)
        #expect(try workspace.read("head.json") == "kept\n")
        #expect(try workspace.docket("head", "--output", "head.json", "--force").status == 0)
        #expect(try workspace.docket("head", "--output", "d.db", "--force").status == 73)
        #expect(try workspace.docket("verify", "--head", "head.json").status == 0)
    }

    @Test("A signed head says who signed, and with --signer it must be by that key, a file's or a person's")
    func signed() throws {
        let workspace = try Self.workspace()
        #expect(try workspace.docket("key", "create", "--as", "other").status == 0)
        let written = try workspace.docket("head", "--output", "head.json", "--sign")
        #expect(written.status == 0)
        #expect(written.output.contains("signed by boss"))
        try workspace.write(try workspace.docket("key", "show").output, to: "boss.pub")
        try Self.decide(workspace)

        let unnamed = try workspace.docket("verify", "--head", "head.json")
        #expect(unnamed.status == 0)
        #expect(unnamed.output.contains("signed by boss at "))
        #expect(unnamed.output.contains("--signer"))
        for signer in [["boss"], ["boss.pub"], ["./boss.pub"], ["other", "boss"]] {
            let options = signer.flatMap { ["--signer", $0] }
            let verified = try workspace.prepared(["verify", "--head", "head.json", "--json"] + options, "ann1").run()
            #expect(verified.status == 0, "\(verified.errors)")
            #expect(try verified.json["signed", "person"] == "boss")
            #expect(try verified.json["signed", "holds"] == true)
            #expect(try verified.json["signed", "by_signer"] == true)
        }
        let foreign = try workspace.docket("verify", "--head", "head.json", "--signer", "other", "--json")
        #expect(foreign.status == 1)
        #expect(try foreign.json["ok"] == false)
        #expect(try foreign.json["signed", "by_signer"] == false)
        #expect(try workspace.docket("verify", "--head", "head.json", "--signer", "nobody").status == 66)
        #expect(try workspace.docket("verify", "--signer", "boss").status == 64)
        try workspace.docket("head", "--output", "plain.json")
        let unsigned = try workspace.docket("verify", "--head", "plain.json", "--signer", "boss")
        #expect(unsigned.status == 1)
        #expect(unsigned.output.contains("plain.json is not signed"))
    }

    @Test("A signed head that is changed anywhere does not pass")
    func forged() throws {
        let workspace = try Self.workspace()
        try workspace.docket("head", "--output", "head.json", "--sign")
        let bytes = try workspace.bytes(of: "head.json")
        let seed: UInt64 = 11
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<Surroundings.rounds(20) {
            var changed = bytes
            let place = Int.random(in: 0..<(bytes.count - 1), using: &generator)
            changed[place] ^= 1 << UInt8.random(in: 0..<7, using: &generator)
            try workspace.write(changed, to: "forged.json")
            let outcome = try workspace.docket("verify", "--head", "forged.json", "--signer", "boss")
            // A letter's case in a hexadecimal number says the same.
            let isSame =
                String(decoding: changed, as: UTF8.self).lowercased()
                == String(decoding: bytes, as: UTF8.self).lowercased()
            #expect(isSame || outcome.status != 0, "seed \(seed), byte \(place)")
        }
        let text = String(decoding: bytes, as: UTF8.self)
        try workspace.write(text.replacing(#""person":"boss""#, with: #""person":"lead""#), to: "forged.json")
        let renamed = try workspace.docket("verify", "--head", "forged.json", "--json")
        #expect(renamed.status == 1)
        #expect(try renamed.json["signed", "holds"] == false)
    }

    @Test("An export's manifest is signed on request, for the bytes of its file too")
    func signedManifest() throws {
        let workspace = try Self.workspace()
        try Self.decide(workspace)
        func export(_ more: String...) throws -> ChildProcess.Outcome {
            try workspace.prepared(["export", "q", "--format", "docket"] + more, "boss").run()
        }
        #expect(try export("--output", "o.jsonl", "--sign").status == 0)
        let manifest = try workspace.read("o.jsonl.manifest.json")
        #expect(try JSONParser().parse(manifest)["signature", "person"] == "boss")
        let arguments = ["verify", "--signer", "boss", "--json", "--head"]
        let verified = try workspace.prepared(arguments + ["o.jsonl.manifest.json"], "lead").run()
        #expect(verified.status == 0, "\(verified.output)")
        // An export that nobody has changed may be made again.
        #expect(try export("--output", "o.jsonl").status == 0)
        let digest = try #require(try JSONParser().parse(manifest)["file", "sha256"]?.string)
        let other = String(digest.reversed())
        try workspace.write(manifest.replacing(digest, with: other), to: "forged.json")
        #expect(try workspace.prepared(arguments + ["forged.json"], "lead").run().status == 1)
        // Another program's way to write the same.
        try workspace.write(manifest.replacing("\n", with: " "), to: "flat.json")
        #expect(try workspace.prepared(arguments + ["flat.json"], "lead").run().status == 0)
        #expect(try export("--sign").status == 64)
        #expect(try export("--sign", "--output", "p.jsonl", "--dry-run").status == 64)
    }

    @Test("Who signs needs a key of their own, and is told how to make one")
    func noKey() throws {
        let workspace = try Fixture.workspace()
        let outcome = try workspace.docket("head", "--sign", as: "lead")
        #expect(outcome.status == 66)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("docket key create --as lead"))
        #expect(try workspace.docket("export", "q", "--format", "hh", "--output", "o", "--sign").status == 66)
    }

    @Test("A key is made once, shown and listed, and lies where only its owner can read it")
    func keys() throws {
        let workspace = try Workspace()
        let none = try workspace.docket("key", "list")
        #expect(none.status == 0)
        #expect(none.output.isEmpty)
        let made = try workspace.docket("key", "create", "--as", "a/b", "--json")
        #expect(made.status == 0)
        let path = try #require(try made.json["private_file"]?.string)
        #expect(path == workspace.path(".local/share/docket/keys/a%2fb.key"))
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        let again = try workspace.docket("key", "create", "--as", "a/b")
        #expect(again.status == 73)
        #expect(again.errors.contains("--force"))
        let shown = try workspace.docket("key", "show", "a/b", "--json")
        #expect(try shown.json["fingerprint"] == made.json["fingerprint"])
        let fingerprint = try #require(try made.json["fingerprint"]?.string)
        #expect(try workspace.docket("key", "list").output == "person\tsigns\tSHA-256\na/b\tyes\t\(fingerprint)\n")
        #expect(try workspace.docket("key", "create", "--as", "a/b", "--force").status == 0)
        #expect(try workspace.docket("key", "show", "a/b", "--json").json["fingerprint"] != made.json["fingerprint"])
        #expect(try workspace.docket("key", "show", "nobody").status == 66)
        chmod(path, 0o644)
        let exposed = try workspace.docket("key", "show", "a/b")
        #expect(exposed.status == 77)
        #expect(exposed.errors.contains("chmod 600"))
        let elsewhere = try workspace.docket(
            "key", "create", "--json", variables: ["XDG_DATA_HOME": workspace.path("data")])
        #expect(try elsewhere.json["public_file"]?.string == workspace.path("data/docket/keys/boss.pub"))
    }
}
