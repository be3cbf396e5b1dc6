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
    /// `--format mapped` without a map.
    case mapMissing
    /// A mapping or a queue's configuration is wrong; the line where it is known.
    case configuration(path: String, line: Int?, reason: String)
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
        case .mapMissing: "the format \"mapped\" needs a mapping; give one with --map"
        case .configuration(let path, let line, let reason):
            "\(path)\(line.map { ", line \($0)" } ?? ""): \(reason)"
        }
    }

    private static func text(_ code: Int32) -> String {
        String(cString: strerror(code))
    }
}
