import DocketTestSupport
import Testing

@testable import DocketText

@Suite("A comparison accounts for every byte")
struct WordDiffPropertyTests {
    private static let vocabulary = [
        "the", "a", "of", "cat", "dog", "don't", "naïve", "日", "本", ".", ",", "\n", "👧", "e\u{301}", "x", "y", "z", "9",
    ]

    private static func text(_ count: Int, using generator: inout SeededGenerator) -> String {
        (0..<count).map { _ in
            (vocabulary.randomElement(using: &generator) ?? "")
                + ["", " ", " ", " ", "  ", "\t"][Int.random(in: 0..<6, using: &generator)]
        }.joined()
    }

    /// A few words of the text dropped, doubled or replaced.
    private static func edited(_ text: String, using generator: inout SeededGenerator) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false).map { word in
            switch Int.random(in: 0..<12, using: &generator) {
            case 0: ""
            case 1: word + " " + word
            case 2: "new"
            default: String(word)
            }
        }.joined(separator: " ")
    }

    /// What is wrong with the segments; nil if they rebuild both texts and alternate as they should.
    static func fault(_ diff: WordDiff, _ old: [UInt8], _ new: [UInt8]) -> String? {
        var oldEnd = 0
        var newEnd = 0
        for (index, segment) in diff.segments.enumerated() {
            let next = index + 1 < diff.segments.count ? diff.segments[index + 1] : nil
            switch segment {
            case .unchanged(let oldRange, let newRange):
                guard oldRange.lowerBound == oldEnd, newRange.lowerBound == newEnd else { return "a gap at \(index)" }
                guard !oldRange.isEmpty, old[oldRange] == new[newRange] else { return "no match at \(index)" }
                oldEnd = oldRange.upperBound
                newEnd = newRange.upperBound
                if next?.isChange == false { return "unchanged twice at \(index)" }
            case .removed(let range):
                guard range.lowerBound == oldEnd, !range.isEmpty else { return "a gap at \(index)" }
                oldEnd = range.upperBound
                if case .removed = next { return "removed twice at \(index)" }
            case .added(let range):
                guard range.lowerBound == newEnd, !range.isEmpty else { return "a gap at \(index)" }
                newEnd = range.upperBound
                if next?.isChange == true { return "a change behind added at \(index)" }
            }
        }
        return oldEnd == old.count && newEnd == new.count ? nil : "the end is missing"
    }

    @Test("the segments rebuild both texts, and both directions agree")
    func reconstruction() {
        for seed in 0..<UInt64(Surroundings.rounds(600)) {
            var generator = SeededGenerator(seed: seed)
            let old = Self.text(Int.random(in: 0...40, using: &generator), using: &generator)
            let new =
                seed % 3 == 0
                ? Self.text(Int.random(in: 0...40, using: &generator), using: &generator)
                : Self.edited(old, using: &generator)
            let diff = WordDiff(old, new)
            let reverse = WordDiff(new, old)
            #expect(Self.fault(diff, Array(old.utf8), Array(new.utf8)) == nil, "seed \(seed)")
            #expect(diff.distance == reverse.distance, "seed \(seed)")
            #expect(diff.addedWords == reverse.removedWords, "seed \(seed)")
            #expect((0...1).contains(diff.distance), "seed \(seed)")
            #expect((diff.distance == 0) == diff.isEqual, "seed \(seed)")
            #expect(diff.isEqual == (Array(old.utf8) == Array(new.utf8)), "seed \(seed)")
        }
    }

    @Test("random bytes are compared without loss")
    func randomBytes() {
        for seed in 0..<UInt64(Surroundings.rounds(400)) {
            var generator = SeededGenerator(seed: seed)
            let old = (0..<40).map { _ in UInt8.random(in: 0...255, using: &generator) }
            var new = old
            new.replaceSubrange(10..<20, with: [UInt8.random(in: 0...255, using: &generator)])
            #expect(Self.fault(WordDiff(oldBytes: old, newBytes: new), old, new) == nil, "seed \(seed)")
        }
    }

    @Test("a short comparison pairs as much as can be paired")
    func longestCommonSubsequence() {
        for seed in 0..<UInt64(Surroundings.rounds(400)) {
            var generator = SeededGenerator(seed: seed)
            let left = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
                Int32.random(in: 0..<6, using: &generator)
            }
            let right = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
                Int32.random(in: 0..<6, using: &generator)
            }
            let partners = SequenceAlignment(left, right, idCount: 6).partners
            let pairs = zip(left.indices, partners).filter { $0.1 >= 0 }
            #expect(pairs.allSatisfy { left[$0.0] == right[Int($0.1)] }, "seed \(seed)")
            #expect(zip(pairs, pairs.dropFirst()).allSatisfy { $0.1 < $1.1 }, "seed \(seed)")
            #expect(pairs.count == Self.lengthByTable(left, right), "seed \(seed)")
        }
    }

    /// The length of a longest common subsequence by the textbook table.
    private static func lengthByTable(_ left: [Int32], _ right: [Int32]) -> Int {
        var row = [Int](repeating: 0, count: right.count + 1)
        for element in left {
            var diagonal = 0
            for (index, other) in right.enumerated() {
                let above = row[index + 1]
                row[index + 1] = element == other ? diagonal + 1 : max(above, row[index])
                diagonal = above
            }
        }
        return row[right.count]
    }

    @Test("beyond the search's limit the comparison is coarser, and still right", arguments: 0..<3)
    func hugeDifferences(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let words = (0..<2500).map { _ in "w\(Int.random(in: 0..<500, using: &generator))" }
        let old = words.joined(separator: " ")
        let new = words.shuffled(using: &generator).joined(separator: " ")
        let diff = WordDiff(old, new)
        #expect(Self.fault(diff, Array(old.utf8), Array(new.utf8)) == nil, "seed \(seed)")
        #expect(diff.distance == WordDiff(new, old).distance, "seed \(seed)")
        #expect(diff.distance < 1, "seed \(seed)")
    }
}
