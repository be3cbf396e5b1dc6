package import DocketModel

/// The names of a person's key files. A person's name may hold anything but control characters; a file's name is made of
/// ASCII letters, digits and `-_.@+`, every other byte as `%` and two hexadecimal digits, so that no name leads out of
/// the folder and no two people share a file.
package enum KeyFileName {
    private static let sizeLimit = 180
    /// Between the beginning of a long name and the digest of all of it; no escape begins like this.
    private static let cut = "%~"

    package static func stem(of person: PersonID) -> String {
        var stem = ""
        for byte in person.rawValue.utf8 {
            let scalar = UnicodeScalar(byte)
            if isPlain(byte), !(stem.isEmpty && byte == UInt8(ascii: ".")) {
                stem.unicodeScalars.append(scalar)
            } else {
                stem += "%" + Hexadecimal.text([byte])
            }
        }
        guard stem.utf8.count > sizeLimit else { return stem }
        let digest = Digest(of: Array(person.rawValue.utf8)).hexadecimal
        return stem.prefix(sizeLimit - cut.count - digest.count) + cut + digest
    }

    /// Whose files are called so; of a name too long for a file's, its beginning and `…`. Nil for other files.
    package static func person(ofStem stem: String) -> PersonID? {
        let isShortened = stem.contains(cut)
        var rest = Array((isShortened ? stem.prefix { $0 != "~" }.dropLast() : stem[...]).utf8)[...]
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                guard isPlain(byte) else { return nil }
                bytes.append(byte)
                continue
            }
            // The cut may have gone through an escape.
            if isShortened, rest.count < 2 { break }
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            guard let escaped = Hexadecimal.bytes(digits, count: 1) else { return nil }
            bytes += escaped
            rest = rest.dropFirst(2)
        }
        let name = String(decoding: bytes, as: UTF8.self)
        if isShortened { return PersonID(name + "…") }
        let person = PersonID(name)
        return Self.stem(of: person) == stem ? person : nil
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-_.@+".utf8.contains(byte)
        }
    }
}
