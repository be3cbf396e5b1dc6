/// The search from both corners of a box of the edit graph for a point where shortest paths meet (Myers 1986, §4b).
///
/// A diagonal is the place in the first sequence minus the place in the second. `forward` holds by diagonal the
/// furthest place in the first sequence reached from the front, `backward` the one reached from the back.
struct MiddleSearch {
    private let first: Range<Int>
    private let second: Range<Int>
    /// Diagonals under way, every other one of which is looked at in a round.
    private var front: ClosedRange<Int>
    private var back: ClosedRange<Int>

    init(_ first: Range<Int>, _ second: Range<Int>) {
        self.first = first
        self.second = second
        let start = first.lowerBound - second.lowerBound
        let end = first.upperBound - second.upperBound
        front = start...start
        back = end...end
    }

    mutating func run(
        _ left: UnsafeBufferPointer<Int32>, _ right: UnsafeBufferPointer<Int32>,
        _ forward: UnsafeMutableBufferPointer<Int32>, _ backward: UnsafeMutableBufferPointer<Int32>,
        origin: Int, limit: Int
    ) -> (Int, Int) {
        let least = first.lowerBound - second.upperBound
        let greatest = first.upperBound - second.lowerBound
        let isOdd = (front.lowerBound - back.lowerBound) % 2 != 0
        forward[origin + front.lowerBound] = Int32(first.lowerBound)
        backward[origin + back.lowerBound] = Int32(first.upperBound)

        // The innermost loops of a comparison: indices stay within the box and the arrays, so wrapping arithmetic,
        // which costs no checks, gives the same results.
        for _ in 1...limit {
            front = MiddleSearch.widened(front, least...greatest, forward, origin, unreached: -1)
            var diagonal = front.upperBound
            while diagonal >= front.lowerBound {
                let slot = origin &+ diagonal
                let below = Int(truncatingIfNeeded: forward[slot &- 1])
                let above = Int(truncatingIfNeeded: forward[slot &+ 1])
                var x = below >= above ? below &+ 1 : above
                let end = min(first.upperBound, second.upperBound &+ diagonal)
                while x < end, left[x] == right[x &- diagonal] { x &+= 1 }
                forward[slot] = Int32(truncatingIfNeeded: x)
                if isOdd, back.contains(diagonal), Int(truncatingIfNeeded: backward[slot]) <= x {
                    return (x, x - diagonal)
                }
                diagonal &-= 2
            }
            back = MiddleSearch.widened(back, least...greatest, backward, origin, unreached: Int32.max)
            diagonal = back.upperBound
            while diagonal >= back.lowerBound {
                let slot = origin &+ diagonal
                let below = Int(truncatingIfNeeded: backward[slot &- 1])
                let above = Int(truncatingIfNeeded: backward[slot &+ 1])
                var x = below < above ? below : above &- 1
                let end = max(first.lowerBound, second.lowerBound &+ diagonal)
                while x > end, left[x &- 1] == right[x &- 1 &- diagonal] { x &-= 1 }
                backward[slot] = Int32(truncatingIfNeeded: x)
                if !isOdd, front.contains(diagonal), x <= Int(truncatingIfNeeded: forward[slot]) {
                    return (x, x - diagonal)
                }
                diagonal &-= 2
            }
        }
        return furthest(forward, backward, origin)
    }

    /// The diagonals of the next round: one more at each side, or one less where the box ends.
    private static func widened(
        _ diagonals: ClosedRange<Int>, _ limits: ClosedRange<Int>, _ reached: UnsafeMutableBufferPointer<Int32>,
        _ origin: Int, unreached: Int32
    ) -> ClosedRange<Int> {
        var low = diagonals.lowerBound
        var high = diagonals.upperBound
        if low > limits.lowerBound {
            low -= 1
            reached[origin + low - 1] = unreached
        } else {
            low += 1
        }
        if high < limits.upperBound {
            high += 1
            reached[origin + high + 1] = unreached
        } else {
            high -= 1
        }
        return low...high
    }

    /// The point furthest from its corner that either search has reached.
    private func furthest(
        _ forward: UnsafeMutableBufferPointer<Int32>, _ backward: UnsafeMutableBufferPointer<Int32>, _ origin: Int
    ) -> (Int, Int) {
        var ahead = (first.lowerBound, second.lowerBound)
        for diagonal in stride(from: front.upperBound, through: front.lowerBound, by: -2) {
            let x = min(Int(forward[origin + diagonal]), first.upperBound, second.upperBound + diagonal)
            if x + x - diagonal > ahead.0 + ahead.1 { ahead = (x, x - diagonal) }
        }
        var behind = (first.upperBound, second.upperBound)
        for diagonal in stride(from: back.upperBound, through: back.lowerBound, by: -2) {
            let x = max(Int(backward[origin + diagonal]), first.lowerBound, second.lowerBound + diagonal)
            if x + x - diagonal < behind.0 + behind.1 { behind = (x, x - diagonal) }
        }
        let advance = ahead.0 + ahead.1 - first.lowerBound - second.lowerBound
        let retreat = first.upperBound + second.upperBound - behind.0 - behind.1
        return advance >= retreat ? ahead : behind
    }
}
