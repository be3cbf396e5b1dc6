import Glibc

/// What stops a whole import or export, as opposed to a line that is refused by itself.
package enum InterchangeError: Error, Hashable {
    case cannotOpen(path: String, errno: Int32)
    case cannotRead(path: String, errno: Int32)
    case cannotWrite(path: String, errno: Int32)
    /// The file is in an encoding that is not read; the name of the encoding.
    case encoding(path: String, name: String)
    /// No format fits; the line and what was seen there.
    case unrecognized(path: String, line: Int, seen: String)
    /// None of the first lines is a record; how many they are, and what is wrong with the first.
    case noRecords(path: String, lines: Int, first: LineProblem)
    /// The bytes are a container of another program's; what unpacks them to standard output, where something does.
    case packed(path: String, name: String, command: String?)
    /// `--format mapped` without a map.
    case mapMissing
    /// A CSV or TSV file, by its name, without a map.
    case tableWithoutMap(path: String, name: String)
    /// Something is there, and it is no export that could be made again.
    case exists(path: String)
    /// The place of an export is the store's own.
    case isStore(path: String)
    /// A mapping or a queue's configuration is wrong; the line where it is known.
    case configuration(path: String, line: Int?, reason: String)
    /// A table of labels or votes is wrong.
    case table(path: String, line: Int, reason: String)
}

extension InterchangeError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .cannotOpen(let path, let code):
            "cannot open \(path): \(Self.text(code)); check the name and its permissions"
        case .cannotRead(let path, let code): "cannot read \(path): \(Self.text(code))"
        case .cannotWrite(let path, ENOSPC): "cannot write \(path): the disk is full; free some space and export again"
        case .cannotWrite(let path, let code):
            "cannot write \(path): \(Self.text(code)); choose another place with --output"
        case .encoding(let path, let name):
            "\(path) is \(name), which is not read; convert it first, for example with iconv -f \(name) -t UTF-8"
        case .unrecognized(let path, let line, let seen):
            "\(path), line \(line): no known format has \(seen); name one with --format (\(ImportFormat.names)), "
                + "or describe the fields with --map"
        case .noRecords(let path, let lines, let first):
            "\(path): none of the first \(lines) lines is a record (\(first)): is it JSON lines? Name the format with "
                + "--format (\(ImportFormat.names)), or describe the fields with --map"
        case .packed(let path, let name, let command?):
            "\(path) looks like \(name): \(command) \(path == ByteSource.standardInput ? "FILE" : path) | docket import - "
                + "--queue NAME"
        case .packed(let path, let name, nil):
            "\(path) looks like \(name), which is not read: convert it to JSON lines or CSV first"
        case .tableWithoutMap(let path, let name):
            "\(path): \(name) needs --map FILE, which says what the columns are (docket import --help)"
        case .exists(let path):
            "\(path) exists and is not an unchanged export: name another file, or write over it with --force"
        case .isStore(let path): "\(path) belongs to the store and is never written over: name another file"
        case .mapMissing: "the format \"mapped\" needs a mapping; give one with --map"
        case .configuration(let path, let line, let reason):
            "\(path)\(line.map { ", line \($0)" } ?? ""): \(reason)"
        case .table(let path, let line, let reason): "\(path), line \(line): \(reason)"
        }
    }

    private static func text(_ code: Int32) -> String {
        String(cString: strerror(code))
    }
}
