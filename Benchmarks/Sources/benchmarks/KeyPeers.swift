/// The programs that a key is compared with, each with a file of its own kind.
struct KeyPeers {
    struct Peer {
        var name: String
        var arguments: [String]
        /// What its first frame has on it.
        var marker: String
        var keys: [String]
        /// What is typed to leave it; nil where it has to be killed.
        var leave: String?
    }

    private(set) var all: [Peer] = []
    private(set) var missing: [String] = []

    init(_ workplace: Workplace) throws {
        let files = try (1...2).map { number in
            let path = workplace.path("side-\(number).txt")
            try GeneratedItems(count: 400, words: 3 * number).write(to: path)
            return path
        }
        let marker = GeneratedItems.marker
        add("vim", in: workplace) { vim in
            let arguments = [vim, "-u", "NONE", "-i", "NONE", "-n", "--cmd", "set shortmess+=F", "-d"] + files
            return Peer(
                name: "vim -d, scroll a line", arguments: arguments, marker: marker, keys: ["\u{05}", "\u{19}"],
                leave: ":qa!\r")
        }
        add("less", in: workplace) { less in
            Peer(name: "less, scroll a line", arguments: [less, files[0]], marker: marker, keys: ["j", "k"], leave: "q")
        }
        try add("tig", in: workplace) { tig in
            let repository = try Self.makeRepository(workplace, commits: 2000)
            return Peer(
                name: "tig, next commit", arguments: ["/bin/sh", "-c", "cd \(repository) && exec \(tig)"],
                marker: "commit 1999", keys: ["j", "k"], leave: "Q")
        }
        try add("slate", in: workplace) { slate in
            let folder = try workplace.emptyFolder("slate")
            try GeneratedItems(count: 20, words: 60).write(to: folder + "/text.txt")
            return Peer(
                name: "SLATE, next token",
                arguments: [
                    "/bin/sh", "-c",
                    "cd \(folder) && rm -f *.annotations* *.log && exec \(slate) text.txt -t categorical -s token -o -sl -sm",
                ],
                marker: "Current:", keys: [";"], leave: nil)
        }
    }

    private mutating func add(_ program: String, in workplace: Workplace, _ peer: (String) throws -> Peer) rethrows {
        if let path = workplace.find(program) {
            all.append(try peer(path))
        } else {
            missing.append(program)
        }
    }

    /// A repository with a line of commits, each of a line in one file.
    private static func makeRepository(_ workplace: Workplace, commits: Int) throws -> String {
        let folder = try workplace.emptyFolder("repository")
        let script = """
            cd \(folder) && git init -q . && i=0 && while [ $i -lt \(commits) ]; do
            printf 'commit refs/heads/master\\ncommitter a <a@b> %s +0000\\ndata <<.\\ncommit %s\\n.\\nM 100644 inline f\\ndata <<.\\nline %s\\n.\\n\\n' \
            $((1700000000 + i)) $i $i; i=$((i + 1)); done | git fast-import --quiet && git checkout -q -f master
            """
        try workplace.run(["/bin/sh", "-c", script])
        return folder
    }
}
