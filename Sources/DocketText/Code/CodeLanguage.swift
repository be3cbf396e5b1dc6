/// What a lexer has to know of a language to colour it: enough to find comments, strings, numbers and keywords, and
/// nothing of its grammar.
package struct CodeLanguage: Sendable, Hashable {
    enum Style: Sendable, Hashable {
        /// Words, strings, comments.
        case program
        /// `key: value` or `key = value`, and `[section]`.
        case table
        /// Tags with attributes.
        case tags
    }

    var style = Style.program
    var keywords: Set<String> = []
    var ignoresCase = false
    var lineComments: [String] = []
    var blockComment: [String] = []
    /// Signs that a string is between, on one line.
    var quotes = "\"'"
    /// Those that may be over several lines; the longest first.
    var longQuotes: [String] = []
    /// What stands before a variable.
    var sigil: Character?

    /// - Parameter info: what stands behind the fence, such as `swift` or `python title="x"`.
    /// - Returns: nil for a language that is not known.
    package init?(info: String) {
        let name = info.lowercased().prefix { $0.isLetter || $0.isNumber || "+#-_.".contains($0) }
        let trimmed = name.hasPrefix("language-") ? String(name.dropFirst(9)) : String(name)
        guard let language = Self.byName[trimmed] else { return nil }
        self = language
    }

    private init(
        _ keywords: String, line: [String] = ["//"], block: [String] = ["/*", "*/"], quotes: String = "\"'",
        long: [String] = [], ignoresCase: Bool = false, sigil: Character? = nil, style: Style = .program
    ) {
        self.style = style
        self.keywords = Set(keywords.split(separator: " ").map(String.init))
        self.ignoresCase = ignoresCase
        lineComments = line
        blockComment = block
        self.quotes = quotes
        longQuotes = long
        self.sigil = sigil
    }

    private static let byName: [String: CodeLanguage] = {
        var table: [String: CodeLanguage] = [:]
        for (names, language) in all {
            for name in names.split(separator: " ") { table[String(name)] = language }
        }
        return table
    }()

    private static let cFamily =
        "auto bool break case char class const constexpr continue default delete do double else enum explicit extern false final float for friend goto if inline int long mutable namespace new noexcept nullptr operator override private protected public register return short signed sizeof static static_assert static_cast struct switch template this throw true try typedef typename union unsigned using virtual void volatile while NULL"

    private static let all: [(names: String, language: CodeLanguage)] = [
        (
            "swift",
            CodeLanguage(
                "actor any as associatedtype async await borrowing break case catch class consuming continue convenience default defer deinit didSet do dynamic else enum extension fallthrough false fileprivate final for func get guard if import in indirect infix init inout internal is isolated lazy let mutating nil nonisolated nonmutating open operator optional override package postfix precedencegroup prefix private protocol public repeat required rethrows return self Self sending set some static struct subscript super switch throw throws true try typealias unowned var weak where while willSet",
                quotes: "\"", long: ["\"\"\""])
        ),
        (
            "python py python3 py3 pyi",
            CodeLanguage(
                "and as assert async await break case class continue def del elif else except False finally for from global if import in is lambda match None nonlocal not or pass raise return self True try while with yield",
                line: ["#"], block: [], long: ["\"\"\"", "'''"])
        ),
        (
            "javascript js jsx mjs typescript ts tsx",
            CodeLanguage(
                "abstract any as async await boolean break case catch class const continue debugger declare default delete do else enum export extends false finally for from function get if implements import in instanceof interface keyof let namespace never new null number of private protected public readonly return satisfies set static string super switch this throw true try type typeof undefined unknown var void while with yield",
                long: ["`"])
        ),
        ("c h cpp c++ cc cxx hpp objc arduino cuda", CodeLanguage(cFamily)),
        (
            "rust rs",
            CodeLanguage(
                "as async await break const continue crate dyn else enum extern false fn for if impl in let loop match mod move mut pub ref return self Self static struct super trait true type unsafe use where while bool char f32 f64 i8 i16 i32 i64 isize str u8 u16 u32 u64 usize String Option Some None Ok Err Result Vec",
                quotes: "\"")
        ),
        (
            "go golang",
            CodeLanguage(
                "break case chan const continue default defer else fallthrough false for func go goto if import interface iota map nil package range return select struct switch true type var bool byte error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64",
                long: ["`"])
        ),
        (
            "java kotlin kt scala groovy csharp c# cs dart php",
            CodeLanguage(
                "abstract as assert async await base bool boolean break byte case catch char class const continue data decimal default def delegate do double else enum event explicit extends extern false final finally float for foreach fun function get goto if implements import in instanceof int interface internal is lateinit let lock long namespace native new null object open operator out override package params private protected public readonly record ref return sealed set short static string struct super suspend switch synchronized this throw throws transient true try typeof use using val var virtual void volatile when where while with yield",
                long: ["\"\"\""])
        ),
        (
            "sh bash shell zsh console shell-session fish ksh dockerfile makefile make",
            CodeLanguage(
                "case do done elif else esac export fi for function if in local return select set shift source then until unset while alias cd echo eval exec exit read sudo trap FROM RUN COPY ADD CMD ENTRYPOINT ENV WORKDIR EXPOSE ARG",
                line: ["#"], block: [], sigil: "$")
        ),
        (
            "ruby rb perl pl r elixir ex julia jl nim lua",
            CodeLanguage(
                "alias and begin break case class def defmodule do else elsif end ensure false fn for foreach function if in local module my next nil not or our package redo repeat require rescue retry return self sub super then true unless until use when while yield TRUE FALSE NULL",
                line: ["#", "--"], block: [])
        ),
        (
            "sql mysql postgresql postgres psql sqlite plsql tsql",
            CodeLanguage(
                "add all alter and as asc begin between by case check column commit constraint create cross database default delete desc distinct drop else end except exists false foreign from full group having if in index inner insert intersect into is join key left like limit not null offset on or order outer over partition primary references returning right rollback select set table then true union unique update using values view when where with integer int text varchar char boolean date timestamp numeric serial",
                line: ["--"], ignoresCase: true)
        ),
        ("json jsonc json5 jsonl ndjson", CodeLanguage("true false null", style: .table)),
        (
            "toml yaml yml ini conf cfg properties env",
            CodeLanguage(
                "true false null yes no on off", line: ["#", ";"], block: [], long: ["\"\"\"", "'''"], style: .table)
        ),
        (
            "css scss less",
            CodeLanguage("important media import keyframes from to and not", line: [], style: .table)
        ),
        ("html xml svg xhtml vue svelte", CodeLanguage("", line: [], block: ["<!--", "-->"], style: .tags)),
        (
            "haskell hs ocaml ml fsharp f# elm",
            CodeLanguage(
                "and as begin case class data deriving do done else end exception false fun function if import in instance let match module mutable newtype of open rec sig struct then true try type val where with",
                line: ["--", "//"], block: ["{-", "-}"], quotes: "\"")
        ),
    ]
}
