import DocketNotation

/// The stored records of an item and its suggestions, byte for byte the serialised `json`, written without the tree: an
/// import writes and hashes millions.
extension Item {
    /// The record without a queue and without its suggestions, which are stored one by one.
    package func writeBase(to bytes: inout [UInt8]) {
        StoredRecord.beginItem(id, to: &bytes)
        if let group {
            JSONText.append(syntax: #","group":"#, to: &bytes)
            JSONText.append(group, to: &bytes)
        }
        StoredRecord.beginContext(to: &bytes)
        context.write(to: &bytes)
        StoredRecord.noSuggestions(to: &bytes)
        if !assessments.isEmpty {
            JSONText.append(syntax: #","assessments":"#, to: &bytes)
            JSONValue.array(assessments.map { .object($0.json) }).write(to: &bytes)
        }
        if let gold {
            JSONText.append(syntax: #","gold":"#, to: &bytes)
            gold.write(to: &bytes)
        }
        if priority != 0 {
            JSONText.append(syntax: #","priority":"#, to: &bytes)
            JSONValue(priority).write(to: &bytes)
        }
        if let language {
            JSONText.append(syntax: #","lang":"#, to: &bytes)
            JSONText.append(language, to: &bytes)
        }
        meta.write(#","meta":"#, to: &bytes)
        source.write(#","source":"#, to: &bytes)
        ext.write(#","ext":"#, to: &bytes)
        StoredRecord.end(to: &bytes)
    }
}

extension Suggestion {
    package func write(to bytes: inout [UInt8]) {
        StoredRecord.beginSuggestion(id, to: &bytes)
        if let parent {
            JSONText.append(syntax: #","parent":"#, to: &bytes)
            JSONText.append(parent.rawValue, to: &bytes)
        }
        StoredRecord.origin(origin, to: &bytes)
        if let model {
            JSONText.append(syntax: #","model":"#, to: &bytes)
            JSONText.append(model, to: &bytes)
        }
        StoredRecord.beginSuggestedMessages(to: &bytes)
        messages.write(to: &bytes)
        meta.write(#","meta":"#, to: &bytes)
        ext.write(#","ext":"#, to: &bytes)
        StoredRecord.end(to: &bytes)
    }
}

extension [Message] {
    fileprivate func write(to bytes: inout [UInt8]) {
        StoredRecord.beginMessages(to: &bytes)
        for (index, message) in enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            guard message.ext.isEmpty else {
                JSONValue.object(message.json).write(to: &bytes)
                continue
            }
            message.content.bytes.withUnsafeBytes { StoredRecord.message(message.role, $0, to: &bytes) }
        }
        StoredRecord.endMessages(to: &bytes)
    }
}

/// The pieces that every stored record of an item has: the one place that knows how they are spelt.
enum StoredRecord {
    static func beginItem(_ id: ItemID, to bytes: inout [UInt8]) {
        JSONText.append(syntax: #"{"v":1,"type":"item","id":"#, to: &bytes)
        JSONText.append(id.rawValue, to: &bytes)
    }

    static func beginContext(to bytes: inout [UInt8]) {
        JSONText.append(syntax: #","context":"#, to: &bytes)
    }

    static func noSuggestions(to bytes: inout [UInt8]) {
        JSONText.append(syntax: #","suggestions":[]"#, to: &bytes)
    }

    static func beginSuggestion(_ id: SuggestionID, to bytes: inout [UInt8]) {
        JSONText.append(syntax: #"{"id":"#, to: &bytes)
        JSONText.append(id.rawValue, to: &bytes)
    }

    static func origin(_ origin: Suggestion.Origin, to bytes: inout [UInt8]) {
        JSONText.append(syntax: #","origin":"#, to: &bytes)
        JSONText.append(origin.rawValue, to: &bytes)
    }

    static func beginSuggestedMessages(to bytes: inout [UInt8]) {
        JSONText.append(syntax: #","messages":"#, to: &bytes)
    }

    static func beginMessages(to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "["))
    }

    static func message(_ role: String, _ content: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
        JSONText.append(syntax: #"{"role":"#, to: &bytes)
        JSONText.append(role, to: &bytes)
        JSONText.append(syntax: #","content":"#, to: &bytes)
        JSONText.append(content, to: &bytes)
        bytes.append(UInt8(ascii: "}"))
    }

    static func endMessages(to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "]"))
    }

    static func end(to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "}"))
    }
}

extension JSONObject {
    /// As a member, unless it is empty.
    fileprivate func write(_ key: StaticString, to bytes: inout [UInt8]) {
        guard !isEmpty else { return }
        JSONText.append(syntax: key, to: &bytes)
        JSONValue.object(self).write(to: &bytes)
    }
}
