package import DocketModel
import Glibc

/// Why a key cannot be made, found or read. The description is one line: what, where, what to do.
package enum SigningError: Error, Sendable, Hashable, CustomStringConvertible {
    /// There is no private key of that person in the folder.
    case noPrivateKey(PersonID, path: String)
    case noPublicKey(PersonID, path: String)
    /// A key is there already.
    case exists(PersonID, path: String)
    case unreadable(path: String, errno: Int32)
    /// The reason goes on from the path.
    case notAKey(path: String, reason: String)
    /// A private key that others than its owner can read.
    case exposed(path: String)
    case cannotWrite(path: String, errno: Int32)
    case noRandomness

    package var description: String {
        switch self {
        case .noPrivateKey(let person, let path):
            "\(person) has no key to sign with (\(path)): docket key create --as \(person) makes one"
        case .noPublicKey(let person, let path):
            "there is no public key of \(person) (\(path)): name the file that you got from them"
        case .exists(let person, let path):
            "\(person) has a key already (\(path)): what it signed is checked with it; --force replaces it for good"
        case .unreadable(let path, let code):
            "cannot read \(path): \(String(cString: strerror(code))); check the name and its permissions"
        case .notAKey(let path, let reason): "\(path) \(reason)"
        case .exposed(let path):
            "\(path) can be read by others than you, so anybody may have signed with it: chmod 600 it, or make a new key"
        case .cannotWrite(let path, let code): "cannot write \(path): \(String(cString: strerror(code)))"
        case .noRandomness: "the system gave no randomness to make a key from: try again"
        }
    }
}
