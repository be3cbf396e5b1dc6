#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A row of numbers, one a class, that the processor handles together. Operations are spelled for each type: in generic
/// code the operators of `SIMD` would go lane by lane.
protocol ClassVector: SIMD, Sendable where Scalar: BinaryFloatingPoint & Sendable {
    static func sum(_ first: Self, _ second: Self) -> Self
    static func product(_ first: Self, _ second: Self) -> Self
    static func scaled(_ vector: Self, by factor: Scalar) -> Self
    /// e to the lanes less `shift`, which is not below any of them. 0 where that is below the scalar's least number.
    static func exponential(_ vector: Self, shift: Scalar) -> Self
    static func greatestLane(_ vector: Self) -> Scalar
    static func laneSum(_ vector: Self) -> Scalar
    static func greatestDifference(_ first: Self, _ second: Self) -> Scalar
}

extension ClassVector {
    /// Stands for the logarithm of 0. Finite, so that sums of it stay numbers.
    static var logOfZero: Scalar { -1e30 }
    /// Sums below this hold a logarithm of 0.
    static var impossible: Scalar { -5e29 }
    /// A sum of products of shares that is not below this lost nothing to underflow that could be seen in it.
    static var leastTotal: Scalar { MemoryLayout<Scalar>.size == 4 ? 1e-25 : 1e-100 }
    /// How near two posteriors are level.
    static var level: Double { MemoryLayout<Scalar>.size == 4 ? 1e-5 : 1e-9 }
}

extension SIMD4<Float>: ClassVector {
    @inline(__always) static func sum(_ first: Self, _ second: Self) -> Self { first + second }
    @inline(__always) static func product(_ first: Self, _ second: Self) -> Self { first * second }
    @inline(__always) static func scaled(_ vector: Self, by factor: Float) -> Self { vector * factor }

    /// 2ⁿ · eʳ with |r| ≤ ln 2 / 2; eʳ by the polynomial of the Cephes library's expf (Moshier), good to one unit in the
    /// last place or so. n is rounded by adding and taking away 1.5 · 2²³.
    @inline(__always) static func exponential(_ vector: Self, shift: Float) -> Self {
        let exponent = vector - shift
        let isZero = exponent .< -87
        let bounded = exponent.replacing(with: -87, where: isZero)
        let rounded = bounded * 1.442_695_04 + 12_582_912
        let whole = rounded - 12_582_912
        let rest = bounded - whole * 0.693_359_375 + whole * 2.121_944_4e-4
        var power = rest * 1.987_569_15e-4 + 1.398_199_950_7e-3
        power = power * rest + 8.333_451_907_3e-3
        power = power * rest + 4.166_579_589_4e-2
        power = power * rest + 1.666_666_545_9e-1
        power = power * rest + 5.000_000_120_1e-1
        power = power * rest * rest + rest + 1
        let bits = unsafeBitCast(power, to: SIMD4<Int32>.self) &+ unsafeBitCast(rounded, to: SIMD4<Int32>.self) &<< 23
        return unsafeBitCast(bits, to: Self.self).replacing(with: 0, where: isZero)
    }

    @inline(__always) static func greatestLane(_ vector: Self) -> Float {
        let halves = vector.lowHalf.replacing(with: vector.highHalf, where: vector.lowHalf .< vector.highHalf)
        return halves.x < halves.y ? halves.y : halves.x
    }

    @inline(__always) static func laneSum(_ vector: Self) -> Float {
        let halves = vector.lowHalf + vector.highHalf
        return halves.x + halves.y
    }

    @inline(__always) static func greatestDifference(_ first: Self, _ second: Self) -> Float {
        let difference = first - second
        return greatestLane(difference.replacing(with: -difference, where: difference .< 0))
    }
}

extension SIMD8<Float>: ClassVector {
    @inline(__always) static func sum(_ first: Self, _ second: Self) -> Self { first + second }
    @inline(__always) static func product(_ first: Self, _ second: Self) -> Self { first * second }
    @inline(__always) static func scaled(_ vector: Self, by factor: Float) -> Self { vector * factor }

    @inline(__always) static func exponential(_ vector: Self, shift: Float) -> Self {
        Self(
            lowHalf: SIMD4.exponential(vector.lowHalf, shift: shift),
            highHalf: SIMD4.exponential(vector.highHalf, shift: shift))
    }

    @inline(__always) static func greatestLane(_ vector: Self) -> Float {
        SIMD4.greatestLane(
            vector.lowHalf.replacing(with: vector.highHalf, where: vector.lowHalf .< vector.highHalf))
    }

    @inline(__always) static func laneSum(_ vector: Self) -> Float {
        SIMD4.laneSum(vector.lowHalf + vector.highHalf)
    }

    @inline(__always) static func greatestDifference(_ first: Self, _ second: Self) -> Float {
        let difference = first - second
        return greatestLane(difference.replacing(with: -difference, where: difference .< 0))
    }
}

extension SIMD2<Double>: ClassVector {
    @inline(__always) static func sum(_ first: Self, _ second: Self) -> Self { first + second }
    @inline(__always) static func product(_ first: Self, _ second: Self) -> Self { first * second }
    @inline(__always) static func scaled(_ vector: Self, by factor: Double) -> Self { vector * factor }

    @inline(__always) static func exponential(_ vector: Self, shift: Double) -> Self {
        Self(exp(vector.x - shift), exp(vector.y - shift))
    }

    @inline(__always) static func greatestLane(_ vector: Self) -> Double { Swift.max(vector.x, vector.y) }
    @inline(__always) static func laneSum(_ vector: Self) -> Double { vector.x + vector.y }

    @inline(__always) static func greatestDifference(_ first: Self, _ second: Self) -> Double {
        Swift.max(abs(first.x - second.x), abs(first.y - second.y))
    }
}
