import DocketNotation
import Glibc

/// The only document of a `--json` run where it is a list too long to be held: an object whose last member is the list,
/// printed as its elements come.
struct JSONListing {
    private let console: Console
    private var waiting: [UInt8]
    private var isEmpty = true

    private static let sizeLimit = 1 << 16

    /// - Parameters:
    ///   - header: the members before the list.
    ///   - list: the list's name.
    init(_ console: Console, header: JSONObject, list: String) {
        self.console = console
        var whole = header
        whole[list] = .array([])
        waiting = Array(JSONValue.object(whole).serialized.dropLast(2))
    }

    mutating func add(_ record: JSONObject) {
        if !isEmpty { waiting.append(UInt8(ascii: ",")) }
        isEmpty = false
        waiting += JSONValue.object(record).serialized
        guard waiting.count >= Self.sizeLimit else { return }
        console.write(console.shown(SourceText(bytes: waiting)), to: STDOUT_FILENO)
        waiting.removeAll(keepingCapacity: true)
    }

    /// To be called once, at the end.
    func end() {
        console.outsideLine(SourceText(bytes: waiting + Array("]}".utf8)))
    }
}
