import DocketTestSupport
import Testing

@testable import DocketText

@Suite("Lines of two texts beside each other")
struct LineAlignmentTests {
    private func rows(_ old: String, _ new: String) -> [String] {
        let left = Array(old.utf8)
        let right = Array(new.utf8)
        func text(_ bytes: [UInt8], _ range: Range<Int>?) -> String {
            range.map { String(decoding: bytes[$0].filter { $0 != 0x0A }, as: UTF8.self) } ?? "/"
        }
        return LineAlignment(left, right).rows.map {
            "\(text(left, $0.old)) \($0.isSame ? "=" : "|") \(text(right, $0.new))"
        }
    }

    @Test("what is the same stands beside itself, what is similar beside what it became, the rest alone")
    func alignment() {
        #expect(rows("a\nb\nc\n", "a\nc\n") == ["a = a", "b | /", "c = c"])
        #expect(
            rows("one\nthe quick brown fox\ntwo\n", "one\nnew line here\nthe quick red fox\ntwo")
                == ["one = one", "/ | new line here", "the quick brown fox | the quick red fox", "two | two"])
        #expect(rows("", "a\nb") == ["/ | a", "/ | b"])
        #expect(rows("", "") == [])
        #expect(rows("same", "same") == ["same = same"])
    }

    @Test("a line that occurs once holds its place, however many blank lines are around it")
    func anchors() {
        #expect(
            rows("head\n\n\n\ntail\n\n", "\n\nhead\n\ntail\n")
                == ["/ | ", "/ | ", "head = head", " = ", " | /", " | /", "tail = tail", " | /"])
    }

    @Test(
        "every byte of both texts is in a row, in order, and equal rows are equal", arguments: Surroundings.seeds(200))
    func covering(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        func text() -> [UInt8] {
            let lines = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                (0..<Int.random(in: 0...4, using: &generator))
                    .map { _ in ["red", "green", "blue", "a", "漢字"].randomElement(using: &generator) ?? "a" }
                    .joined(separator: " ")
            }
            return Array((lines.joined(separator: "\n") + (Bool.random(using: &generator) ? "\n" : "")).utf8)
        }
        let old = text()
        let new = text()
        let alignment = LineAlignment(old, new)
        #expect(alignment.rows.compactMap(\.old).flatMap { old[$0] } == old, "seed \(seed)")
        #expect(alignment.rows.compactMap(\.new).flatMap { new[$0] } == new, "seed \(seed)")
        for row in alignment.rows {
            guard let left = row.old, let right = row.new else {
                #expect(!row.isSame, "seed \(seed)")
                continue
            }
            #expect(row.isSame == (old[left] == new[right]), "seed \(seed)")
        }
        func outside(_ marks: [Range<Int>], _ rows: [Range<Int>?]) -> Bool {
            marks.contains { mark in
                !rows.contains {
                    $0.map { $0.lowerBound <= mark.lowerBound && mark.upperBound <= $0.upperBound } ?? false
                }
            }
        }
        let changed = alignment.rows.filter { !$0.isSame }
        #expect(
            !outside(alignment.removed, changed.map(\.old)) && !outside(alignment.added, changed.map(\.new)),
            "seed \(seed)")
        #expect(zip(alignment.removed, alignment.removed.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
        #expect(zip(alignment.added, alignment.added.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
        // Backwards the same words are found, the other way round.
        let back = LineAlignment(new, old)
        #expect(back.rows.count { $0.isSame } == alignment.rows.count { $0.isSame }, "seed \(seed)")
    }

    @Test("thousands of rewritten lines are still aligned")
    func large() {
        let old = (0..<3000).map { "line \($0) of the first" }.joined(separator: "\n")
        let new = (0..<3000).map { $0 % 500 == 0 ? "kept \($0)\nline \($0) of the first" : "other words \($0)" }
            .joined(separator: "\n")
        let alignment = LineAlignment(Array(old.utf8), Array(new.utf8))
        #expect(alignment.rows.count { $0.isSame } == 6)
    }
}
