import DocketNotation
import DocketTestSupport
import Testing

@testable import DocketAdjudication

@Suite("A merge loses and invents nothing")
struct EditMergePropertyTests {
    private static let vocabularies: [[String]] = [
        ["the", "a", "cat", "dog", "don't", "naïve", "9", "x_y"],
        ["日", "本", "語", "カ", "。"],
        ["שלום", "עולם", "؟", "مرحبا"],
        ["👧", "👨‍👩‍👧", "e\u{301}", "\u{301}", "\u{200B}", "क्षि"],
    ]

    private static func word(using generator: inout SeededGenerator) -> [UInt8] {
        if Int.random(in: 0..<25, using: &generator) == 0 {
            return (0..<3).map { _ in UInt8.random(in: 0x80...0xFF, using: &generator) }
        }
        let words = vocabularies.randomElement(using: &generator) ?? []
        return Array((words.randomElement(using: &generator) ?? "").utf8)
    }

    private static func text(_ count: Int, using generator: inout SeededGenerator) -> [UInt8] {
        (0..<count).flatMap { _ -> [UInt8] in
            let blank = ["", " ", " ", " ", "  ", "\n", ", ", ". "].randomElement(using: &generator) ?? ""
            return word(using: &generator) + Array(blank.utf8)
        }
    }

    /// The text with some stretches dropped, doubled, replaced or added to, cut anywhere.
    private static func edited(_ text: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        var text = text
        for _ in 0..<Int.random(in: 0...4, using: &generator) {
            let start = Int.random(in: 0...text.count, using: &generator)
            let end = min(text.count, start + Int.random(in: 0...8, using: &generator))
            let new: [UInt8]
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: new = []
            case 1: new = Array(text[start..<end] + text[start..<end])
            default: new = word(using: &generator) + [0x20]
            }
            text.replaceSubrange(start..<end, with: new)
        }
        return text
    }

    private static func sample(_ seed: UInt64) -> (base: SourceText, edits: [EditMerge.Edit]) {
        var generator = SeededGenerator(seed: seed)
        let base = text(Int.random(in: 0...25, using: &generator), using: &generator)
        let edits = (0..<Int.random(in: 1...5, using: &generator)).map { person in
            EditMerge.Edit(
                name: "p\(person)", text: SourceText(bytes: edited(base, using: &generator)),
                weight: Double(Int.random(in: 1...3, using: &generator)))
        }
        return (SourceText(bytes: base), edits)
    }

    @Test("one edit, or the same edit by everybody, is the result")
    func identical() {
        for seed in Surroundings.seeds(300) {
            let (base, edits) = Self.sample(seed)
            let text = edits[0].text
            let merge = EditMerge(base: base, edits: edits.map { .init(name: $0.name, text: text) })
            #expect(merge.result().text == text, "seed \(seed)")
            #expect(merge.hunks.isEmpty, "seed \(seed)")
            #expect(EditMerge(base: base, edits: [edits[0]]).result().text == text, "seed \(seed)")
        }
    }

    @Test("the order of people does not matter")
    func order() {
        for seed in Surroundings.seeds(200) {
            let (base, edits) = Self.sample(seed)
            var generator = SeededGenerator(seed: seed)
            let merge = EditMerge(base: base, edits: edits)
            let other = EditMerge(base: base, edits: edits.shuffled(using: &generator))
            #expect(merge == other, "seed \(seed)")
            #expect(merge.medoid == other.medoid, "seed \(seed)")
            let markers = MergeMarkers(.lines)
            #expect(markers.text(merge) == markers.text(other), "seed \(seed)")
        }
    }

    @Test("taking all of one person's gives that person's text")
    func takingAll() {
        for seed in Surroundings.seeds(400) {
            let (base, edits) = Self.sample(seed)
            let merge = EditMerge(base: base, edits: edits)
            for (person, edit) in merge.edits.enumerated() {
                #expect(merge.result(merge.choices(takingAllOf: person)).text == edit.text, "seed \(seed)")
            }
        }
    }

    @Test(
        "spans cover result and base, unchanged bytes are the base's, and each region's variants are what people wrote")
    func provenance() {
        for seed in Surroundings.seeds(400) {
            let (base, edits) = Self.sample(seed)
            let merge = EditMerge(base: base, edits: edits)
            var generator = SeededGenerator(seed: seed)
            var choices = MergeChoices()
            for region in merge.regions.indices where Bool.random(using: &generator) {
                choices[region] = .variant(Int.random(in: merge.regions[region].variants.indices, using: &generator))
            }
            let result = merge.result(choices)
            var end = 0
            var baseEnd = 0
            for span in result.spans {
                #expect(span.range.lowerBound == end && span.base.lowerBound == baseEnd, "seed \(seed)")
                end = span.range.upperBound
                baseEnd = span.base.upperBound
                switch span.origin {
                case .base, .open:
                    #expect(result.text.bytes[span.range] == base.bytes[span.base], "seed \(seed)")
                case .variant(let region, let variant):
                    #expect(
                        result.text.bytes[span.range].elementsEqual(merge.regions[region].variants[variant].text.bytes),
                        "seed \(seed)")
                case .own: Issue.record("seed \(seed): nobody wrote anything of their own")
                }
            }
            #expect(end == result.text.bytes.count && baseEnd == base.bytes.count, "seed \(seed)")
            for region in merge.regions {
                let voters = region.variants.filter { $0.kind != .combined }.flatMap(\.people)
                #expect(voters.sorted() == Array(merge.edits.indices), "seed \(seed)")
                #expect(region.variants.count { $0.kind == .asItWas } == 1, "seed \(seed)")
                #expect(Set(region.variants.map(\.text)).count == region.variants.count, "seed \(seed)")
            }
        }
    }

    @Test("edits of different words all appear")
    func disjoint() {
        for seed in Surroundings.seeds(200) {
            var generator = SeededGenerator(seed: seed)
            let words = (0..<Int.random(in: 6...20, using: &generator)).map { "w\($0)" }
            let people = Int.random(in: 2...5, using: &generator)
            var texts = [[String]](repeating: words, count: people)
            var expected = words
            for place in words.indices where Bool.random(using: &generator) {
                // Each word has at most one author.
                let person = Int.random(in: 0..<people, using: &generator)
                texts[person][place] = "p\(person)n\(place)"
                expected[place] = texts[person][place]
            }
            // Neighbouring words by one person are one change that others may not touch.
            let merge = EditMerge(
                base: SourceText(words.joined(separator: " ")),
                edits: texts.enumerated().map {
                    .init(name: "p\($0)", text: SourceText($1.joined(separator: " ")))
                })
            #expect(merge.hunks.isEmpty, "seed \(seed)")
            #expect(merge.result().text.string == expected.joined(separator: " "), "seed \(seed)")
        }
    }

    @Test("a result without open hunks has no markers, and markers keep every side")
    func markers() {
        for seed in Surroundings.seeds(300) {
            let (base, edits) = Self.sample(seed)
            let merge = EditMerge(base: base, edits: edits)
            let closed = merge.choices(favouring: 0)
            for granularity in MergeMarkers.Granularity.allCases {
                let markers = MergeMarkers(granularity)
                #expect(markers.text(merge, closed) == merge.result(closed).text, "seed \(seed)")
                let marked = markers.text(merge).string
                #expect(marked.contains("<<<<<<<") == !merge.hunks.isEmpty, "seed \(seed)")
            }
        }
    }
}
