package import DocketModel
package import DocketNotation

/// A person's word that they saw a head, and the file of an export where it came with one: whoever has their public key
/// can check it, and nobody without their private key can make it.
///
/// What is signed by Ed25519 is six parts, each preceded by its length (8 bytes, big-endian):
///
/// 1. `docket.signature.v1`
/// 2. the head's hash, 32 bytes
/// 3. one byte, 1 where an export's file is signed with it and 0 where not
/// 4. that file's SHA-256, 32 bytes, or nothing
/// 5. the person's name, UTF-8
/// 6. the time as it stands in `at`, such as `2026-05-04T09:30:00.000Z`
///
/// An export's manifest names one queue; its head is the roll-up of that one chain (see `JournalHead.hash`).
package struct HeadSignature: Sendable, Hashable {
    /// Who says so. That the key is theirs is for the reader to know.
    package var person: PersonID
    package var publicKey: PublicKey
    package var value: [UInt8]
    package var at: Timestamp

    static let algorithm = "ed25519"

    /// Signs.
    /// - Parameter file: the digest of the export's bytes.
    package init(of head: JournalHead, file: Digest? = nil, by person: PersonID, with key: PrivateKey, at: Timestamp) {
        self.person = person
        self.at = at
        publicKey = key.publicKey
        value = key.signature(of: Self.statement(head: head, file: file, person: person, at: at))
    }

    /// Whether the key in it signed exactly this.
    package func holds(for head: JournalHead, file: Digest? = nil) -> Bool {
        publicKey.verifies(value, of: Self.statement(head: head, file: file, person: person, at: at))
    }

    static func statement(head: JournalHead, file: Digest?, person: PersonID, at: Timestamp) -> [UInt8] {
        let parts = [
            Array("docket.signature.v1".utf8), head.hash.bytes, [file == nil ? 0 : 1], file?.bytes ?? [],
            Array(person.rawValue.utf8), Array(at.description.utf8),
        ]
        return parts.flatMap { part in
            withUnsafeBytes(of: UInt64(part.count).bigEndian) { Array($0) } + part
        }
    }

    /// The member `signature` of a head's file and of a manifest.
    package var json: JSONObject {
        [
            "person": JSONValue(person.rawValue), "public_key": JSONValue(Hexadecimal.text(publicKey.bytes)),
            "algorithm": JSONValue(Self.algorithm), "value": JSONValue(Hexadecimal.text(value)),
            "at": JSONValue(at.description),
        ]
    }

    package init(_ fields: FieldReader) throws(RecordError) {
        let algorithm = try fields.required("algorithm", fields.string("algorithm"))
        guard algorithm == Self.algorithm else {
            throw fields.failure("algorithm", "\"\(algorithm)\" is not known here (known: \(Self.algorithm))")
        }
        person = PersonID(try fields.required("person", fields.string("person")))
        at = try fields.required("at", fields.timestamp("at"))
        value = try Self.bytes(64, "value", fields)
        guard let key = PublicKey(bytes: try Self.bytes(32, "public_key", fields)) else {
            throw fields.failure("public_key", "is no key")
        }
        publicKey = key
    }

    private static func bytes(_ count: Int, _ key: String, _ fields: FieldReader) throws(RecordError) -> [UInt8] {
        let text = try fields.required(key, fields.string(key))
        guard let bytes = Hexadecimal.bytes(text, count: count) else {
            throw fields.failure(key, "expected \(2 * count) hexadecimal digits")
        }
        return bytes
    }
}
