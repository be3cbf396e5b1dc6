import DocketTestSupport
import Glibc
import Testing

@testable import DocketWorkbench

@Suite("The person's own editor")
struct ExternalEditorTests {
    private func edit(_ script: String, _ text: String) throws -> (outcome: ExternalEditor.Outcome, left: [String]) {
        let folder = try TemporaryFolder()
        let path = folder.path + "/my editor.sh"
        _ = try folder.write("#!/bin/sh\n\(script)\n", to: "my editor.sh")
        chmod(path, 0o700)
        mkdir(folder.path + "/tmp", 0o700)
        let editor = ExternalEditor(environment: [
            "VISUAL": "'\(path)' --wait", "EDITOR": "/nonexistent", "TMPDIR": folder.path + "/tmp",
            "PATH": "/usr/bin:/bin",
            "OUT": folder.path + "/out",
        ])
        let outcome = editor.edit(Array(text.utf8), name: "suggestion.md")
        return (outcome, names(folder.path + "/tmp"))
    }

    private func names(_ path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    @Test(
        "command lines are split as a shell would, and nothing is expanded",
        arguments: [
            ("vi", ["vi"]), ("code --wait", ["code", "--wait"]), ("'my editor' -x", ["my editor", "-x"]),
            (#""a b"c\ d  e"#, ["a bc d", "e"]), ("a $(echo no) `x` $HOME", ["a", "$(echo", "no)", "`x`", "$HOME"]),
            (#"a "\n\"""#, ["a", #"\n""#]), ("''", [""]), ("  ", []),
        ])
    func words(_ line: String, _ words: [String]) {
        #expect(ExternalEditor.words(line) == words)
    }

    @Test("a quote that is not closed makes no command", arguments: ["'a", "\"a", "a\\"])
    func openQuote(_ line: String) {
        #expect(ExternalEditor.words(line) == nil)
    }

    @Test("what it leaves comes back byte for byte, and nothing stays behind")
    func comesBack() throws {
        let (outcome, left) = try edit(#"[ "$1" = --wait ] && printf 'new\r\n \t\n' > "$2""#, "old\n")
        #expect(outcome == .text(Array("new\r\n \t\n".utf8)))
        #expect(left.isEmpty)
    }

    @Test("a line feed that it adds at the end is dropped where there was none")
    func lineFeed() throws {
        #expect(try edit(#"printf '\n' >> "$2""#, "old").outcome == .unchanged)
        #expect(try edit(#"printf 'er\n' >> "$2""#, "old").outcome == .text(Array("older".utf8)))
        #expect(try edit("true", "old\n").outcome == .unchanged)
    }

    @Test("it may put another file in the place of the one it was given, and leave copies beside it")
    func renames() throws {
        let (outcome, left) = try edit(#"cp "$2" "$2~"; printf moved > "$2.new"; mv "$2.new" "$2""#, "old")
        #expect(outcome == .text(Array("moved".utf8)))
        #expect(left.isEmpty)
    }

    @Test("only its owner can enter the folder and read the file")
    func modes() throws {
        let (outcome, _) = try edit(
            #"m=$(stat -c %a "$2")$(stat -c %a "$(dirname "$2")"); printf "$m" > "$2""#, "old")
        #expect(outcome == .text(Array("600700".utf8)))
    }

    @Test("none of this program's files are open in it")
    func files() throws {
        let descriptor = open("/dev/null", O_RDONLY)
        defer { close(descriptor) }
        let (outcome, _) = try edit("[ -e /proc/self/fd/\(descriptor) ] && exit 3; printf shut > \"$2\"", "old")
        #expect(descriptor > 2 && outcome == .text(Array("shut".utf8)))
    }

    @Test("one that fails, is killed or takes the file away changes nothing, and the line says what happened")
    func failures() throws {
        let failed = try edit("exit 4", "old")
        #expect(failed.left.isEmpty)
        guard case .failed(let why) = failed.outcome else { Issue.record("did not fail"); return }
        #expect(why.contains("ended with status 4: the text is as it was"))
        guard case .failed(let killed) = try edit("kill -9 $$", "old").outcome else {
            Issue.record("did not fail")
            return
        }
        #expect(killed.contains("ended by signal 9"))
        guard case .failed(let gone) = try edit(#"rm "$2""#, "old").outcome else {
            Issue.record("did not fail"); return
        }
        #expect(gone.contains("left no file"))
    }

    @Test("what cannot be taken over is kept in its file, and the line says where")
    func kept() throws {
        let (outcome, left) = try edit(#"printf '\377' > "$2""#, "old")
        guard case .failed(let why) = outcome else { Issue.record("did not fail"); return }
        #expect(why.contains("not UTF-8") && left.count == 1 && why.contains(left.first ?? "none"))
        let crashed = try edit(#"printf work > "$2"; exit 1"#, "old")
        guard case .failed(let where_) = crashed.outcome else { Issue.record("did not fail"); return }
        #expect(where_.contains("what it wrote is in") && crashed.left.count == 1)
    }

    @Test(
        "what cannot be read is kept where it is, and the line says what and where",
        arguments: [
            (#"truncate -s 65M "$2""#, "more than 64 MB"), (#"mv "$2" "$2.real"; ln -s "$2.real" "$2""#, "left a link"),
            (#"rm "$2"; mkdir "$2""#, "left what is no file"), (#"truncate -s 65M "$2"; exit 1"#, "more than 64 MB"),
        ])
    func unreadable(_ script: String, _ what: String) throws {
        let (outcome, left) = try edit(script, "old")
        guard case .failed(let why) = outcome else { Issue.record("did not fail"); return }
        #expect(why.contains(what) && why.contains("the text is as it was"))
        #expect(left.count == 1 && why.contains(left.first ?? "none"))
    }

    @Test("where the file cannot be made no folder stays behind")
    func nothingMade() throws {
        let folder = try TemporaryFolder()
        #expect(throws: ScratchText.Failure.self) {
            _ = try ScratchText([], name: String(repeating: "n", count: 300), in: folder.path)
        }
        #expect(names(folder.path).isEmpty)
    }

    @Test("without variables the machine's usual editor is taken; without any, the line says what to set")
    func none() {
        let editor = ExternalEditor(environment: ["PATH": "/nonexistent", "VISUAL": "", "EDITOR": "  "])
        #expect(editor.command == nil)
        #expect(
            editor.edit([], name: "a.md")
                == .failed("no editor was found: set EDITOR to the one you like, then try again"))
        let missing = ExternalEditor(environment: ["EDITOR": "/nonexistent/editor", "PATH": "/bin"])
        guard case .failed(let why) = missing.edit([], name: "a.md") else { Issue.record("did not fail"); return }
        #expect(why.hasPrefix("/nonexistent/editor could not be started"))
    }
}
