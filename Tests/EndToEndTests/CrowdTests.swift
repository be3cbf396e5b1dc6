import Dispatch
import DocketTestSupport
import Glibc
import Synchronization
import Testing

@Suite("Many processes on one store")
struct CrowdTests {
    @Test("at most k an item and all reach k, no line is refused, while an import runs and one process is stopped")
    func processes() throws {
        let (people, overlap, items) = (8, 3, Surroundings.rounds(60))
        let store = try SharedStore()
        try store.run("queue", "create", "q", "--overlap", "\(overlap)")
        try store.run("import", try store.writeItems(items, prefix: "i", to: "q.jsonl"), "--queue", "q")
        let large = try store.writeItems(Surroundings.rounds(3000), prefix: "n", to: "large.jsonl")
        let importing = try store.program(["import", large, "--queue", "large", "--json"]).start()
        // Somebody who claimed and is stopped for as long as the others work.
        let claimed = try store.run("next", "q", "--json", as: "stopped")
        #expect(claimed.contains("\"fence\""))
        let stopped = try store.program(["decide", "q"], as: "stopped").start()
        kill(stopped.pid, SIGSTOP)
        let receipts = Mutex<[(person: Int, receipt: PrintedReceipt)]>([])
        let failures = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: people) { person in
            var random = SeededGenerator(seed: UInt64(person))
            let lines = (1...items).shuffled(using: &random).map { item in
                #"{"id":"p\#(person)-i\#(item)","item":"i\#(item)","verdict":"accept","suggestion":"a"}"# + "\n"
            }
            do {
                let output = try store.run("decide", "q", as: "p\(person)", input: lines.joined())
                let printed = output.split(separator: "\n").compactMap { PrintedReceipt($0) }
                receipts.withLock { all in all += printed.map { (person, $0) } }
            } catch {
                failures.withLock { $0.append("\(error)") }
            }
        }
        #expect(failures.withLock { $0 } == [])
        kill(stopped.pid, SIGCONT)
        for item in 1...items {
            stopped.send(#"{"item":"i\#(item)","verdict":"accept","suggestion":"b"}"# + "\n")
            let receipt = try #require(PrintedReceipt(stopped.receive().split(separator: "\n").first ?? ""))
            #expect(receipt.isAcknowledged)
            receipts.withLock { $0.append((people, PrintedReceipt(late: receipt, item: item))) }
        }
        stopped.closeInput()
        #expect(stopped.wait() == 0)
        stopped.closeOutput()
        var counted: [Substring: Int] = [:]
        for (_, receipt) in receipts.withLock({ $0 }) {
            #expect(receipt.status == "saved" || receipt.status == "surplus", "\(receipt)")
            if receipt.status == "saved" { counted[receipt.id.split(separator: "-").last ?? "", default: 0] += 1 }
        }
        #expect(counted.count == items && counted.values.allSatisfy { $0 == overlap }, "\(counted)")
        #expect(receipts.withLock { $0.count } == (people + 1) * items)
        while !importing.receive().isEmpty {}
        #expect(importing.wait() == 0)
        importing.closeInput()
        importing.closeOutput()
        #expect(try store.status("q", "complete") == items)
        #expect(try store.status("q", "decisions") == items * overlap)
        #expect(try store.status("large", "items") == Surroundings.rounds(3000))
        try store.expectVerified()
    }
}

extension PrintedReceipt {
    /// The receipt of a decision that was given no id, under the name of its item.
    fileprivate init(late receipt: PrintedReceipt, item: Int) {
        self = receipt
        id = "late-i\(item)"
    }
}
