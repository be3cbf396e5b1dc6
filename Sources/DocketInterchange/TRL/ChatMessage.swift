import DocketModel
import DocketNotation

/// A message as trainers know it: a role that chat templates have, and a content.
struct ChatMessage {
    var role: String
    var content: SourceText

    /// The roles that chat templates have.
    private static let roles: Set<String> = ["system", "user", "assistant", "tool"]

    init(_ message: Message) {
        role = Self.roles.contains(message.role) ? message.role : "user"
        content = message.content
    }

    var json: JSONValue { .message(role: role, content: content) }
}

extension [ChatMessage] {
    var json: JSONValue { .array(map(\.json)) }
}

extension Item {
    /// The context for a trainer. A document, or a role that chat templates do not have, is the user's; beside a user's
    /// message it joins it, with a blank line between, because templates want user and assistant to alternate.
    var chatContext: [ChatMessage] {
        var chat: [ChatMessage] = []
        var isLastForeign = false
        for message in context {
            let next = ChatMessage(message)
            let isForeign = next.role != message.role
            if let last = chat.last, last.role == "user", next.role == "user", isForeign || isLastForeign {
                chat[chat.count - 1].content = last.content + "\n\n" + next.content
            } else {
                chat.append(next)
            }
            isLastForeign = isForeign
        }
        return chat
    }
}

/// Chats as plain strings, for `--flat`.
///
/// A single user message is its own text. Anything longer is written as HH-RLHF writes it, `Human:` and `Assistant:`
/// turns, up to the `Assistant:` that the completion follows.
enum FlatChat {
    static func prompt(_ chat: [ChatMessage]) -> JSONValue {
        isPlain(chat)
            ? .string(chat[0].content) : .string(HHTranscript.text(chat) + SourceText(bytes: HHTranscript.assistant))
    }

    static func completion(_ messages: [Message], of prompt: [ChatMessage]) -> JSONValue {
        let chat = messages.map(ChatMessage.init)
        if isPlain(prompt), chat.count == 1 { return .string(chat[0].content) }
        let text = HHTranscript.text(chat)
        let opens = text.bytes.starts(with: HHTranscript.assistant)
        return .string(
            SourceText(bytes: Array(opens ? text.bytes.dropFirst(HHTranscript.assistant.count) : text.bytes[...])))
    }

    private static func isPlain(_ chat: [ChatMessage]) -> Bool {
        chat.count == 1 && chat[0].role == "user"
    }
}
