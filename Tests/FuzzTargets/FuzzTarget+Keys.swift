import CSignature

extension FuzzTarget {
    /// A key that is read and written is read as the same, and no key of either sort is taken for the other.
    func pemFault(_ bytes: [UInt8]) -> String? {
        let publicKey = Self.read(bytes, docket_ed25519_read_public)
        let privateKey = Self.read(bytes, docket_ed25519_read_private)
        if let key = publicKey {
            let written = Self.write(key, docket_ed25519_public_pem)
            if Self.read(written, docket_ed25519_read_public) != key { return "a public key changes" }
            if Self.read(written, docket_ed25519_read_private) != nil { return "a public key is a private one" }
        }
        if let key = privateKey {
            let written = Self.write(key, docket_ed25519_private_pem)
            if Self.read(written, docket_ed25519_read_private) != key { return "a private key changes" }
            if Self.read(written, docket_ed25519_read_public) != nil { return "a private key is a public one" }
        }
        return nil
    }

    private static func read(
        _ pem: [UInt8], _ reader: (UnsafeRawPointer?, Int, UnsafeMutablePointer<UInt8>?) -> docket_pem_result
    ) -> [UInt8]? {
        var key = [UInt8](repeating: 0, count: Int(docket_ed25519_key_size))
        let result = pem.withUnsafeBytes { reader($0.baseAddress, $0.count, &key) }
        return result == docket_pem_read ? key : nil
    }

    private static func write(
        _ key: [UInt8], _ writer: (UnsafePointer<UInt8>?, UnsafeMutablePointer<UInt8>?) -> Int
    ) -> [UInt8] {
        var pem = [UInt8](repeating: 0, count: Int(docket_ed25519_pem_size))
        let count = writer(key, &pem)
        return Array(pem.prefix(count))
    }
}
