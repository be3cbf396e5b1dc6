import DocketTerminal
import DocketWorkbench
import Testing

@Suite("Key maps")
struct KeyMapTests {
    private func problems(_ text: String) -> [String] {
        do {
            _ = try KeyMap(reading: text, source: "keys.toml")
            return []
        } catch KeyMapError.invalid(_, let problems) {
            return problems.map(\.description)
        } catch {
            return ["\(error)"]
        }
    }

    private func command(_ keys: String, _ scope: Scope, _ map: KeyMap) -> Command? {
        guard let sequence = KeySequence(notation: keys),
            case .command(let command)? = map.entry(for: sequence.strokes, in: scope)
        else { return nil }
        return command
    }

    @Test("A map that ships can be read, and nothing in it clashes", arguments: KeyMap.shippedNames)
    func shipped(_ name: String) throws {
        let map = try KeyMap.named(name)
        #expect(map.name == name)
        #expect(!map.keys(for: .accept, in: .review).isEmpty)
    }

    @Test(
        "The maps have the keys that people bring along",
        arguments: [
            ("prodigy", "a", "accept"), ("prodigy", "x", "reject"), ("prodigy", "space", "skip"),
            ("prodigy", "backspace", "undo"), ("langsmith", "a", "choose-1"), ("langsmith", "b", "choose-2"),
            ("langsmith", "e", "tie"), ("vim", "g g", "top"), ("vim", "G", "bottom"), ("vim", "Z Z", "quit"),
            ("vim", "C-f", "page-down"), ("vim", "j", "line-down"), ("vim", ":", "palette"),
        ])
    func brought(_ name: String, _ keys: String, _ id: String) throws {
        #expect(command(keys, .review, try KeyMap.named(name))?.rawValue == id)
    }

    @Test("A file changes the keys it names and inherits the others")
    func changes() throws {
        let map = try KeyMap(
            reading: """
                inherits = "prodigy"
                [review]
                accept = ["C-o", "g a"]
                """, source: "keys.toml")
        #expect(command("C-o", .review, map) == .accept)
        #expect(command("g a", .review, map) == .accept)
        #expect(command("a", .review, map) == nil)
        #expect(command("space", .review, map) == .skip)
        #expect(command("a", .ruling, map) == .accept)
    }

    @Test("What goes for all scopes gives way to a scope's own word, and types nothing where text is typed")
    func everywhere() throws {
        let map = try KeyMap(
            reading: """
                [all]
                help = ["H", "f1"]
                [home]
                help = "f1"
                """, source: "keys.toml")
        #expect(command("H", .review, map) == .help)
        #expect(command("H", .home, map) == nil && command("f1", .home, map) == .help)
        #expect(command("H", .edit, map) == nil && command("f1", .edit, map) == .help)
    }

    @Test("A clash names both commands, the scope and the key, with its line")
    func clash() {
        #expect(
            problems("[review]\naccept = \"x\"\n") == [
                "line 2: [review] x is wanted by both accept and reject: give one of them another key, or [] for none"
            ])
        #expect(problems("[review]\naccept = \"x\"\nreject = \"a\"\n").isEmpty)
    }

    @Test("The beginning of a longer sequence cannot be a command")
    func prefix() throws {
        let found = try #require(problems("[review]\nflag = \"g\"\n").first)
        #expect(found.hasPrefix("line 2: [review] g is wanted by both") || found.contains("and flag"))
    }

    @Test(
        "What is not known is named with its line and what may have been meant",
        arguments: [
            ("[reviw]\naccept = \"a\"", "line 1: there is no scope \"reviw\": did you mean \"review\"?"),
            ("[review]\n\nacept = \"a\"", "line 3: [review] no command is called \"acept\": did you mean \"accept\"?"),
            ("[review]\naccept = \"Ctrl+A\"", "line 2: [review] \"Ctrl+A\" is no key"),
            ("inherits = \"prodgy\"", "line 1: no key map is called \"prodgy\": did you mean \"prodigy\"?"),
            ("[home]\nsubmit = \"w\"", "line 2: [home] \"submit\" does nothing in home: it applies in review, ruling"),
            ("[review]\naccept = 3", "line 2: [review] \"accept\" wants a key such as"),
            ("[review]\naccept = \"C-i\"", "line 2: [review] a terminal sends C-i as tab: write \"tab\""),
            ("[edit]\nsave = \"w\"", "line 2: [edit] w is typed in edit"),
            ("[review]\nsubmit = []", "line 2: [review] submit must keep a key"),
            ("[all]\nquit = []", "line 2: [home] quit must keep a key"),
            ("review = 4", "line 1: \"review\" is a scope and wants a table"),
            ("[review", "line 1: "),
        ])
    func refused(_ text: String, _ message: String) throws {
        let found = problems(text)
        #expect(found.contains { $0.hasPrefix(message) }, "\(found)")
    }

    @Test("Everything that is wrong is told at once")
    func all() {
        #expect(problems("[review]\nacept = \"a\"\nreject = \"C-m\"\n[nowhere]\nx = 1\n").count == 3)
    }

    @Test("A map that is not there names those that are")
    func unknown() {
        #expect(throws: KeyMapError.notFound(name: "emacs", near: [])) { _ = try KeyMap.named("emacs") }
        #expect("\(KeyMapError.notFound(name: "vi", near: ["vim"]))".contains("did you mean \"vim\"?"))
    }

    @Test("Nothing that a map leaves out of a scope is out of reach: the palette has it")
    func palette() throws {
        let map = try KeyMap(reading: "[review]\nflag = []\n", source: "keys.toml")
        #expect(map.keys(for: .flag, in: .review).isEmpty)
        #expect(Command.flag.definition.keys[.review] != nil)
    }

    @Test("A trie finds what was put in, and says what stands in the way")
    func trie() throws {
        var trie = KeyTrie()
        func put(_ keys: String, _ command: Command) -> [Command] {
            KeySequence(notation: keys).map { trie.insert($0.strokes[...], command) } ?? []
        }
        #expect(put("g g", .top).isEmpty && put("g e", .bottom).isEmpty && put("a", .accept).isEmpty)
        #expect(put("g", .accept) == [.top, .bottom])
        #expect(put("a b", .edit) == [.accept])
        #expect(put("g g", .edit) == [.top])
        #expect(trie.commands == [.top, .bottom, .accept])
    }
}
