package import DocketNotation

/// How hunks that are still open are written into a text, in the manner of diff3: `<<<<<<<`, the first side, `|||||||`, the
/// base, `=======`, further sides, `>>>>>>>`.
///
/// With two sides that is what git writes and editors understand. With more, the sides between the first and the last
/// are named on the `=======` before them, and the last one, as ever, behind `>>>>>>>`.
package struct MergeMarkers: Sendable {
    package enum Granularity: String, Sendable, CaseIterable {
        /// Whole lines, each marker on a line of its own.
        case lines
        /// Within the line, around the words.
        case words
    }

    package var granularity: Granularity
    /// How many signs a marker has.
    package var size: Int
    /// What the base is called.
    package var baseName: String

    package init(_ granularity: Granularity, size: Int = 7, baseName: String = "base") {
        self.granularity = granularity
        self.size = size
        self.baseName = baseName
    }

    /// The result of a merge, with markers around what is open.
    package func text(_ merge: EditMerge, _ choices: MergeChoices = MergeChoices()) -> SourceText {
        var writer = MarkedText(markers: self, merge: merge)
        let result = merge.result(choices)
        for span in result.spans {
            if case .open(let region) = span.origin {
                writer.append(hunk: region)
            } else {
                writer.append(result.text.bytes[span.range])
            }
        }
        return writer.finished()
    }
}

/// A text under way.
private struct MarkedText {
    /// A piece of the lines that a hunk stands in.
    private enum Piece {
        case text([UInt8])
        case hunk(Int)
    }

    /// What stands in one place according to some people.
    private struct Side {
        var text: [UInt8]
        var people: [Int]
        var weight: Double
    }

    private let markers: MergeMarkers
    private let merge: EditMerge
    private let lineBreak: [UInt8]
    private var bytes: [UInt8] = []
    /// What is not written yet: the beginning of a line, or lines with hunks.
    private var pending: [Piece] = []
    private var hasHunk = false

    init(markers: MergeMarkers, merge: EditMerge) {
        self.markers = markers
        self.merge = merge
        let base = merge.base.bytes
        let first = base.firstIndex(of: 0x0A)
        lineBreak = first.map { $0 > 0 && base[$0 - 1] == 0x0D } == true ? [0x0D, 0x0A] : [0x0A]
    }

    mutating func append(_ text: ArraySlice<UInt8>) {
        guard markers.granularity == .lines else {
            bytes += text
            return
        }
        var rest = text
        if hasHunk {
            guard let end = rest.firstIndex(of: 0x0A) else {
                pending.append(.text(Array(rest)))
                return
            }
            pending.append(.text(Array(rest[...end])))
            rest = rest[(end + 1)...]
            flush()
        }
        guard let end = rest.lastIndex(of: 0x0A) else {
            pending.append(.text(Array(rest)))
            return
        }
        flush()
        bytes += rest[...end]
        pending = [.text(Array(rest[(end + 1)...]))]
    }

    mutating func append(hunk region: Int) {
        guard markers.granularity == .lines else {
            bytes += inline(region)
            return
        }
        let isAtStart = pending.allSatisfy { if case .text(let text) = $0 { text.isEmpty } else { false } }
        pending.append(.hunk(region))
        hasHunk = true
        let isWhole = merge.regions[region].variants.allSatisfy { variant in
            variant.text.bytes.last.map { $0 == 0x0A } ?? isAtStart
        }
        if isWhole { flush() }
    }

    mutating func finished() -> SourceText {
        flush()
        return SourceText(bytes: bytes)
    }

    /// Writes what is pending: as it is, or all of it once for each side.
    private mutating func flush() {
        if hasHunk {
            writeBlock()
        } else {
            bytes += side { _ in [] }
        }
        pending = []
        hasHunk = false
    }

    private func side(_ hunk: (MergeRegion) -> [UInt8]) -> [UInt8] {
        pending.flatMap { piece in
            switch piece {
            case .text(let text): text
            case .hunk(let region): hunk(merge.regions[region])
            }
        }
    }

    private mutating func writeBlock() {
        let original = side { Array(merge.base.bytes[$0.base]) }
        var sides: [Side] = []
        for (person, edit) in merge.edits.enumerated() {
            let text = side { region in region.variant(of: person).map { region.variants[$0].text.bytes } ?? [] }
            if let known = sides.firstIndex(where: { $0.text == text }) {
                sides[known].people.append(person)
                sides[known].weight += edit.weight
            } else if text != original {
                sides.append(Side(text: text, people: [person], weight: edit.weight))
            }
        }
        sides.sort { ($1.weight, $0.people[0]) < ($0.weight, $1.people[0]) }
        for (place, side) in sides.enumerated() {
            switch place {
            case 0:
                addMarker("<", names(side.people))
                addLines(side.text)
                addMarker("|", markers.baseName)
                addLines(original)
            case sides.count - 1:
                addMarker("=", nil)
                addLines(side.text)
                addMarker(">", names(side.people))
            default:
                addMarker("=", names(side.people))
                addLines(side.text)
            }
        }
    }

    private mutating func addMarker(_ sign: Character, _ name: String?) {
        bytes += Array((marker(sign) + (name.map { " " + $0 } ?? "")).utf8) + lineBreak
    }

    private mutating func addLines(_ text: [UInt8]) {
        bytes += text
        if let last = text.last, last != 0x0A { bytes += lineBreak }
    }

    private func marker(_ sign: Character) -> String { String(repeating: sign, count: markers.size) }

    private func names(_ people: [Int]) -> String { people.map { merge.edits[$0].name }.joined(separator: ", ") }

    /// A hunk within its line.
    private func inline(_ region: Int) -> [UInt8] {
        let region = merge.regions[region]
        var sides = region.variants.filter { $0.kind == .edited }.map { (names($0.people), $0.text.bytes) }
        sides.insert((markers.baseName, Array(merge.base.bytes[region.base])), at: min(1, sides.count))
        let signs: [Character] = ["<", "|"]
        return sides.enumerated().flatMap { place, side in
            let sign = place < signs.count ? signs[place] : "="
            return Array("\(marker(sign)) \(side.0): ".utf8) + side.1 + [0x20]
        } + Array(marker(">").utf8)
    }
}
