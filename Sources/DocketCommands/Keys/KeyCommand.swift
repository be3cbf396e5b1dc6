import ArgumentParser
import DocketModel
import DocketNotation
import DocketWorkflow

struct KeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Make and show the keys that people sign heads with.",
        discussion: """
            A signature says that whoever has the private key saw this head. It says nothing to somebody who does not \
            know whose key it is: give your public key (NAME.pub) to those who will check, by a way they trust, and \
            compare fingerprints. Whoever can write to the store cannot forge a signature without the private key.

            Keys are in docket/keys in the data folder: NAME.key, to be read by you only, and NAME.pub. A public key that \
            you got from somebody can be put there, too, and then be named in docket verify --signer.

            Examples:
              docket key create --as ana
              docket key show > ana.pub
              docket head --sign --as ana > head.json
              docket verify --head head.json --signer ana.pub
            """,
        subcommands: [KeyCreateCommand.self, KeyShowCommand.self, KeyListCommand.self])

    /// Where this machine's user keeps keys.
    static func folder() throws(CommandError) -> KeyFolder {
        guard let folder = Surroundings.dataFolder else { throw .noHome }
        return KeyFolder(folder + "/keys")
    }

    /// The keys that were named: a path's with a `/` in it or an ending, else those of a person in the folder.
    static func publicKeys(_ names: [String]) throws -> [PublicKey] {
        try names.map { name in
            if name.contains("/") || name.hasSuffix(".pub") || name.hasSuffix(".pem") {
                return try KeyFolder.publicKey(inFile: name)
            }
            return try folder().publicKey(of: PersonID(name))
        }
    }

    static func json(_ key: PublicKey, of person: PersonID) -> JSONObject {
        var answer: JSONObject = ["person": JSONValue(person.rawValue), "algorithm": "ed25519"]
        answer["public_key"] = JSONValue(Hexadecimal.text(key.bytes))
        answer["fingerprint"] = JSONValue(key.fingerprint.hexadecimal)
        return answer
    }
}
