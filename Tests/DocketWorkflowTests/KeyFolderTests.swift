import DocketModel
import DocketTestSupport
import Glibc
import Testing

@testable import DocketWorkflow

@Suite("Key files")
struct KeyFolderTests {
    private static func mode(_ path: String) -> mode_t {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
    }

    @Test("A key is made for its owner's eyes only, and read back")
    func create() throws {
        let folder = try TemporaryFolder()
        let keys = KeyFolder(folder.path + "/data/keys")
        let made = try keys.create(for: "ana")
        #expect(Self.mode(keys.path) == 0o700)
        #expect(Self.mode(keys.privatePath(of: "ana")) == 0o600)
        #expect(try keys.privateKey(of: "ana").publicKey == made)
        #expect(try keys.publicKey(of: "ana") == made)
        #expect(try KeyFolder.publicKey(inFile: keys.publicPath(of: "ana")) == made)
        #expect(try keys.entries() == [.init(person: "ana", publicKey: .success(made), canSign: true)])
    }

    @Test("A key that is there is not replaced unless that is asked for, also where only its public half is")
    func replacing() throws {
        let folder = try TemporaryFolder()
        let keys = KeyFolder(folder.path)
        let first = try keys.create(for: "ana")
        #expect(throws: SigningError.exists("ana", path: keys.privatePath(of: "ana"))) { try keys.create(for: "ana") }
        #expect(try keys.publicKey(of: "ana") == first)
        let second = try keys.create(for: "ana", replacing: true)
        #expect(second != first)
        #expect(try keys.publicKey(of: "ana") == second)
        #expect(try KeyFolder.publicKey(inFile: keys.publicPath(of: "ana")) == second)
        #expect(folder.names == ["ana.key", "ana.pub"])
        unlink(keys.privatePath(of: "ana"))
        #expect(throws: SigningError.exists("ana", path: keys.publicPath(of: "ana"))) { try keys.create(for: "ana") }
        #expect(try keys.publicKey(of: "ana") == second)
        #expect(try keys.entries() == [.init(person: "ana", publicKey: .success(second), canSign: false)])
    }

    @Test("A private key that others can read is not used")
    func exposed() throws {
        let folder = try TemporaryFolder()
        let keys = KeyFolder(folder.path)
        _ = try keys.create(for: "ana")
        let path = keys.privatePath(of: "ana")
        chmod(path, 0o640)
        #expect(throws: SigningError.exposed(path: path)) { try keys.privateKey(of: "ana") }
    }

    @Test("Who has no key is told so, and a file that is none is named")
    func missing() throws {
        let folder = try TemporaryFolder()
        let keys = KeyFolder(folder.path)
        #expect(throws: SigningError.noPrivateKey("ana", path: keys.privatePath(of: "ana"))) {
            try keys.privateKey(of: "ana")
        }
        #expect(throws: SigningError.noPublicKey("ana", path: keys.publicPath(of: "ana"))) {
            try keys.publicKey(of: "ana")
        }
        let path = try folder.write("a letter\n", to: "ben.pub")
        #expect(throws: SigningError.self) { try keys.publicKey(of: "ben") }
        let entries = try keys.entries()
        #expect(entries.map(\.person) == ["ben"])
        guard case .failure(let error)? = entries.first?.publicKey else {
            Issue.record("a letter was read as a key")
            return
        }
        #expect(error.description.hasPrefix(path + " holds no such key"))
        #expect(try KeyFolder(folder.path + "/none").entries().isEmpty)
    }

    @Test("No name leads out of the folder, no two people share a file, and names are read back")
    func names() {
        let seed: UInt64 = 20_260_504
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("ab./%~-_ \\:*?\"'$\u{E9}\u{4E2D}\u{1F600}\u{202E}A9@+")
        var people: Set<PersonID> = [".", "..", "a/b", "a%2Fb", "~", "%7E", "%~", "con", "-rf", ".docket"]
        people.insert(PersonID(String(repeating: "\u{4E2D}", count: 100)))
        people.insert(PersonID(String(repeating: "\u{4E2D}", count: 99) + "a"))
        for _ in 0..<Surroundings.rounds(2000) {
            let length = Int.random(in: 1...100, using: &generator)
            let name = (0..<length).compactMap { _ in alphabet.randomElement(using: &generator) }
            people.insert(PersonID(String(name)))
        }
        var stems: [String: PersonID] = [:]
        for person in people {
            let stem = KeyFileName.stem(of: person)
            let plain = stem.utf8.allSatisfy { (0x21..<0x7F).contains($0) && $0 != UInt8(ascii: "/") }
            #expect(plain && !stem.hasPrefix(".") && (1...200).contains(stem.utf8.count), "seed \(seed): \(person)")
            #expect(stems.updateValue(person, forKey: stem) == nil, "seed \(seed): \(person)")
            let read = KeyFileName.person(ofStem: stem)
            if stem.contains("%~") {
                #expect(read?.rawValue.hasSuffix("…") == true, "seed \(seed): \(person)")
            } else {
                #expect(read == person, "seed \(seed): \(person)")
            }
        }
        #expect(KeyFileName.person(ofStem: "a b") == nil)
        #expect(KeyFileName.person(ofStem: "%zz") == nil)
        #expect(KeyFileName.person(ofStem: "%61") == nil, "one name has one file")
    }
}
