import DocketModel
import DocketNotation

extension HHTranscript {
    /// The turns put together. A text that does not begin with white space gets the blank behind the colon.
    static func text(_ chat: [ChatMessage]) -> SourceText {
        var text: [UInt8] = []
        for message in chat {
            switch message.role {
            case "system" where text.isEmpty: break
            case "assistant": text += assistant
            default: text += human
            }
            let content = message.content.bytes
            if !text.isEmpty, let first = content.first, !first.isJSONSpace { text.append(UInt8(ascii: " ")) }
            text += content
        }
        return SourceText(bytes: text)
    }

    /// A pair as HH-RLHF has it. Where both sides are the item's own suggestions and came from there, they are the
    /// flat texts that came.
    static func record(_ item: Item, _ pair: TrainingPair) -> JSONObject {
        [
            "chosen": .string(flat(item, pair.chosen)),
            "rejected": .string(flat(item, pair.rejected)),
        ]
    }

    private static func flat(_ item: Item, _ messages: [Message]) -> SourceText {
        let own = item.suggestions.first { $0.messages == messages }
        if let own, let original = item.ext["hh"]?[own.id.rawValue]?.text { return original }
        return text(item.chatContext + messages.map(ChatMessage.init))
    }
}
