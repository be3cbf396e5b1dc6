package import DocketModel
import DocketNotation

extension Session {
    /// This person's signature of a head.
    /// - Parameter file: the digest of the export that the head came with.
    package func signature(of head: JournalHead, file: Digest? = nil, with key: PrivateKey) -> HeadSignature {
        HeadSignature(of: head, file: file, by: person, with: key, at: time)
    }

    /// What signs a manifest once the digest of its export is known.
    func signing(_ head: JournalHead, with key: PrivateKey) -> @Sendable (_ file: Digest) -> JSONObject {
        { file in signature(of: head, file: file, with: key).json }
    }
}
