import DocketModel
import DocketNotation

/// A conversation as flat text: each turn begins with a blank line and `Human:` or `Assistant:`.
///
/// The texts of the turns keep the blank behind the colon, so that putting them together again gives the same bytes.
struct HHTranscript {
    static let human = Array("\n\nHuman:".utf8)
    static let assistant = Array("\n\nAssistant:".utf8)

    /// The turns of a text. What stands before the first marker, if anything, is a system message.
    static func turns(_ text: ArraySlice<UInt8>) -> [JSONValue] {
        var turns: [JSONValue] = []
        var role = "system"
        var start = text.startIndex
        func close(at end: Int) {
            if role == "system", start == end { return }
            turns.append(.message(role: role, content: SourceText(bytes: Array(text[start..<end]))))
        }
        var index = text.startIndex
        while index < text.endIndex {
            if text[index] == UInt8(ascii: "\n"), let turn = turn(text[index...]) {
                close(at: index)
                role = turn.role
                index += turn.marker.count
                start = index
            } else {
                index += 1
            }
        }
        close(at: text.endIndex)
        return turns
    }

    /// What begins here, if a turn does.
    private static func turn(_ text: ArraySlice<UInt8>) -> (role: String, marker: [UInt8])? {
        if text.starts(with: human) { return ("user", human) }
        return text.starts(with: assistant) ? ("assistant", assistant) : nil
    }

    /// Where the last assistant turn begins that both texts share the beginning of; nil where there is none.
    static func sharedPrompt(_ first: [UInt8], _ second: [UInt8]) -> Int? {
        var place = sharedCount(first, second) - assistant.count
        while place >= 0 {
            if first[place...].starts(with: assistant) { return place }
            place -= 1
        }
        return nil
    }

    /// How many bytes both begin with.
    static func sharedCount(_ first: [UInt8], _ second: [UInt8]) -> Int {
        var count = 0
        while count < first.count, count < second.count, first[count] == second[count] { count += 1 }
        return count
    }
}
