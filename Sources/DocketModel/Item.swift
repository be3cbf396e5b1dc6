package import DocketNotation

/// One unit of work: a context and one or more suggestions about it.
package struct Item: Sendable, Hashable {
    package var id: ItemID
    /// Items that belong together (turns of one conversation, a tree of edits).
    package var group: String?
    package var context: [Message]
    package var suggestions: [Suggestion]
    /// What a judge or an earlier process said; hidden from annotators until they have decided.
    package var assessments: [Assessment]
    /// The known right answer, where this item measures people. Never shown to annotators.
    package var gold: JSONValue?
    /// Higher comes first.
    package var priority: Int
    package var language: String?
    package var meta: JSONObject
    package var source: JSONObject
    /// What the source said and Docket does not know, verbatim.
    package var ext: JSONObject

    package init(
        id: ItemID, group: String? = nil, context: [Message] = [], suggestions: [Suggestion] = [],
        assessments: [Assessment] = [], gold: JSONValue? = nil, priority: Int = 0, language: String? = nil,
        meta: JSONObject = [:], source: JSONObject = [:], ext: JSONObject = [:]
    ) {
        self.id = id
        self.group = group
        self.context = context
        self.suggestions = suggestions
        self.assessments = assessments
        self.gold = gold
        self.priority = priority
        self.language = language
        self.meta = meta
        self.source = source
        self.ext = ext
    }

    package func suggestion(_ id: SuggestionID) -> Suggestion? {
        suggestions.first { $0.id == id }
    }

    /// The digest of everything but the suggestions, which have digests of their own.
    package var digest: Digest {
        var bytes: [UInt8] = []
        writeBase(to: &bytes)
        return Digest(of: bytes)
    }
}

/// One message of a conversation, or a document.
package struct Message: Sendable, Hashable {
    /// `system`, `user`, `assistant`, `document`, `tool`, or what the source calls it.
    package var role: String
    package var content: SourceText
    package var ext: JSONObject

    package init(role: String, content: SourceText, ext: JSONObject = [:]) {
        self.role = role
        self.content = content
        self.ext = ext
    }
}

/// Text produced by a model or a person. Immutable.
package struct Suggestion: Sendable, Hashable {
    package enum Origin: String, Sendable, Hashable { case model, person }

    package var id: SuggestionID
    /// What this was made from, where it is an edit of another suggestion.
    package var parent: SuggestionID?
    package var origin: Origin
    package var model: String?
    package var messages: [Message]
    package var meta: JSONObject
    package var ext: JSONObject

    package init(
        id: SuggestionID, parent: SuggestionID? = nil, origin: Origin = .model, model: String? = nil,
        messages: [Message], meta: JSONObject = [:], ext: JSONObject = [:]
    ) {
        self.id = id
        self.parent = parent
        self.origin = origin
        self.model = model
        self.messages = messages
        self.meta = meta
        self.ext = ext
    }

    /// What a person judges and edits: the content of the last message.
    package var text: SourceText { messages.last?.content ?? "" }

    /// The messages with the last one's content replaced: the suggestion as somebody edited it.
    package func messages(editedTo text: SourceText) -> [Message] {
        var edited = messages
        if edited.isEmpty { return [Message(role: "assistant", content: text)] }
        edited[edited.count - 1].content = text
        return edited
    }

    package var digest: Digest {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return Digest(of: bytes)
    }
}

/// A verdict that came with the item: a model judge's, or a recorded choice of unknown people.
package struct Assessment: Sendable, Hashable {
    package var agent: String
    package var question: String
    package var value: JSONValue
    package var score: JSONValue?
    package var rationale: SourceText?
    package var ext: JSONObject

    package init(
        agent: String, question: String, value: JSONValue, score: JSONValue? = nil, rationale: SourceText? = nil,
        ext: JSONObject = [:]
    ) {
        self.agent = agent
        self.question = question
        self.value = value
        self.score = score
        self.rationale = rationale
        self.ext = ext
    }
}
