import CSimdjson

/// A parsed document as the row of its values, each before those inside it; an object's are a key and a value in turn.
/// Valid until the parser's next document. All text is UTF-8.
package struct JSONNodes {
    package enum Kind {
        case string, number, array, object, other
    }

    let nodes: UnsafeBufferPointer<docket_json_node>

    package var count: Int { nodes.count }

    package func kind(_ index: Int) -> Kind {
        switch Int(nodes[index].kind) {
        case DOCKET_JSON_STRING: .string
        case DOCKET_JSON_NUMBER: .number
        case DOCKET_JSON_ARRAY: .array
        case DOCKET_JSON_OBJECT: .object
        default: .other
        }
    }

    /// How many elements an array has, or members an object.
    package func size(_ index: Int) -> Int { Int(nodes[index].count) }

    /// A string without its escapes, or a number as it was written.
    package func text(_ index: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: nodes[index].text, count: nodes[index].length)
    }
}
