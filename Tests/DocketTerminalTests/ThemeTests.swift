@testable import DocketTerminal
import DocketTestSupport
import DocketText
import Glibc
import Testing

@Suite("Themes")
struct ThemeTests {
    @Test("every theme that ships has every role and is readable at every depth", arguments: Theme.shippedNames)
    func shipped(name: String) throws {
        let theme = try Theme.load(name)
        #expect(theme.check().map(\.description) == [])
        #expect(theme.minimumContrast == (name == "high-contrast" ? 7 : 4.5))
    }

    @Test("every role that the base theme styles is one that previews and checks go through, each once")
    func rolesAreComplete() throws {
        #expect(Set(Theme.roles).count == Theme.roles.count)
        let path = Surroundings.projectFile("Sources/DocketTerminal/Themes/base.toml")
        let file = try ThemeFile(#require(Surroundings.text(ofFile: path)), source: "base")
        #expect(Set(file.roles.keys).subtracting(Theme.roles) == [])
    }

    @Test("the themes that ship are listed by name, what only others inherit from is not")
    func listed() {
        let names = Theme.available().map(\.name)
        #expect(names == Theme.shippedNames)
        for name in ["dark", "light", "high-contrast", "colour-blind", "mono"] { #expect(names.contains(name)) }
        #expect(!names.contains("base"))
    }

    @Test(
        "without colour, what must differ differs by attributes alone",
        arguments: [
            ["text", "text.dim", "text.strong"], ["header.title", "focus"], ["text", "selection"], ["text", "token"],
            ["text", "error", "warning"], ["saved", "saving", "unsaved"], ["rating.filled", "rating.empty"],
            ["progress.done", "progress.rest"], ["key", "key.label", "key.disabled"], ["text", "cursor.line"],
            ["text", "diff.added.word", "diff.removed.word", "diff.changed", "diff.removed"], ["text", "match"],
        ])
    func monoDiffers(roles: [String]) throws {
        let mono = try Theme.load("mono")
        let looks = roles.map { mono.style($0).attributes }
        #expect(Set(looks).count == roles.count, "\(roles)")
    }

    @Test("the mono theme has no colour in it")
    func monoIsPlain() throws {
        let mono = try Theme.load("mono")
        for role in Theme.roles where role != "text" {
            let style = mono.style(role)
            #expect(style.foreground == nil && style.background == nil, "\(role)")
        }
        #expect(mono.canvas == Style(foreground: .standard, background: .standard))
    }

    @Test("colour never carries the difference between added and removed words alone", arguments: Theme.shippedNames)
    func wordsDiffer(name: String) throws {
        let theme = try Theme.load(name)
        let added = theme.style("diff.added.word").attributes.subtracting(.strikethrough)
        let removed = theme.style("diff.removed.word").attributes.subtracting(.strikethrough)
        #expect(added != removed)
    }

    @Test("without colours any theme gives way to mono, but an unknown one is still an error")
    func depth() throws {
        #expect(try Theme.load("ember", depth: .mono).name == "mono")
        #expect(try Theme.load("ember", depth: .indexed256).name == "ember")
        #expect(throws: ThemeError.self) { try Theme.load("embers", depth: .mono) }
    }

    @Test("a role falls back to its ancestors, at last to text")
    func fallback() throws {
        let file = try ThemeFile(
            """
            [roles]
            text = { fg = "#111111", bg = "#eeeeee" }
            diff = { fg = "#222222" }
            "diff.added" = { bold = true }
            """, source: "own")
        let theme = try Theme(name: "own", ancestry: [file])
        #expect(theme.style("diff.added.word") == Style(attributes: .bold))
        #expect(theme.style("diff.removed.word") == Style(foreground: .rgb(0x22, 0x22, 0x22)))
        #expect(theme.style("header.title") == Style(foreground: .rgb(0x11, 0x11, 0x11)))
        #expect(theme.canvas.background == .rgb(0xEE, 0xEE, 0xEE))
        #expect(theme.check().contains(.missingRole("header")))
    }

    @Test("what a theme inherits can be changed name by name")
    func inheritance() throws {
        let folder = try TemporaryThemes([
            "mine.toml": "inherits = \"dark\"\nglyphs = \"ascii\"\n[palette]\nbase0D = \"#ffffff\"\n",
            "dark.toml": "inherits = \"dark\"\n[roles]\nflag = { underline = true }\n",
        ])
        let mine = try Theme.load("mine", ownFolder: folder.path)
        #expect(mine.style("accent").foreground == .rgb(255, 255, 255))
        #expect(mine.style("flag").attributes == .underline)
        #expect(mine.style("saved") == (try Theme.load("dark")).style("saved"))
        #expect(mine.glyphs.isASCII)
        let listed = Theme.available(ownFolder: folder.path)
        #expect(listed.filter { $0.name == "dark" }.map(\.path) == [folder.path + "/dark.toml"])
    }

    @Test(
        "what is wrong in a file is said with its line",
        arguments: [
            ("[roles]\ntext = \"base99\"\n", 2, "base99"),
            ("[palette]\n\nbase00 = \"red\"\n", 3, "#rrggbb"),
            ("title = \"x\"\n[roles]\n\"a.b\" = { fgg = \"#000000\" }\n", 3, "fgg"),
            ("[roles]\ntext = { bold = \"yes\" }\n", 2, "true or false"),
            ("title = \"x\"\ncontrast = 99\n", 2, "1 to 21"),
            ("titel = \"x\"\n", 1, "titel"),
            ("[ansi]\nbase00 = 16\n", 2, "0 to 15"),
            ("glyphs = \"emoji\"\n", 1, "ascii"),
            ("[roles]\ntext = {\n", 2, ""),
        ])
    func errors(text: String, line: Int, words: String) throws {
        let folder = try TemporaryThemes(["broken.toml": text])
        let path = folder.path + "/broken.toml"
        let error = #expect(throws: ThemeError.self) { try Theme.load(path) }
        guard case .invalid(let source, let found, let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(source == path)
        #expect(abs(found - line) <= (words.isEmpty ? 1 : 0), "\(reason)")
        #expect(reason.contains(words), "\(reason)")
    }

    @Test("a circle of inheritance is an error that names it")
    func circle() throws {
        let folder = try TemporaryThemes(["a.toml": "inherits = \"b\"\n", "b.toml": "inherits = \"a\"\n"])
        #expect(throws: ThemeError.self) { try Theme.load("a", ownFolder: folder.path) }
    }

    @Test("a theme that is not there is an error that lists those that are")
    func unknown() {
        let error = #expect(throws: ThemeError.self) { try Theme.load("drak") }
        #expect(error?.description.contains("dark, light") == true)
        #expect(throws: ThemeError.self) { try Theme.load("/nowhere/theme.toml") }
    }

    @Test("every glyph is one column wide, and the ASCII ones are ASCII")
    func glyphs() {
        for glyphs in [Glyphs.unicode, .ascii] {
            for child in Mirror(reflecting: glyphs).children {
                let texts = (child.value as? DisplayText).map { [$0] } ?? child.value as? [DisplayText] ?? []
                for text in texts {
                    #expect(text.width == 1, "\(child.label ?? "")")
                    if glyphs.isASCII { #expect(text.string.utf8.allSatisfy { (0x21...0x7E).contains($0) }) }
                }
            }
        }
    }
}

/// A folder of theme files that goes when it is no longer used.
private final class TemporaryThemes {
    let path: String
    private let names: [String]

    init(_ files: [String: String]) throws {
        var template = Array("/tmp/docket-themes-XXXXXX".utf8CString)
        path = try #require(mkdtemp(&template).map { String(cString: $0) })
        names = Array(files.keys)
        for (name, text) in files {
            let file = try #require(fopen(path + "/" + name, "w"))
            fputs(text, file)
            fclose(file)
        }
    }

    deinit {
        for name in names { unlink(path + "/" + name) }
        rmdir(path)
    }
}
