/// Who was compared with whom, and who beat whom: whether a ranking can be told from it at all.
struct ComparisonGraph {
    private let size: Int
    private let pairs: [PairwiseVotes.Pair]

    init(_ votes: PairwiseVotes, _ pairs: [PairwiseVotes.Pair]) {
        size = votes.models.count
        self.pairs = pairs
    }

    /// For each model the number of its group: models of different groups were never compared, not even through others.
    var groups: [Int] {
        Self.components(
            size, edges: pairs.flatMap { [($0.left, $0.right), ($0.right, $0.left)] })
    }

    /// For each model the number of its circle: those that beat each other, if only through others. Who ties beats and is
    /// beaten. Strengths are finite where a group is one circle. (Ford 1957.)
    var circles: [Int] {
        var edges: [(Int, Int)] = []
        for pair in pairs {
            if pair.leftWins + pair.ties > 0 { edges.append((pair.left, pair.right)) }
            if pair.rightWins + pair.ties > 0 { edges.append((pair.right, pair.left)) }
        }
        return Self.components(size, edges: edges)
    }

    /// Whether the advantage of a side is finite and can be told from the strengths.
    ///
    /// It is not where strengths can be moved so that, with the side's advantage growing, no vote becomes less likely: x
    /// with xᵢ - xⱼ + d ≥ 0 for each win of i on the left, ≤ 0 for each on the right and = 0 for ties, d being 1 or -1. These are
    /// difference constraints: there is such an x just where no cycle of them is negative.
    var canTellSides: Bool {
        [1, -1].allSatisfy { advantage in
            // An edge a → b of length l says x(b) ≤ x(a) + l.
            var edges: [(from: Int, to: Int, length: Int)] = []
            for pair in pairs {
                if pair.leftWins + pair.ties > 0 { edges.append((pair.left, pair.right, advantage)) }
                if pair.rightWins + pair.ties > 0 { edges.append((pair.right, pair.left, -advantage)) }
            }
            return hasNegativeCycle(edges)
        }
    }

    /// By Bellman and Ford's rounds, from everywhere at once.
    private func hasNegativeCycle(_ edges: [(from: Int, to: Int, length: Int)]) -> Bool {
        var distances = [Int](repeating: 0, count: size)
        for _ in 0...size {
            var isSettled = true
            for edge in edges where distances[edge.from] + edge.length < distances[edge.to] {
                distances[edge.to] = distances[edge.from] + edge.length
                isSettled = false
            }
            if isSettled { return false }
        }
        return true
    }

    /// Strongly connected components (Tarjan 1972), without recursion: chains of models may be long.
    private static func components(_ size: Int, edges: [(Int, Int)]) -> [Int] {
        var next = [[Int]](repeating: [], count: size)
        for (from, to) in edges { next[from].append(to) }
        var component = [Int](repeating: -1, count: size)
        var index = component
        var low = component
        var open: [Int] = []
        var visited = 0
        var found = 0
        for root in 0..<size where index[root] < 0 {
            var path = [(node: root, edge: 0)]
            while let (node, edge) = path.last {
                if edge == 0 {
                    (index[node], low[node]) = (visited, visited)
                    visited += 1
                    open.append(node)
                }
                if edge < next[node].count {
                    path[path.count - 1].edge += 1
                    let other = next[node][edge]
                    if index[other] < 0 {
                        path.append((other, 0))
                    } else if component[other] < 0 {
                        low[node] = min(low[node], index[other])
                    }
                    continue
                }
                path.removeLast()
                if let parent = path.last { low[parent.node] = min(low[parent.node], low[node]) }
                guard low[node] == index[node] else { continue }
                while let member = open.popLast() {
                    component[member] = found
                    if member == node { break }
                }
                found += 1
            }
        }
        return component
    }
}
