import CSignature
package import DocketModel

/// What signatures are checked with: an Ed25519 public key (RFC 8032), 32 bytes.
package struct PublicKey: Sendable, Hashable {
    package let bytes: [UInt8]

    /// - Returns: nil unless there are 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Int(docket_ed25519_key_size) else { return nil }
        self.bytes = bytes
    }

    fileprivate init(uncheckedBytes: [UInt8]) {
        bytes = uncheckedBytes
    }

    /// SHA-256 over the key's SubjectPublicKeyInfo in DER: what two people compare by telephone, and what
    /// `openssl pkey -pubin -outform DER | sha256sum` prints.
    package var fingerprint: Digest {
        var der = [UInt8](repeating: 0, count: Int(docket_ed25519_der_size))
        docket_ed25519_public_der(bytes, &der)
        return Digest(of: der)
    }

    package func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        signature.count == Int(docket_ed25519_signature_size)
            && docket_ed25519_verify(bytes, message, message.count, signature) == 1
    }

    /// SubjectPublicKeyInfo as PEM.
    package var pem: [UInt8] {
        PEM.written { docket_ed25519_public_pem(bytes, &$0) }
    }

    /// Reads PEM; text before the key is passed over.
    package init(pem: [UInt8]) throws(PEM.Fault) {
        bytes = try PEM.read { docket_ed25519_read_public(pem, pem.count, &$0) }
    }
}

/// What signatures are made with. Its 32 bytes are a secret: they are in no description and in no record.
package struct PrivateKey: Sendable, CustomStringConvertible, CustomReflectable {
    private let bytes: [UInt8]

    /// - Returns: nil unless there are 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == Int(docket_ed25519_key_size) else { return nil }
        self.bytes = bytes
    }

    /// A new key from the system's randomness; nil where there is none.
    package static func generate() -> PrivateKey? {
        var bytes = [UInt8](repeating: 0, count: Int(docket_ed25519_key_size))
        guard docket_ed25519_generate(&bytes) == 1 else { return nil }
        return PrivateKey(bytes: bytes)
    }

    package var publicKey: PublicKey {
        var key = [UInt8](repeating: 0, count: Int(docket_ed25519_key_size))
        docket_ed25519_public(bytes, &key)
        return PublicKey(uncheckedBytes: key)
    }

    /// The signature, 64 bytes. The same message gives the same signature.
    package func signature(of message: [UInt8]) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: Int(docket_ed25519_signature_size))
        docket_ed25519_sign(bytes, message, message.count, &signature)
        return signature
    }

    /// PKCS#8 as PEM, not encrypted: openssl reads it.
    package var pem: [UInt8] {
        PEM.written { docket_ed25519_private_pem(bytes, &$0) }
    }

    /// Reads PEM. An encrypted key is not read.
    package init(pem: [UInt8]) throws(PEM.Fault) {
        bytes = try PEM.read { docket_ed25519_read_private(pem, pem.count, &$0) }
    }

    package var description: String { "a private key" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Keys as text (RFC 7468, RFC 8410).
package enum PEM {
    /// Why a text is no key.
    package enum Fault: Error, Sendable, Hashable {
        case unreadable
        case otherAlgorithm
    }

    fileprivate static func read(_ read: (inout [UInt8]) -> docket_pem_result) throws(Fault) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(docket_ed25519_key_size))
        switch read(&bytes) {
        case docket_pem_read: return bytes
        case docket_pem_other_key: throw .otherAlgorithm
        default: throw .unreadable
        }
    }

    fileprivate static func written(_ write: (inout [UInt8]) -> Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(docket_ed25519_pem_size))
        let count = write(&bytes)
        return Array(bytes.prefix(count))
    }
}
