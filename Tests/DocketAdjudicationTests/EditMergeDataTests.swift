import DocketNotation
import DocketTestSupport
import Testing

@testable import DocketAdjudication

/// Machine translations of Estonian sentences and two people's own (MLQE-PE's multi-reference set), and post-edits of machine
/// translations in several scripts, each as if one more person had left the text as it was.
@Suite("Merges of public texts")
struct EditMergeDataTests {
    private static let folder = Surroundings.dataFile("mlqe-pe")
    private static let pairs = [
        ("multi-reference/mt.en", ["multi-reference/ref-1.en", "multi-reference/ref-2.en"]),
        ("post-editing/en-zh-dev/dev.mt", ["post-editing/en-zh-dev/dev.pe"]),
        ("post-editing/ne-en-dev/dev.mt", ["post-editing/ne-en-dev/dev.pe"]),
        ("post-editing/en-de-dev/dev.mt", ["post-editing/en-de-dev/dev.pe"]),
    ]

    private static func lines(_ name: String) throws -> [[UInt8]] {
        let file = try #require(Surroundings.dataFile("mlqe-pe/" + name))
        let bytes = try #require(Surroundings.bytes(ofFile: file))
        return bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    }

    @Test(
        "Every byte of every text is accounted for", .enabled(if: folder != nil, "\(Surroundings.dataIsMissing)"),
        arguments: pairs)
    func accounted(_ base: String, _ names: [String]) throws {
        let bases = try Self.lines(base)
        let texts = try names.map(Self.lines)
        var changes = 0
        for (place, base) in bases.prefix(Surroundings.rounds(250)).enumerated() {
            var edits = texts.enumerated().filter { $1.indices.contains(place) }.map { person, lines in
                EditMerge.Edit(name: "p\(person)", text: SourceText(bytes: lines[place]))
            }
            edits.append(.init(name: "q", text: SourceText(bytes: base)))
            let merge = EditMerge(base: SourceText(bytes: base), edits: edits)
            changes += merge.regions.count
            for (person, edit) in merge.edits.enumerated() {
                #expect(merge.result(merge.choices(takingAllOf: person)).text == edit.text, "line \(place + 1)")
            }
            // Of a single editor's changes none is contested.
            if texts.count == 1 { #expect(merge.result().text == merge.edits[0].text, "line \(place + 1)") }
        }
        #expect(changes > bases.prefix(Surroundings.rounds(250)).count / 2)
    }
}
