/// Pairs the equal elements of two sequences, in order: a longest common subsequence by the linear-space O(ND)
/// algorithm of E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986).
///
/// What occurs in one sequence only is set aside first, since it pairs with nothing. Where a search has seen
/// `costLimit` differences from both ends it settles for the point that got furthest: the result is then still a
/// common subsequence, though perhaps not a longest one, and the time stays O(n × costLimit).
struct SequenceAlignment {
    /// For each element of the first sequence its partner in the second, -1 for none.
    private(set) var partners: [Int32]

    private static let costLimit = 256

    private let first: [Int32]
    private let second: [Int32]
    private let firstPlaces: [Int32]
    private let secondPlaces: [Int32]
    /// Furthest points by diagonal, from the front and from the back.
    private var forward: [Int32]
    private var backward: [Int32]
    /// Index of diagonal 0 in them.
    private let origin: Int

    /// - Parameter idCount: one more than the greatest element; elements are not negative.
    init(_ left: [Int32], _ right: [Int32], idCount: Int) {
        partners = Array(repeating: -1, count: left.count)
        var prefix = 0
        let shared = min(left.count, right.count)
        while prefix < shared, left[prefix] == right[prefix] {
            partners[prefix] = Int32(prefix)
            prefix += 1
        }
        var suffix = 0
        while suffix < shared - prefix, left[left.count - 1 - suffix] == right[right.count - 1 - suffix] {
            suffix += 1
            partners[left.count - suffix] = Int32(right.count - suffix)
        }
        let leftRange = prefix..<left.count - suffix
        let rightRange = prefix..<right.count - suffix
        firstPlaces = SequenceAlignment.places(left, leftRange, occurringIn: right[rightRange], idCount)
        secondPlaces = SequenceAlignment.places(right, rightRange, occurringIn: left[leftRange], idCount)
        first = firstPlaces.map { left[Int($0)] }
        second = secondPlaces.map { right[Int($0)] }
        origin = second.count + 1
        forward = Array(repeating: 0, count: first.count + second.count + 3)
        backward = forward
        align()
    }

    private static func places(
        _ ids: [Int32], _ range: Range<Int>, occurringIn others: ArraySlice<Int32>, _ idCount: Int
    ) -> [Int32] {
        guard !range.isEmpty, !others.isEmpty else { return [] }
        var occurs = [Bool](repeating: false, count: idCount)
        for id in others { occurs[Int(id)] = true }
        return range.filter { occurs[Int(ids[$0])] }.map { Int32($0) }
    }

    private struct Box {
        var first: Range<Int>
        var second: Range<Int>
    }

    private mutating func align() {
        var pending = [Box(first: 0..<first.count, second: 0..<second.count)]
        while var box = pending.popLast() {
            trim(&box)
            guard !box.first.isEmpty, !box.second.isEmpty else { continue }
            let (x, y) = split(box)
            let front = Box(first: box.first.lowerBound..<x, second: box.second.lowerBound..<y)
            let back = Box(first: x..<box.first.upperBound, second: y..<box.second.upperBound)
            // A split at a corner divides nothing: what is left has no pair worth its search.
            guard front.first.count + front.second.count > 0, back.first.count + back.second.count > 0 else { continue }
            pending.append(front)
            pending.append(back)
        }
    }

    private mutating func trim(_ box: inout Box) {
        var (low, high) = (box.first.lowerBound, box.first.upperBound)
        var (otherLow, otherHigh) = (box.second.lowerBound, box.second.upperBound)
        while low < high, otherLow < otherHigh, first[low] == second[otherLow] {
            pair(low, otherLow)
            low += 1
            otherLow += 1
        }
        while low < high, otherLow < otherHigh, first[high - 1] == second[otherHigh - 1] {
            high -= 1
            otherHigh -= 1
            pair(high, otherHigh)
        }
        box = Box(first: low..<high, second: otherLow..<otherHigh)
    }

    private mutating func pair(_ index: Int, _ other: Int) {
        partners[Int(firstPlaces[index])] = secondPlaces[other]
    }

    /// A point of a path through the box that both searches reach, or the furthest one when the limit is met.
    private mutating func split(_ box: Box) -> (Int, Int) {
        var search = MiddleSearch(box.first, box.second)
        return first.withUnsafeBufferPointer { first in
            second.withUnsafeBufferPointer { second in
                forward.withUnsafeMutableBufferPointer { forward in
                    backward.withUnsafeMutableBufferPointer { backward in
                        search.run(
                            first, second, forward, backward, origin: origin, limit: SequenceAlignment.costLimit)
                    }
                }
            }
        }
    }
}
