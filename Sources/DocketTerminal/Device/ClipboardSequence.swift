/// What puts text on the clipboard of the terminal that somebody sits at, also over ssh: OSC 52, in which nothing of the text
/// but its base64 appears.
struct ClipboardSequence {
    /// What stands between this program and the terminal.
    enum Carrier: Equatable {
        case none
        /// Takes the sequence itself where `set-clipboard` is `on`, and hands it on wrapped where `allow-passthrough` is.
        case tmux
        /// Hands on what is wrapped, in pieces.
        case screen
    }

    /// Most bytes of text that all terminals with a clipboard take: 100,000 of the sequence.
    static let limit = 74_994
    /// What screen takes of one wrapped string is 768 bytes at most.
    private static let pieceLength = 256

    let carrier: Carrier

    init(environment: [String: String]) {
        if environment["TMUX"]?.isEmpty == false {
            carrier = .tmux
        } else if environment["STY"]?.isEmpty == false {
            carrier = .screen
        } else {
            carrier = .none
        }
    }

    func bytes(_ text: [UInt8]) -> [UInt8] {
        let plain = Array("\u{1B}]52;c;".utf8) + Base64.encoded(text) + [0x07]
        switch carrier {
        case .none: return plain
        case .tmux:
            let doubled = plain.flatMap { $0 == 0x1B ? [0x1B, 0x1B] : [$0] }
            return plain + Array("\u{1B}Ptmux;".utf8) + doubled + Array("\u{1B}\\".utf8)
        case .screen:
            return stride(from: 0, to: plain.count, by: Self.pieceLength).flatMap { start in
                Array("\u{1B}P".utf8) + plain[start..<min(start + Self.pieceLength, plain.count)]
                    + Array("\u{1B}\\".utf8)
            }
        }
    }
}

/// RFC 4648, section 4.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encoded(_ bytes: [UInt8]) -> [UInt8] {
        var encoded: [UInt8] = []
        encoded.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = (0..<3).reduce(0) { $0 << 8 | ($1 < group.count ? Int(bytes[start + $1]) : 0) }
            for place in 0..<4 {
                encoded.append(
                    place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
            }
        }
        return encoded
    }
}
