package import DocketModel
import Glibc

/// The keys that a person of this machine keeps: `NAME.key`, theirs to sign with, and `NAME.pub`, theirs to give away or
/// somebody else's to check with. The names are made by `KeyFileName`.
package struct KeyFolder: Sendable {
    package let path: String

    package init(_ path: String) {
        self.path = path
    }

    package struct Entry: Sendable, Hashable {
        package var person: PersonID
        package var publicKey: Result<PublicKey, SigningError>
        /// Whether the private key is here, too.
        package var canSign: Bool
    }

    package func privatePath(of person: PersonID) -> String { privatePath(KeyFileName.stem(of: person)) }
    package func publicPath(of person: PersonID) -> String { publicPath(KeyFileName.stem(of: person)) }

    private func privatePath(_ stem: String) -> String { "\(path)/\(stem).key" }
    private func publicPath(_ stem: String) -> String { "\(path)/\(stem).pub" }

    // MARK: Making

    /// Makes a key and writes both files; they are on disk when this returns.
    /// - Parameter replacing: puts it in the place of one that is there, which is gone then.
    /// - Throws: `SigningError.exists`, `.cannotWrite`, `.noRandomness`.
    package func create(for person: PersonID, replacing: Bool = false) throws(SigningError) -> PublicKey {
        let (privatePath, publicPath) = (privatePath(of: person), publicPath(of: person))
        if !replacing {
            for path in [privatePath, publicPath] where access(path, F_OK) == 0 {
                throw .exists(person, path: path)
            }
        }
        guard let key = PrivateKey.generate() else { throw .noRandomness }
        try KeyFile.makeFolder(path)
        do {
            try KeyFile(privatePath).write(key.pem, mode: 0o600, replacing: replacing)
        } catch .cannotWrite(_, EEXIST) {
            // Somebody made one at the same moment.
            throw .exists(person, path: privatePath)
        }
        try KeyFile(publicPath).write(key.publicKey.pem, mode: 0o644, replacing: true)
        return key.publicKey
    }

    // MARK: Finding

    /// - Throws: `SigningError.noPrivateKey`, `.exposed`, `.unreadable`, `.notAKey`.
    package func privateKey(of person: PersonID) throws(SigningError) -> PrivateKey {
        let path = privatePath(of: person)
        do {
            return try Self.privateKey(inFile: path)
        } catch .unreadable(_, ENOENT) {
            throw .noPrivateKey(person, path: path)
        }
    }

    /// Of a person who signs here, the key that they sign with; else the one that was put here.
    /// - Throws: `SigningError.noPublicKey`, and as `privateKey(of:)`.
    package func publicKey(of person: PersonID) throws(SigningError) -> PublicKey {
        do {
            return try publicKey(KeyFileName.stem(of: person))
        } catch .unreadable(_, ENOENT) {
            throw .noPublicKey(person, path: publicPath(of: person))
        }
    }

    private func publicKey(_ stem: String) throws(SigningError) -> PublicKey {
        do {
            return try Self.privateKey(inFile: privatePath(stem)).publicKey
        } catch .unreadable(_, ENOENT) {
            return try Self.publicKey(inFile: publicPath(stem))
        }
    }

    /// Everybody whose key is here, by name.
    package func entries() throws(SigningError) -> [Entry] {
        var stems: [String: PersonID] = [:]
        for name in try KeyFile.names(in: path) where name.hasSuffix(".key") || name.hasSuffix(".pub") {
            let stem = String(name.dropLast(4))
            stems[stem] = KeyFileName.person(ofStem: stem)
        }
        return stems.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { stem, person in
            Entry(
                person: person, publicKey: Result { () throws(SigningError) in try publicKey(stem) },
                canSign: access(privatePath(stem), F_OK) == 0)
        }
    }

    /// Reads a public key that lies anywhere.
    package static func publicKey(inFile path: String) throws(SigningError) -> PublicKey {
        let file = try KeyFile(path).read()
        return try key(at: path) { () throws(PEM.Fault) in try PublicKey(pem: file.bytes) }
    }

    private static func privateKey(inFile path: String) throws(SigningError) -> PrivateKey {
        let file = try KeyFile(path).read()
        guard file.mode & 0o077 == 0 else { throw .exposed(path: path) }
        return try key(at: path) { () throws(PEM.Fault) in try PrivateKey(pem: file.bytes) }
    }

    private static func key<Key>(
        at path: String, _ read: () throws(PEM.Fault) -> Key
    ) throws(SigningError) -> Key {
        do {
            return try read()
        } catch let fault {
            let reason =
                switch fault {
                case .otherAlgorithm: "is a key of another algorithm: docket signs with Ed25519 only"
                case .unreadable: "holds no such key that can be read: a key is PEM, and not encrypted"
                }
            throw .notAKey(path: path, reason: reason)
        }
    }
}
