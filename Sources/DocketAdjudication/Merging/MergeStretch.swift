import DocketNotation
import DocketText

/// Changes by one or more people that overlap or touch, and the stretch of the base that they cover together.
struct MergeStretch {
    private struct Step {
        var person: Int
        var change: TextChange
    }

    private var base: Range<Int>
    /// By where they begin in the base.
    private var steps: [Step]

    /// The stretches in order; between two of them lies at least one token that nobody touched.
    static func stretches(of changes: [[TextChange]]) -> [MergeStretch] {
        let steps = changes.enumerated().flatMap { person, changes in
            changes.map { Step(person: person, change: $0) }
        }.sorted {
            let (left, right) = ($0.change.old, $1.change.old)
            return (left.lowerBound, left.upperBound, $0.person) < (right.lowerBound, right.upperBound, $1.person)
        }
        var found: [MergeStretch] = []
        for step in steps {
            if let last = found.last, last.meets(step) {
                found[found.count - 1].append(step)
            } else {
                found.append(MergeStretch(base: step.change.old, steps: [step]))
            }
        }
        return found
    }

    /// The regions of the stretches. Words that somebody replaced one by one can each be taken without the others; where one of
    /// them is contested they are one hunk, for nobody wants half of a phrase with half of another.
    static func regions(of changes: [[TextChange]], _ base: SourceText, _ edits: [EditMerge.Edit]) -> [MergeRegion] {
        var regions: [MergeRegion] = []
        var linked: [MergeStretch] = []
        func finish() {
            let own = linked.compactMap { $0.region(base, edits) }
            if linked.count > 1, own.contains(where: \.isHunk), let whole = joined(linked).region(base, edits) {
                regions.append(whole)
            } else {
                regions += own
            }
        }
        for stretch in stretches(of: changes) {
            if !linked.isEmpty, !stretch.continuesPhrase {
                finish()
                linked = []
            }
            linked.append(stretch)
        }
        finish()
        return regions
    }

    private static func joined(_ stretches: [MergeStretch]) -> MergeStretch {
        stretches.dropFirst().reduce(into: stretches[0]) { whole, next in next.steps.forEach { whole.append($0) } }
    }

    /// Whether somebody's phrase began in the stretch before.
    private var continuesPhrase: Bool {
        var seen: Set<Int> = []
        return steps.contains { seen.insert($0.person).inserted && $0.change.continuesPhrase }
    }

    /// Whether a change further on belongs here: it overlaps or touches, or only a blank lies before it and somebody else's
    /// change, and one of the two adds or drops words.
    private func meets(_ step: Step) -> Bool {
        if step.change.old.lowerBound <= base.upperBound { return true }
        guard step.change.reach <= base.upperBound else { return false }
        return steps.contains { other in
            other.change.old.upperBound == base.upperBound && other.person != step.person
                && !(other.change.isWordForWord && step.change.isWordForWord)
        }
    }

    private mutating func append(_ step: Step) {
        base = base.lowerBound..<max(base.upperBound, step.change.old.upperBound)
        steps.append(step)
    }

    /// - Returns: nil where nobody's bytes differ from the base's.
    func region(_ base: SourceText, _ edits: [EditMerge.Edit]) -> MergeRegion? {
        let original = SourceText(bytes: Array(base.bytes[self.base]))
        // Few people and short texts: looking through what is there costs less than hashing it.
        var texts = [original]
        var people: [[Int]] = [[]]
        for person in edits.indices {
            let text = text(of: person, edits) ?? original
            if let known = texts.firstIndex(of: text) {
                people[known].append(person)
            } else {
                texts.append(text)
                people.append([person])
            }
        }
        guard texts.count > 1 else { return nil }
        var variants = texts.indices.map { place in
            MergeVariant(
                kind: place == 0 ? .asItWas : .edited, text: texts[place], people: people[place],
                weight: people[place].reduce(0) { $0 + edits[$1].weight })
        }.sorted(by: Self.precedes)
        let agreed = texts.count == 2 ? variants.firstIndex { $0.kind == .edited } : nil
        if agreed == nil, let combined = combination(base, edits), !texts.contains(combined) {
            let authors = Set(steps.map(\.person)).sorted()
            variants.append(MergeVariant(kind: .combined, text: combined, people: authors, weight: 0))
        }
        return MergeRegion(base: self.base, variants: variants, agreed: agreed)
    }

    /// What a person made of the stretch; nil where they left it alone.
    private func text(of person: Int, _ edits: [EditMerge.Edit]) -> SourceText? {
        guard let first = steps.first(where: { $0.person == person })?.change,
            let last = steps.last(where: { $0.person == person })?.change
        else { return nil }
        let start = first.new.lowerBound - (first.old.lowerBound - base.lowerBound)
        let end = last.new.upperBound + (base.upperBound - last.old.upperBound)
        return SourceText(bytes: Array(edits[person].text.bytes[start..<end]))
    }

    private static func precedes(_ left: MergeVariant, _ right: MergeVariant) -> Bool {
        if left.weight != right.weight { return left.weight > right.weight }
        if left.people.count != right.people.count { return left.people.count > right.people.count }
        if left.kind != right.kind { return left.kind == .edited }
        return left.text.bytes.lexicographicallyPrecedes(right.text.bytes)
    }

    /// All changes one after the other; nil where two of them overlap, or add different things at the same place.
    private func combination(_ base: SourceText, _ edits: [EditMerge.Edit]) -> SourceText? {
        var bytes: [UInt8] = []
        var end = self.base.lowerBound
        var last: (old: Range<Int>, text: ArraySlice<UInt8>)?
        for step in steps {
            let old = step.change.old
            let text = edits[step.person].text.bytes[step.change.new]
            if let last, last.old == old {
                guard last.text == text else { return nil }
                continue
            }
            guard old.lowerBound >= end else { return nil }
            bytes += base.bytes[end..<old.lowerBound] + text
            end = old.upperBound
            last = (old, text)
        }
        return SourceText(bytes: bytes + base.bytes[end..<self.base.upperBound])
    }
}
