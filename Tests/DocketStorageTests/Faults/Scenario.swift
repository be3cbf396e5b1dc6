import DocketModel
import DocketNotation
import DocketStorage
import DocketTestSupport
import Glibc
import Testing

/// Something that people do from a given store on. Short, so that each of its writes can be spoiled in turn; together
/// they do everything that the contract can.
enum Scenario: CaseIterable, Sendable, CustomTestStringConvertible {
    case creation, importing, deciding, adjudicating, checkpoint

    var testDescription: String { "\(self)" }

    /// The store's files before it begins; nil for none.
    func makeBase() async throws -> StoreImage? {
        if self == .creation { return nil }
        let place = try Place(ids: "base")
        let folder = try place.makeStoreFolder()
        let plan = try FaultPlan(folder: folder, keepsContent: true)
        let client = Client(place)
        try await client.configure(overlap: Overlap(2))
        if self != .importing { try await client.bring((1...3).map { Fixture.item($0) }) }
        if self == .adjudicating {
            for person in ["ann", "bob"] as [PersonID] {
                try await client.decide(place.decision(EventID("0-\(person)"), 1, by: person))
            }
        }
        // Every commit is flushed: what a loss of power leaves now is the store as it is, with its log.
        if self == .checkpoint {
            let log = folder + "/docket.db-wal"
            var status = stat()
            while stat(log, &status) == 0, status.st_size < 990 * 4096 {
                for number in 1...20 { try await client.draft([UInt8(number)], item: 1, by: "ann") }
            }
        } else {
            await client.close()
        }
        let copy = try TemporaryFolder()
        #expect(plan.losePower(seed: 0, into: copy.path))
        await client.close()
        return StoreImage(
            files: try Dictionary(uniqueKeysWithValues: copy.names.map { ($0, try copy.read($0)) }))
    }

    func run(_ client: Client) async throws {
        let make = client.place
        switch self {
        case .creation: try await client.configure(overlap: Overlap(1))
        case .importing:
            try await client.bring((1...3).map { Fixture.item($0) }, decisions: [make.decision("i1", 2, by: "old")])
            try await client.bring([Fixture.item(3, suggestions: 3), Fixture.item(4)])
        case .deciding:
            let claim = try #require(try await client.claim("ann"))
            var first = make.decision("d1", 1, by: "ann")
            first.item = claim.item
            try await client.decide(first, fence: claim.fence)
            try await client.draft(Array("unfinished".utf8), item: 2, by: "bob")
            try await client.decide(make.decision("d2", 2, by: "bob"))
            try await client.decide(make.decision("d3", 2, by: "bob", accepting: "b", supersedes: "d2"))
            try await client.decide(make.skip("d4", 3, by: "cid"))
            try await client.undo(as: "u1", by: "bob")
            try await client.redo(as: "u2", by: "bob")
        case .adjudicating:
            try await client.sendBack(make.sendBack("b1", 1, to: ["ann"]))
            try await client.decide(make.decision("v1", 1, by: "ann", accepting: "b", occasion: .revision))
            try await client.resolve(make.resolution("r1", 1))
            try await client.undo(as: "u3", by: "lead")
            try await client.redo(as: "u4", by: "lead")
            try await client.ask(
                GuidelineQuestion(
                    id: "q1", queue: client.queue, item: Fixture.itemID(1), asker: "ann", text: "Does it count?",
                    at: make.clock.now))
            try await client.answer(
                GuidelineAnswer(
                    id: "a1", queue: client.queue, item: Fixture.itemID(1), question: "q1", person: "lead",
                    text: "Yes.",
                    at: make.clock.now))
            try await client.reopen("r1", as: "u5", by: "other")
            try await client.grow(1, to: 3)
            try await client.decide(make.decision("d3", 1, by: "cid"))
            try await client.configure(overlap: Overlap(3))
        case .checkpoint:
            try await client.decide(make.decision("d1", 1, by: "ann"))
            try await client.draft([7], item: 1, by: "bob")
            try await client.decide(make.decision("d2", 2, by: "ann"))
        }
        await client.close()
    }
}

/// The files of a store that nobody has open.
struct StoreImage: Sendable {
    var files: [String: [UInt8]]

    func write(to folder: String) throws {
        for (name, bytes) in files { try Files.write(bytes, to: "\(folder)/\(name)") }
    }
}

extension Place {
    /// The folder that the store will lie in, made.
    func makeStoreFolder() throws -> String {
        let folder = folder.path + "/store"
        guard mkdir(folder, 0o700) == 0 else { throw FileFailure(path: folder, code: errno) }
        return folder
    }
}
