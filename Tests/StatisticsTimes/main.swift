import DocketAdjudication
import DocketNotation
import Glibc

// How long agreement, consensus and ranking take from columns that are encoded already: one line of JSON a measurement. With a
// folder as its argument it also leaves the columns there, for Benchmarks/statistics_peers.py to time other packages on.

/// What is generated: votes of people of differing accuracy on items, and votes between models of differing strength.
let (unitCount, annotatorCount, labelCount, votesPerUnit) = (600_000, 1000, 5, 5)
let modelCount = 100
let rounds = 5

func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same columns on every machine.
struct Draws {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int { Int(unit() * Double(limit)) }

    mutating func unit() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((word ^ (word >> 31)) >> 11) * 0x1p-53
    }
}

/// - Parameter task: what is computed, under the name that other packages' measurements of it bear.
func report(_ task: String, threads: Int = 1, _ work: () -> Void) {
    work()
    let times = (0..<rounds).map { _ in
        let start = seconds()
        work()
        return seconds() - start
    }.sorted()
    let line: JSONObject = [
        "task": JSONValue(task), "program": JSONValue(threads > 1 ? "docket, \(threads) threads" : "docket"),
        "seconds": JSONValue(times[rounds / 2]),
    ]
    print(String(decoding: JSONValue.object(line).serialized, as: UTF8.self))
}

func write(_ column: [Int32], to name: String) {
    guard CommandLine.arguments.count > 1 else { return }
    let path = "\(CommandLine.arguments[1])/\(name).int32"
    guard let file = fopen(path, "w") else {
        perror(path)
        exit(1)
    }
    let written = fwrite(column, MemoryLayout<Int32>.stride, column.count, file)
    guard fclose(file) == 0, written == column.count else {
        perror(path)
        exit(1)
    }
}

var draws = Draws(state: 1)
let accuracies = (0..<annotatorCount).map { _ in 0.45 + 0.5 * draws.unit() }
var (units, annotators, labels): ([Int32], [Int32], [Int32]) = ([], [], [])
for unit in 0..<unitCount {
    let truth = draws.below(labelCount)
    for _ in 0..<votesPerUnit {
        let annotator = draws.below(annotatorCount)
        let isRight = draws.unit() < accuracies[annotator]
        let error = (truth + 1 + draws.below(labelCount - 1)) % labelCount
        units.append(Int32(unit))
        annotators.append(Int32(annotator))
        labels.append(Int32(isRight ? truth : error))
    }
}
write(units, to: "units")
write(annotators, to: "annotators")
write(labels, to: "labels")
let table = LabelTable(
    units: (0..<unitCount).map { LabelTable.Unit(item: String($0)) },
    annotators: (0..<annotatorCount).map { "annotator \($0)" }, labels: (0..<labelCount).map { "label \($0)" },
    unitCodes: units, annotatorCodes: annotators, labelCodes: labels)

report("alpha") {
    precondition(Agreement(table).estimate(.krippendorffAlpha(.nominal), interval: .none).value != nil)
}
for (method, task) in [(ConsensusMethod.majority, "majority"), (.dawidSkene, "Dawid-Skene, 20 steps")] {
    for threads in [1, 2] {
        var consensus = Consensus(method)
        consensus.iterations = 20
        consensus.threads = threads
        report(task, threads: threads) { precondition(consensus.fit(table).units.count == unitCount) }
    }
}

let strengths = (0..<modelCount).map { _ in 2 * draws.unit() - 1 }
var (lefts, rights): ([Int32], [Int32]) = ([], [])
var outcomes: [PairwiseVotes.Outcome] = []
for _ in 0..<units.count {
    let left = draws.below(modelCount)
    let right = (left + 1 + draws.below(modelCount - 1)) % modelCount
    lefts.append(Int32(left))
    rights.append(Int32(right))
    outcomes.append(draws.unit() < 1 / (1 + exp(strengths[right] - strengths[left])) ? .left : .right)
}
write(lefts, to: "lefts")
write(rights, to: "rights")
write(outcomes.map { Int32($0.rawValue) }, to: "outcomes")
report("Bradley-Terry") {
    let votes = PairwiseVotes(
        models: (0..<modelCount).map { "model \($0)" }, left: lefts, right: rights, outcomes: outcomes)
    precondition(BradleyTerry().fit(votes).isConnected)
}
