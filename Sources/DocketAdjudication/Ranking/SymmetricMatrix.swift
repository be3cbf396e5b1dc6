/// A square matrix, row by row; whoever writes to it keeps it symmetric.
struct SymmetricMatrix: Sendable, Hashable {
    let size: Int
    private var cells: [Double]

    init(size: Int) {
        self.size = size
        cells = [Double](repeating: 0, count: size * size)
    }

    subscript(row: Int, column: Int) -> Double {
        get { cells[row * size + column] }
        set { cells[row * size + column] = newValue }
    }

    /// The lower triangle L with L Lᵀ = this; nil unless it is positive definite. Cubic in the size.
    func choleskyFactor() -> Factor? {
        var lower = cells
        let isDefinite = lower.withUnsafeMutableBufferPointer { lower in
            for row in 0..<size {
                for column in 0...row {
                    var sum = lower[row * size + column]
                    for place in 0..<column { sum -= lower[row * size + place] * lower[column * size + place] }
                    if row == column {
                        // Below this it is nothing but rounding.
                        guard sum > cells[row * size + row] * 1e-13 else { return false }
                        lower[row * size + row] = sum.squareRoot()
                    } else {
                        lower[row * size + column] = sum / lower[column * size + column]
                    }
                }
            }
            return true
        }
        return isDefinite ? Factor(size: size, lower: lower) : nil
    }

    /// A matrix as the product of a triangle with itself.
    struct Factor {
        fileprivate let size: Int
        fileprivate let lower: [Double]

        /// The x of which the matrix makes this.
        func solve(_ vector: [Double]) -> [Double] {
            var solution = vector
            for row in 0..<size {
                for place in 0..<row { solution[row] -= lower[row * size + place] * solution[place] }
                solution[row] /= lower[row * size + row]
            }
            for row in (0..<size).reversed() {
                for place in row + 1..<size { solution[row] -= lower[place * size + row] * solution[place] }
                solution[row] /= lower[row * size + row]
            }
            return solution
        }

        var inverse: SymmetricMatrix {
            var inverse = SymmetricMatrix(size: size)
            for column in 0..<size {
                var unit = [Double](repeating: 0, count: size)
                unit[column] = 1
                for (row, value) in solve(unit).enumerated() { inverse[row, column] = value }
            }
            return inverse
        }
    }
}
