import CSimdjson

/// Reads JSON documents with simdjson, on top of which it refuses duplicate keys and keeps numbers of any size.
///
/// One parser keeps its buffers between documents; use one a thread. Strings may hold bytes that are not UTF-8
/// (they are kept); keys may not.
package final class JSONParser {
    /// How deep arrays and objects may nest.
    package static let depthLimit = 256

    private let handle: OpaquePointer

    package init() {
        handle = docket_json_parser_create()
    }

    deinit {
        docket_json_parser_destroy(handle)
    }

    /// Parses one document, for example one line of JSONL without its line end.
    package func parse(_ bytes: UnsafeRawBufferPointer) throws(JSONError) -> JSONValue {
        do {
            return try parseValid(bytes, restoring: nil)
        } catch let error {
            guard let marked = InvalidByteMarking(bytes) else { throw error }
            return try parseValid(marked)
        }
    }

    package func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        let result: Result<JSONValue, JSONError> = bytes.withUnsafeBytes { buffer in
            do throws(JSONError) { return .success(try parse(buffer)) } catch { return .failure(error) }
        }
        return try result.get()
    }

    package func parse(_ text: String) throws(JSONError) -> JSONValue {
        try parse(Array(text.utf8))
    }

    private func parseValid(_ marked: InvalidByteMarking) throws(JSONError) -> JSONValue {
        let result: Result<JSONValue, JSONError> = marked.bytes.withUnsafeBytes { buffer in
            do throws(JSONError) { return .success(try parseValid(buffer, restoring: marked)) } catch {
                return .failure(JSONError(offset: marked.sourceOffset(of: error.offset), reason: error.reason))
            }
        }
        return try result.get()
    }

    private func parseValid(
        _ bytes: UnsafeRawBufferPointer, restoring marking: InvalidByteMarking?
    ) throws(JSONError) -> JSONValue {
        var builder = JSONTreeBuilder(nodes: try nodes(of: bytes), marking: marking)
        return try builder.build()
    }

    private func nodes(of bytes: UnsafeRawBufferPointer) throws(JSONError) -> UnsafeBufferPointer<docket_json_node> {
        var nodes: UnsafePointer<docket_json_node>?
        var failure = docket_json_failure()
        let count = docket_json_parse(
            handle, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count, Self.depthLimit, &nodes, &failure)
        guard count > 0, let nodes else {
            throw JSONError(offset: failure.offset, reason: failure.reason.map { String(cString: $0) } ?? "not JSON")
        }
        return UnsafeBufferPointer(start: nodes, count: count)
    }

    /// Parses one document whose shape the caller may know, and then needs no tree.
    /// - Parameter read: nil where the shape is another one. It must look out for keys that occur twice.
    package func parse<Shape>(
        _ bytes: UnsafeRawBufferPointer, reading read: (JSONNodes) -> Shape?
    ) throws(JSONError) -> JSONReading<Shape> {
        guard let nodes = try? nodes(of: bytes) else { return .tree(try parse(bytes)) }
        if let shape = read(JSONNodes(nodes: nodes)) { return .shape(shape) }
        var builder = JSONTreeBuilder(nodes: nodes, marking: nil)
        return .tree(try builder.build())
    }
}

package enum JSONReading<Shape> {
    case shape(Shape)
    case tree(JSONValue)
}

/// Why a document could not be read, and where.
package struct JSONError: Error, Hashable, CustomStringConvertible {
    /// Bytes from the start of the document.
    package var offset: Int
    package var reason: String

    package var description: String { "\(reason) (at byte \(offset + 1))" }
}

/// Builds values from the nodes in document order.
private struct JSONTreeBuilder {
    let nodes: UnsafeBufferPointer<docket_json_node>
    let marking: InvalidByteMarking?
    var next = 0

    mutating func build() throws(JSONError) -> JSONValue {
        let node = nodes[next]
        next += 1
        switch Int(node.kind) {
        case DOCKET_JSON_NULL: return .null
        case DOCKET_JSON_FALSE: return .bool(false)
        case DOCKET_JSON_TRUE: return .bool(true)
        case DOCKET_JSON_NUMBER: return .number(JSONNumber(text: String(decoding: bytes(of: node), as: UTF8.self)))
        case DOCKET_JSON_STRING: return .string(text(of: node))
        case DOCKET_JSON_ARRAY:
            var elements: [JSONValue] = []
            elements.reserveCapacity(Int(node.count))
            for _ in 0..<node.count { elements.append(try build()) }
            return .array(elements)
        default:
            return .object(try object(count: Int(node.count)))
        }
    }

    private mutating func object(count: Int) throws(JSONError) -> JSONObject {
        var members: [JSONObject.Member] = []
        members.reserveCapacity(count)
        var seen = Set<String>()
        for _ in 0..<count {
            let node = nodes[next]
            next += 1
            guard
                let key = marking == nil
                    ? String(validating: bytes(of: node), as: UTF8.self) : text(of: node).validString
            else {
                throw JSONError(offset: 0, reason: "a key is not valid UTF-8")
            }
            let isNew =
                count > 8 ? seen.insert(key).inserted : !members.contains { $0.key == key }
            guard isNew else { throw JSONError(offset: 0, reason: "the key \"\(key)\" occurs twice") }
            members.append(JSONObject.Member(key: key, value: try build()))
        }
        return JSONObject(uniqueMembers: members)
    }

    private func bytes(of node: docket_json_node) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: node.text, count: node.length)
    }

    private func text(of node: docket_json_node) -> SourceText {
        let text = SourceText(bytes: Array(bytes(of: node)))
        return marking?.restored(text) ?? text
    }
}
