import Dispatch
import DocketTestSupport
import Glibc
import Synchronization
import Testing

/// Programs that write are killed, again and again, at points that a seed and the machine choose. Every receipt that one of
/// them printed is then asked for.
@Suite("Processes killed at any moment")
struct KillStormTests {
    private static let signals = [SIGKILL, SIGTERM, SIGHUP]
    private static let workers = 4

    @Test("no receipt is lost, nothing is doubled, and the store verifies", arguments: Surroundings.seeds(1))
    func decisions(seed: UInt64) throws {
        let rounds = Surroundings.rounds(270) / Self.workers + 1
        let (most, items) = (10, rounds * 6)
        let store = try SharedStore()
        try store.run("queue", "create", "q", "--overlap", "\(Self.workers)")
        try store.run("import", try store.writeItems(items, prefix: "i", to: "q.jsonl"), "--queue", "q")
        let killed = Mutex(0)
        let printed = Mutex<[String: PrintedReceipt]>([:])
        let failures = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: Self.workers) { worker in
            var random = SeededGenerator(seed: seed << 8 + UInt64(worker))
            var open = (1...items).map { Self.line(worker, $0) }[...]
            for _ in 1...rounds where !open.isEmpty {
                let receipts = Self.receiptsOfKilled(
                    store.program(["decide", "q"], as: "w\(worker)"), lines: open.prefix(most + 2),
                    after: Int.random(in: 0...most, using: &random), by: Self.signals.randomElement(using: &random))
                killed.withLock { $0 += 1 }
                for receipt in receipts {
                    guard receipt.isAcknowledged else {
                        failures.withLock { $0.append("\(receipt)") }
                        continue
                    }
                    printed.withLock { $0[receipt.id] = receipt }
                }
                // Those without a receipt are sent again, and the last one with a receipt, too.
                open = open.dropFirst(max(0, receipts.count - 1))
            }
        }
        let comment = "seed \(seed) (DOCKET_TEST_SEED), \(killed.withLock { $0 }) killed"
        #expect(failures.withLock { $0 } == [], "\(comment)")
        try store.expectVerified("\(comment)")
        // Everything once more: what was acknowledged is known, under the same position and hash.
        let acknowledged = printed.withLock { $0 }
        #expect(acknowledged.count > rounds, "\(comment)")
        for worker in 0..<Self.workers {
            let lines = (1...items).map { Self.line(worker, $0) }.joined()
            let again = try store.run("decide", "q", as: "w\(worker)", input: lines).split(separator: "\n")
            #expect(again.count == items)
            for receipt in again.compactMap({ PrintedReceipt($0) }) {
                guard let earlier = acknowledged[receipt.id] else { continue }
                #expect(receipt.status == "duplicate", "\(receipt.id) was lost; \(comment)")
                #expect(receipt.position == earlier.position && receipt.hash == earlier.hash, "\(comment)")
            }
        }
        #expect(try store.status("q", "decisions") == items * Self.workers, "\(comment)")
        try store.expectVerified("\(comment)")
    }

    private static func line(_ worker: Int, _ item: Int) -> String {
        #"{"id":"d-\#(worker)-\#(item)","item":"i\#(item)","verdict":"accept","suggestion":"a"}"# + "\n"
    }

    /// Starts a program, gives it lines, reads so many receipts, kills it, and reads what else it had printed.
    private static func receiptsOfKilled(
        _ program: ChildProcess, lines: ArraySlice<String>, after count: Int, by signal: Int32?
    ) -> [PrintedReceipt] {
        guard let running = try? program.start() else { return [] }
        running.send(lines.joined())
        var output = ""
        while output.utf8.count(where: { $0 == UInt8(ascii: "\n") }) < min(count, lines.count) {
            let piece = running.receive()
            if piece.isEmpty { break }
            output += piece
        }
        kill(running.pid, signal ?? SIGKILL)
        while case let piece = running.receive(), !piece.isEmpty { output += piece }
        running.wait()
        running.closeInput()
        running.closeOutput()
        // A line without its end was not printed.
        return output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().compactMap {
            PrintedReceipt($0)
        }
    }

    @Test("an import that was killed leaves nothing behind, and the next brings everything once")
    func imports() throws {
        let kills = Surroundings.rounds(30)
        let seed = Surroundings.seeds(1)[0]
        var random = SeededGenerator(seed: seed)
        let store = try SharedStore()
        let file = try store.writeItems(1500, prefix: "i", to: "items.jsonl")
        try store.run("import", try store.writeItems(5, prefix: "first", to: "first.jsonl"), "--queue", "q")
        let log = store.path + "-wal"
        var finished = 0
        for round in 1...kills {
            let running = try store.program(["import", file, "--queue", "q\(round % 3)"]).start()
            // The log's size says how far it is: the point is anywhere from its start to its end.
            let size = Int.random(in: 0...2_000_000, using: &random)
            while running.isRunning {
                var status = stat()
                if stat(log, &status) == 0, status.st_size >= size { break }
                poll(nil, 0, 1)
            }
            kill(running.pid, try #require(Self.signals.randomElement(using: &random)))
            while !running.receive().isEmpty {}
            if running.wait() == 0 { finished += 1 }
            running.closeInput()
            running.closeOutput()
            if round % 10 == 0 { try store.expectVerified("seed \(seed), round \(round)") }
        }
        for queue in ["q0", "q1", "q2"] {
            try store.run("import", file, "--queue", queue)
            #expect(try store.status(queue, "items") == 1500, "seed \(seed)")
        }
        #expect(try store.status("q", "items") == 5)
        try store.expectVerified("seed \(seed)")
        print("imports: \(kills) killed, \(finished) of them had finished")
    }
}
