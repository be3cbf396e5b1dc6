import ArgumentParser
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

struct NextCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "next",
        abstract: "Claim and print the next item.",
        discussion: """
            The claim is yours for the queue's claim_minutes; asking again gives the same item. Without an item the \
            status is 0 all the same, and the reason is waiting (something may still come to you), none (nothing more \
            for you, or as many as per_person allows) or finished (the queue is complete).

            Examples:
              docket next replies --as ann1
              docket next replies --as ann1 --json
            """)

    @Argument(help: "The queue.")
    var queue: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await common.withQueue(queue, .existing) { session, queue in
            switch try await session.next(in: queue) {
            case .item(let served):
                if common.json {
                    console.json(Self.json(served, in: queue.id))
                } else {
                    Self.show(served, console)
                }
            case .waiting: showNothing("waiting", "nothing now: what is left is on other people's desks", console)
            case .none: showNothing("none", "nothing more for you in this queue", console)
            case .capped(let limit):
                showNothing("none", "you have done your share here: at most \(limit) items a person", console, limit)
            case .finished: showNothing("finished", "the queue is complete", console)
            }
        }
    }

    private func showNothing(_ reason: String, _ text: String, _ console: Console, _ limit: Int? = nil) {
        if common.json {
            var answer: JSONObject = ["item": .null, "reason": JSONValue(reason)]
            answer.set("per_person", limit.map { JSONValue($0) })
            console.json(answer)
        } else {
            console.line("\(reason): \(text)")
        }
    }

    private static func json(_ served: ServedItem, in queue: QueueID) -> JSONObject {
        var document: JSONObject = ["item": .object(served.json(queue: queue))]
        document["claim"] =
            served.claim.map { claim in
                .object([
                    "slot": JSONValue(claim.slot), "fence": JSONValue(claim.fence),
                    "expires": JSONValue(claim.expires.description),
                ])
            } ?? .null
        document["occasion"] = JSONValue(served.occasion.rawValue)
        document.set("supersedes", served.existing.map { JSONValue($0.id.rawValue) })
        document.set("sent_back", served.sentBack.map { .object(note(of: $0)) })
        return document
    }

    private static func note(of sendBack: SendBack) -> JSONObject {
        var note: JSONObject = ["id": JSONValue(sendBack.id.rawValue)]
        note.set("reason_code", sendBack.reasonCode.map { JSONValue($0) })
        note.set("note", sendBack.note.map { .string($0) })
        return note
    }

    private static func show(_ served: ServedItem, _ console: Console) {
        console.outsideLine(SourceText("item \(served.item.id)"))
        if let claim = served.claim {
            console.line("claim: slot \(claim.slot), fence \(claim.fence), until \(claim.expires)")
        }
        if let sendBack = served.sentBack {
            console.outsideLine("sent back: " + (sendBack.note ?? SourceText(sendBack.reasonCode ?? "look again")))
        }
        show(served.item.context, console)
        for suggestion in served.suggestions {
            console.line()
            let model = suggestion.model.map { " (\($0))" } ?? ""
            console.outsideLine(SourceText("suggestion \(suggestion.id)\(model)"))
            if suggestion.messages.count == 1 {
                console.outsideText(suggestion.text, indent: "  ")
            } else {
                show(suggestion.messages, console)
            }
        }
    }

    private static func show(_ messages: [Message], _ console: Console) {
        for message in messages {
            console.line()
            console.outsideLine(SourceText("\(message.role):"))
            console.outsideText(message.content, indent: "  ")
        }
    }
}
