import DocketModel
import DocketNotation
import DocketTestSupport
import Glibc
import Testing

@testable import DocketWorkflow

@Suite("Signatures")
struct SigningTests {
    /// RFC 8032, section 7.1.
    struct Vector: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var privateKey: String
        var publicKey: String
        var message: String
        var signature: String
    }

    static let vectors = [
        Vector(
            testDescription: "TEST 1", privateKey: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            publicKey: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", message: "",
            signature: "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
                + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
        Vector(
            testDescription: "TEST 2", privateKey: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            publicKey: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", message: "72",
            signature: "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da0"
                + "85ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
        Vector(
            testDescription: "TEST 3", privateKey: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            publicKey: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", message: "af82",
            signature: "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac1"
                + "8ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
        Vector(
            testDescription: "TEST SHA(abc)",
            privateKey: "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
            publicKey: "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
            message: "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
            signature: "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b589"
                + "09351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"),
    ]

    @Test("Keys and signatures are those of RFC 8032", arguments: vectors)
    func published(vector: Vector) throws {
        func bytes(_ text: String) throws -> [UInt8] {
            try #require(Hexadecimal.bytes(text, count: text.utf8.count / 2))
        }
        let key = try #require(PrivateKey(bytes: bytes(vector.privateKey)))
        let message = try bytes(vector.message)
        #expect(Hexadecimal.text(key.publicKey.bytes) == vector.publicKey)
        let signature = key.signature(of: message)
        #expect(Hexadecimal.text(signature) == vector.signature)
        #expect(key.publicKey.verifies(signature, of: message))
        #expect(!key.publicKey.verifies(signature, of: message + [0]))
        #expect(!key.publicKey.verifies(Array(signature.dropLast()), of: message))
    }

    @Test("Keys are written and read as in RFC 8410")
    func pem() throws {
        let privateText = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
            -----END PRIVATE KEY-----

            """
        let publicText = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
            -----END PUBLIC KEY-----

            """
        let key = try PrivateKey(pem: Array(privateText.utf8))
        #expect(String(decoding: key.pem, as: UTF8.self) == privateText)
        #expect(String(decoding: key.publicKey.pem, as: UTF8.self) == publicText)
        #expect(try PublicKey(pem: Array(("person: ana\n" + publicText).utf8)) == key.publicKey)
        #expect(!"\(key)".contains("212") && Mirror(reflecting: key).children.isEmpty)
    }

    @Test("What is no Ed25519 key is refused, and which fault it has is said")
    func badPEM() throws {
        let key = try #require(PrivateKey.generate())
        #expect(throws: PEM.Fault.unreadable) { try PrivateKey(pem: []) }
        #expect(throws: PEM.Fault.unreadable) { try PrivateKey(pem: key.publicKey.pem) }
        #expect(throws: PEM.Fault.unreadable) { try PublicKey(pem: key.pem) }
        #expect(throws: PEM.Fault.unreadable) { try PublicKey(pem: Array(key.publicKey.pem.dropLast(40))) }
        // X25519 differs in one byte of the algorithm's number.
        let other = String(decoding: key.publicKey.pem, as: UTF8.self).replacing("MCowBQYDK2Vw", with: "MCowBQYDK2Vu")
        #expect(throws: PEM.Fault.otherAlgorithm) { try PublicKey(pem: Array(other.utf8)) }
    }

    private static let head = JournalHead(chains: [.init(queue: "q", position: 7, hash: Digest(of: [1]))])
    private static let time = Timestamp(milliseconds: 1_777_887_000_123)

    @Test("A signature holds for what was signed and for nothing else")
    func holding() throws {
        let key = try #require(PrivateKey.generate())
        let file = Digest(of: [2])
        let signature = HeadSignature(of: Self.head, file: file, by: "ana", with: key, at: Self.time)
        #expect(signature.holds(for: Self.head, file: file))
        #expect(!signature.holds(for: Self.head))
        #expect(!signature.holds(for: Self.head, file: .zero))
        var longer = Self.head
        longer.chains[0].position += 1
        #expect(!signature.holds(for: longer, file: file))
        var changed = signature
        changed.person = "ben"
        #expect(!changed.holds(for: Self.head, file: file))
        changed = signature
        changed.at = changed.at.advanced(byMilliseconds: 1)
        #expect(!changed.holds(for: Self.head, file: file))
        changed = signature
        changed.publicKey = try #require(PrivateKey.generate()).publicKey
        #expect(!changed.holds(for: Self.head, file: file))
        for bit in 0..<(signature.value.count * 8) {
            changed = signature
            changed.value[bit / 8] ^= 1 << (bit % 8)
            #expect(!changed.holds(for: Self.head, file: file), "bit \(bit)")
        }
    }

    @Test("What is signed is six parts, each behind its length")
    func statement() {
        func part(_ bytes: [UInt8]) -> [UInt8] { [0, 0, 0, 0, 0, 0, 0, UInt8(bytes.count)] + bytes }
        let expected =
            part(Array("docket.signature.v1".utf8)) + part(Self.head.hash.bytes) + part([0]) + part([])
            + part(Array("ana".utf8)) + part(Array("2026-05-04T09:30:00.123Z".utf8))
        #expect(HeadSignature.statement(head: Self.head, file: nil, person: "ana", at: Self.time) == expected)
    }

    @Test("A record is read back as it was, and what is missing or misshapen is named")
    func records() throws {
        let key = try #require(PrivateKey.generate())
        let signature = HeadSignature(of: Self.head, by: "ana", with: key, at: Self.time)
        #expect(try HeadSignature(FieldReader(signature.json)) == signature)
        let wrong: [(String, JSONValue)] = [
            ("algorithm", "rsa"), ("value", "00"), ("public_key", "zz"), ("at", "yesterday"), ("person", 1),
        ]
        for (field, value) in wrong {
            var record = signature.json
            record[field] = value
            let error = #expect(throws: RecordError.self) { try HeadSignature(FieldReader(record)) }
            #expect(error?.field == field)
        }
    }

    @Test(
        "openssl accepts a signature, and makes one that is accepted",
        .enabled(if: access("/usr/bin/openssl", X_OK) == 0, "openssl is not installed: /usr/bin/openssl"))
    func openssl() throws {
        let folder = try TemporaryFolder()
        let keys = KeyFolder(folder.path)
        let publicKey = try keys.create(for: "ana")
        let signature = HeadSignature(
            of: Self.head, by: "ana", with: try keys.privateKey(of: "ana"), at: Self.time)
        let message = HeadSignature.statement(head: Self.head, file: nil, person: "ana", at: Self.time)
        let messagePath = try folder.write(message, to: "message")
        let signaturePath = try folder.write(signature.value, to: "signature")
        func openssl(_ arguments: String...) throws -> ChildProcess.Outcome {
            try ChildProcess("/usr/bin/openssl", arguments, environment: [:]).run()
        }
        let accepted = try openssl(
            "pkeyutl", "-verify", "-pubin", "-inkey", keys.publicPath(of: "ana"), "-rawin", "-in", messagePath,
            "-sigfile", signaturePath)
        #expect(accepted.status == 0, "\(accepted.errors)")
        let made = try openssl(
            "pkeyutl", "-sign", "-inkey", keys.privatePath(of: "ana"), "-rawin", "-in", messagePath, "-out",
            folder.path + "/again")
        #expect(made.status == 0, "\(made.errors)")
        #expect(try folder.read("again") == signature.value)
        let der = try openssl(
            "pkey", "-pubin", "-in", keys.publicPath(of: "ana"), "-outform", "DER", "-out", folder.path + "/der")
        #expect(der.status == 0)
        #expect(Digest(of: try folder.read("der")) == publicKey.fingerprint)
    }
}
