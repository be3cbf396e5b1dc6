import DocketModel
import DocketNotation
import DocketWorkflow

/// What became of a saved head's signature: who signed, and whether that holds and is by whom it was asked for.
struct SignatureCheck {
    private let signature: HeadSignature?
    private let holds: Bool
    /// Whether the key is one that was named; nil where none was.
    private let isBySigner: Bool?
    /// What is wrong with it, in a line.
    let problem: String?

    /// - Parameters:
    ///   - path: the head's file, for messages.
    ///   - signers: the keys it may be signed with; empty where any will do, or none.
    init(_ saved: SavedHead, path: String, signers: [PublicKey]) {
        signature = saved.signature
        guard let signature = saved.signature else {
            holds = false
            isBySigner = nil
            problem = signers.isEmpty ? nil : "\(path) is not signed"
            return
        }
        holds = signature.holds(for: saved.head, file: saved.file)
        isBySigner = signers.isEmpty ? nil : signers.contains(signature.publicKey)
        problem =
            if !holds {
                "the signature of \(path) in the name of \(signature.person) does not hold: one or the other was changed"
            } else if isBySigner == false {
                "\(path) is signed in the name of \(signature.person), but with another key than was asked for "
                    + "(SHA-256 \(signature.publicKey.fingerprint))"
            } else { nil }
    }

    /// A line about a signature that holds; nil where there is none.
    var line: String? {
        guard let signature, problem == nil else { return nil }
        let key = "SHA-256 \(signature.publicKey.fingerprint)"
        let trust =
            isBySigner == true
            ? "the key that you named, \(key)"
            : "key \(key); whether that is theirs, --signer with their public key says"
        return "signed by \(signature.person) at \(signature.at): \(trust)"
    }

    /// The member `signed` of `docket verify --json`; nil where there is no signature.
    var json: JSONObject? {
        guard let signature else { return nil }
        var record: JSONObject = ["person": JSONValue(signature.person.rawValue)]
        record["at"] = JSONValue(signature.at.description)
        record["fingerprint"] = JSONValue(signature.publicKey.fingerprint.hexadecimal)
        record["holds"] = .bool(holds)
        record["by_signer"] = isBySigner.map { .bool($0) } ?? .null
        return record
    }
}
