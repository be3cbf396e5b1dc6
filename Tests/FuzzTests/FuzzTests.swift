import DocketTestSupport
import FuzzTargets
import Glibc
import Testing

/// The checks of the fuzzers on seeded mutations of their seeds: the same inputs each time, more with the scale.
@Suite("Whatever bytes come")
struct FuzzTests {
    @Test("the seeds themselves hold", arguments: FuzzTarget.allCases)
    func seeds(target: FuzzTarget) throws {
        let seeds = Self.seeds(of: target)
        try #require(!seeds.isEmpty)
        for seed in seeds { #expect(target.fault(seed) == nil) }
    }

    @Test("mutations of the seeds hold", arguments: FuzzTarget.allCases)
    func mutations(target: FuzzTarget) throws {
        let seeds = Self.seeds(of: target)
        for number in Surroundings.seeds(Self.rounds(of: target)) {
            var generator = SeededGenerator(seed: number)
            var mutator = ByteMutator(corpus: seeds)
            let bytes = mutator.make(using: &generator)
            if let fault = target.fault(bytes) {
                Issue.record("\(target) with DOCKET_TEST_SEED=\(number): \(fault) in \(bytes)")
                return
            }
        }
    }

    /// A few seconds for all of them; what lays text out costs the most.
    private static func rounds(of target: FuzzTarget) -> Int {
        switch target {
        case .display, .markdown: 60
        case .table, .lines: 400
        case .keys, .json, .toml, .scheme, .pem: 600
        }
    }

    private static func seeds(of target: FuzzTarget) -> [[UInt8]] {
        let folder = Surroundings.projectFile("Fuzzing/Seeds/\(target.rawValue)")
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var seeds: [String: [UInt8]] = [:]
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix("."), let bytes = Surroundings.bytes(ofFile: "\(folder)/\(name)") { seeds[name] = bytes }
        }
        return seeds.keys.sorted().compactMap { seeds[$0] }
    }
}
