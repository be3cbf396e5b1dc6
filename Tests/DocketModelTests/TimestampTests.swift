import DocketModel
import Testing

@Suite("Times are read and written in ISO 8601")
struct TimestampTests {
    @Test(
        "A written time reads back",
        arguments: [0, 1, 951_782_400_000, 1_709_164_800_123, -1, -62_135_596_800_000, 4_102_444_800_000] as [Int64])
    func roundTrip(_ milliseconds: Int64) {
        let time = Timestamp(milliseconds: milliseconds)
        #expect(Timestamp(time.description) == time, "\(time)")
    }

    @Test(
        "Known moments",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2000-02-29T00:00:00Z", 951_782_400_000),
            ("2024-02-29T01:00:00.5+01:00", 1_709_164_800_500), ("2024-02-28 19:00:00-0500", 1_709_164_800_000),
        ] as [(String, Int64)])
    func known(_ text: String, _ milliseconds: Int64) {
        #expect(Timestamp(text)?.milliseconds == milliseconds)
    }

    @Test("What is no time is refused", arguments: ["", "2024", "2024-13-01T00:00:00Z", "2024-01-01T00:00:00", "x"])
    func refused(_ text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test(
        "A week belongs to the year of its Thursday",
        arguments: [
            ("2026-02-11T23:59:59Z", "2026-W07"), ("2024-12-30T00:00:00Z", "2025-W01"),
            ("2027-01-03T12:00:00Z", "2026-W53"), ("1969-12-29T00:00:00Z", "1970-W01"),
            ("1969-12-28T00:00:00Z", "1969-W52"),
        ])
    func week(_ time: String, _ week: String) throws {
        #expect(try #require(Timestamp(time)).week == week)
    }
}
