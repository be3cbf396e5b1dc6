#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Work cut into blocks, done by several threads.
///
/// What a block is does not depend on the number of threads, and results come back in the blocks' order: sums over
/// them are the same, bit for bit, on every machine.
struct FixedBlocks: Sendable {
    /// How many numbers 0, 1, … are cut up.
    var size: Int
    var count: Int

    /// - Parameter count: 1 or more.
    init(_ size: Int, count: Int) {
        self.size = size
        self.count = max(1, min(count, size))
    }

    /// The numbers of one block.
    subscript(block: Int) -> Range<Int> {
        size * block / count..<size * (block + 1) / count
    }

    /// - Parameter threads: how many work at a time; the calling one is one of them.
    func map<Result: Sendable>(threads: Int, _ work: @escaping @Sendable (Range<Int>, Int) -> Result) -> [Result] {
        let threads = max(1, min(threads, count))
        let shares = (0..<threads).map { first in
            Share(blocks: stride(from: first, to: count, by: threads).map { ($0, self[$0]) }, work: work)
        }
        let handles = shares.dropFirst().map { $0.start() }
        shares[0].run()
        for (share, handle) in zip(shares.dropFirst(), handles) {
            // Where no thread was to be had, the calling one does it.
            if let handle { pthread_join(handle, nil) } else { share.run() }
        }
        return (0..<count).map { shares[$0 % threads].results[$0 / threads] }
    }

    /// An array that the blocks write, each its own part.
    /// - Parameter write: initialises what belongs to these numbers.
    func fill<Element>(
        _ count: Int, threads: Int, _ write: @escaping @Sendable (Range<Int>, UnsafeMutablePointer<Element>) -> Void
    ) -> [Element] {
        Array(unsafeUninitializedCapacity: count) { elements, initialized in
            if let start = elements.baseAddress, size > 0 {
                // The blocks' parts do not overlap.
                nonisolated(unsafe) let start = start
                _ = map(threads: threads) { numbers, _ in write(numbers, start) }
            }
            initialized = count
        }
    }

    /// How many processors the machine has.
    static let processors = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}

/// The blocks of one thread.
private final class Share<Result: Sendable>: @unchecked Sendable {
    // Written by the thread that runs it, read once that one was joined.
    private(set) var results: [Result] = []
    private let blocks: [(Int, Range<Int>)]
    private let work: @Sendable (Range<Int>, Int) -> Result

    init(blocks: [(Int, Range<Int>)], work: @escaping @Sendable (Range<Int>, Int) -> Result) {
        self.blocks = blocks
        self.work = work
    }

    func run() {
        results = blocks.map { work($0.1, $0.0) }
    }

    func start() -> pthread_t? {
        let body = Unmanaged.passRetained(Body { self.run() })
        var handle = pthread_t()
        let status = pthread_create(
            &handle, nil,
            { argument in
                if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, body.toOpaque())
        guard status == 0 else {
            body.release()
            return nil
        }
        return handle
    }
}

private final class Body {
    let run: () -> Void

    init(_ run: @escaping () -> Void) {
        self.run = run
    }
}
