import ArgumentParser
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

struct SendBackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send-back",
        abstract: "Ask those who decided an item to look again.",
        discussion: """
            It comes back to them before anything else, with the reason and the note; what they decide then is a \
            revision, and their first decision stays. The reasons that the screen offers are the queue's ([ask] reasons = \
            { send_back = [...] }); any other will do. Takes a lead. docket undo takes it back.

            Examples:
              docket send-back replies 7 --note "the source says otherwise"
              docket send-back replies 7 --to ann1 --to ann2 --reason guideline --json
            """)

    @Argument(help: "The queue.")
    var queue: String

    @Argument(help: "The item's id.")
    var item: String

    @Option(help: ArgumentHelp("To whom; may be repeated. (default: all whose decisions count)", valueName: "name"))
    var to: [String] = []

    @Option(help: ArgumentHelp("A reason in a word.", valueName: "code"))
    var reason: String?

    @Option(help: ArgumentHelp("What they should know.", valueName: "text"))
    var note: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await common.withQueue(queue, .existing) { session, queue in
            let sendBack = SendBack(
                id: session.newID(), queue: queue.id, item: ItemID(item), adjudicator: session.person,
                to: to.map { PersonID($0) }, reasonCode: reason, note: note.map { SourceText($0) }, at: session.time)
            let receipt = try await session.record(sendBack, in: queue)
            guard common.json else {
                console.outsideLine(SourceText("sent back: item \(item) (\(receipt.id))"))
                return
            }
            var answer: JSONObject = ["item": JSONValue(item), "id": JSONValue(receipt.id.rawValue)]
            answer["status"] = JSONValue(receipt.status.rawValue)
            answer["position"] = JSONValue(receipt.position)
            answer["hash"] = JSONValue(receipt.hash.hexadecimal)
            console.json(answer)
        }
    }
}
