import DocketNotation
import Glibc

/// A person's own editor, from `VISUAL` or `EDITOR`, on a file that nobody else can read.
///
/// No shell is involved: the variable is split into words as a shell would without expanding anything. The editor gets the
/// terminal and none of this program's other files.
package struct ExternalEditor: Sendable {
    package enum Outcome: Sendable, Hashable {
        /// What the editor left; byte for byte, except that a line feed it put at the end of a text without one is gone.
        case text([UInt8])
        case unchanged
        /// Nothing was taken over; the line says why, and where the text is if there is one.
        case failed(String)
    }

    private let environment: [String: String]
    /// More than this is no text that somebody wrote in an editor.
    private static let limit = 64 << 20
    /// What is tried where no variable says: Debian's choice of the machine's owner first.
    private static let usual = ["editor", "nano", "vim", "vi"]

    package init(environment: [String: String]) {
        self.environment = environment
    }

    /// Runs the editor on a text and waits until it ends. The terminal must be free.
    /// - Parameter name: of the file, such as `comment.md`.
    package func edit(_ text: [UInt8], name: String) -> Outcome {
        guard let words = command else {
            return .failed("no editor was found: set EDITOR to the one you like, then try again")
        }
        let folder: ScratchText
        do {
            folder = try ScratchText(text, name: name, in: environment["TMPDIR"] ?? "/tmp")
        } catch {
            return .failed("no file for the editor could be made (\(error)): set TMPDIR to a folder with room")
        }
        let ended = ChildEditor.run(words + [folder.path], environment: environment)
        let content = folder.read(limit: Self.limit)
        guard case .exited(0) = ended else {
            let why = "\(words[0]) \(ended.description): the text is as it was"
            switch content {
            case .none:
                folder.remove()
                return .failed(why)
            case .bytes(let bytes) where bytes == text:
                folder.remove()
                return .failed(why)
            case .bytes: return .failed(why + "; what it wrote is in \(folder.path)")
            case .unreadable(let what): return .failed(why + "; it left \(what), in \(folder.path)")
            }
        }
        var left: [UInt8]
        switch content {
        case .bytes(let bytes): left = bytes
        case .none:
            folder.remove()
            return .failed("\(words[0]) left no file: the text is as it was")
        case .unreadable(let what):
            return .failed("\(words[0]) left \(what): the text is as it was; it is in \(folder.path)")
        }
        if left.last == UInt8(ascii: "\n"), text.last != UInt8(ascii: "\n") { left.removeLast() }
        guard SourceText(bytes: left).isValidUTF8 else {
            return .failed(
                "\(words[0]) left bytes that are not UTF-8: the text is as it was; they are in \(folder.path)")
        }
        folder.remove()
        return left == text ? .unchanged : .text(left)
    }

    /// The editor and its arguments; nil where there is none.
    var command: [String]? {
        for variable in ["VISUAL", "EDITOR"] {
            if let words = environment[variable].flatMap(Self.words), !words.isEmpty { return words }
        }
        let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        let found = Self.usual.first { name in folders.contains { access("\($0)/\(name)", X_OK) == 0 } }
        return found.map { [$0] }
    }

    /// The words of a command line: quotes and backslashes count as in a shell, nothing else does. Nil where a quote is
    /// not closed.
    static func words(_ line: String) -> [String]? {
        var words: [String] = []
        var current: String?
        var quote: Character?
        var isEscaped = false
        for character in line {
            if isEscaped {
                if quote == "\"", !"\"\\$`".contains(character) { current?.append("\\") }
                current = (current ?? "") + String(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
                current = current ?? ""
            } else if character == quote {
                quote = nil
            } else if quote == nil, character == "'" || character == "\"" {
                quote = character
                current = current ?? ""
            } else if quote == nil, character == " " || character == "\t" || character == "\n" {
                if let word = current { words.append(word) }
                current = nil
            } else {
                current = (current ?? "") + String(character)
            }
        }
        guard quote == nil, !isEscaped else { return nil }
        if let current { words.append(current) }
        return words
    }
}
