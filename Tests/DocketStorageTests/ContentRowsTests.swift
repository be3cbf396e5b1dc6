import DocketModel
import GRDB
import Testing

@testable import DocketStorage

@Suite("Rows of content")
struct ContentRowsTests {
    @Test("texts that lie in rows of their own, as earlier versions stored them, are read, compared and added to")
    func rowsOfTheirOwn() async throws {
        let place = try Place()
        let fixture = try await Fixture(items: 2, place: place)
        await fixture.store.close()
        let queue = try DatabaseQueue(path: place.path)
        try await queue.writeWithoutTransaction { database in
            for item: Int64 in [1, 2] {
                let row = try database.first(
                    "SELECT key, name, digest, bytes FROM content WHERE key = ?", ContentRows.key(item, 0)
                ) { (directory: try ContentDirectory($0), bytes: $0.blob(3)) }
                let content = try #require(row)
                #expect(content.directory.entries.map(\.name) == ["", "a", "b"])
                try database.run("DELETE FROM content WHERE key = ?", ContentRows.key(item, 0))
                for entry in content.directory.entries {
                    try database.run(
                        "INSERT INTO content(key, name, digest, bytes) VALUES (?, ?, ?, ?)",
                        ContentRows.key(item, entry.ordinal), entry.name, entry.digest,
                        ContentDirectory.bytes(entry, of: content.bytes))
                }
            }
        }
        try queue.close()
        let again = try await Fixture(place: place)
        #expect(try await again.problems() == [])
        #expect(try await again.state(1).item == Fixture.item(1))
        #expect(try await again.bring((1...2).map { Fixture.item($0) }) == ImportReceipt(unchanged: 2))
        #expect(try await again.bring([Fixture.item(2, suggestions: 3)]).items == 1)
        #expect(try await again.state(2).item == Fixture.item(2, suggestions: 3))
        #expect(try await again.problems() == [])
    }
}
