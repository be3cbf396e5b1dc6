import DocketModel
import Testing

@Suite("Names")
struct NameTests {
    @Test(
        "A name may hold anything but what ends a line or steers a terminal",
        arguments: ["ann", "Zoë", "審査", "a b", "o'neill@example.org", "👩‍⚖️", String(repeating: "é", count: 100)])
    func good(name: String) {
        #expect(PersonID(name).nameFault(limit: PersonID.nameLimit) == nil)
    }

    @Test(
        "Control characters and line breaks are named by their code",
        arguments: [
            ("a\nb", "U+000A"), ("a\tb", "U+0009"), ("\u{1B}[2J", "U+001B"), ("a\u{7F}", "U+007F"),
            ("\u{85}", "U+0085"),
            ("a\u{2028}b", "U+2028"), ("\r\n", "U+000D"),
        ])
    func control(name: String, code: String) {
        #expect(
            QueueID(name).nameFault(limit: nil)
                == "holds a control character or a line break (\(code)), which no name may")
    }

    @Test("No name is empty, and only names that people give are limited in length")
    func length() {
        #expect(ItemID("").nameFault(limit: nil) == "is empty")
        let long = String(repeating: "x", count: 101)
        #expect(QueueID(long).nameFault(limit: QueueID.nameLimit) == "is longer than 100 characters (it has 101)")
        #expect(ItemID(long).nameFault(limit: nil) == nil)
    }
}
