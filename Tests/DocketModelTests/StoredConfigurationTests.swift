import DocketModel
import DocketNotation
import Testing

@Suite("A queue's configuration in a store")
struct StoredConfigurationTests {
    private let record: JSONObject = [
        "name": "q",
        "policy": .object([
            "resolve": .array([JSONValue("unanimous"), JSONValue("as in spring"), JSONValue("majority:3")])
        ]),
    ]

    @Test("Text that was taken before there were rules keeps no queue from being read, and no rule is lost")
    func earlierText() throws {
        let configuration = try QueueConfiguration(stored: record)
        #expect(configuration.policy.resolve.map(\.criterion.text) == ["unanimous", "majority:3"])
    }

    @Test("A new configuration with such text is refused")
    func newText() {
        #expect(throws: RecordError.self) { try QueueConfiguration(json: record) }
    }
}
