import ArgumentParser
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

struct QuestionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "questions",
        abstract: "Collect what the guideline leaves open, and answer it.",
        discussion: """
            Whoever meets a case that the guideline does not settle asks about it on the item. Until the question is \
            answered the item waits at the end of the conflicts, and no rule settles it. Leads see and answer all \
            questions, others see their own. docket undo takes back a question, or an answer.

            Examples:
              docket questions replies --open
              docket questions ask replies 7 --text "Is a price without tax a false claim?"
              docket questions answer replies 5f0c1c0e-0d5b-4d34-9a52-1f1a7a0b6a11 --text "Yes: see section 4."
            """,
        subcommands: [QuestionsListCommand.self, QuestionsAskCommand.self, QuestionsAnswerCommand.self],
        defaultSubcommand: QuestionsListCommand.self)
}

struct QuestionsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the questions, oldest first.",
        discussion: """
            What docket questions QUEUE does.

            Examples:
              docket questions list replies
              docket questions list replies --open --json
            """)

    @Argument(help: "The queue.")
    var queue: String

    @Flag(name: .customLong("open"), help: "Only those that nobody answered.")
    var onlyOpen = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        let questions = try await common.withQueue(queue, .reading) { session, queue in
            try await session.questions(in: queue, onlyOpen: onlyOpen)
        }
        if common.json {
            console.json(.array(questions.map { .object($0.json) }))
            return
        }
        var table = TextTable(["item", "id", "who", "at", "question", "answer"])
        for entry in questions {
            let question = entry.question
            table.add([
                question.item.rawValue, question.id.rawValue, question.asker.rawValue, question.at.description,
                question.text.string, entry.answer?.text.string ?? "",
            ])
        }
        if questions.isEmpty { console.note("no questions in \(queue)") } else { table.print(to: console) }
    }
}

struct QuestionsAskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask",
        abstract: "Ask what the guideline says about an item.",
        discussion: """
            Examples:
              docket questions ask replies 7 --text "Is a price without tax a false claim?"
            """)

    @Argument(help: "The queue.")
    var queue: String

    @Argument(help: "The item's id.")
    var item: String

    @Option(help: ArgumentHelp("What is to be settled.", valueName: "text"))
    var text: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.withQueue(queue, .existing) { session, queue in
            let receipt = try await session.ask(SourceText(text), about: ItemID(item), in: queue)
            QuestionReceipt(verb: "asked about item \(item)", receipt: receipt).print(common)
        }
    }
}

struct QuestionsAnswerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer",
        abstract: "Answer a question about the guideline.",
        discussion: """
            A later answer replaces the one before it. Takes a lead.

            Examples:
              docket questions --open replies
              docket questions answer replies 5f0c1c0e-0d5b-4d34-9a52-1f1a7a0b6a11 --text "Yes: see section 4."
            """)

    @Argument(help: "The queue.")
    var queue: String

    @Argument(help: "The question's id.")
    var question: String

    @Option(help: ArgumentHelp("What holds.", valueName: "text"))
    var text: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await common.withQueue(queue, .existing) { session, queue in
            let receipt = try await session.answer(EventID(question), SourceText(text), in: queue)
            QuestionReceipt(verb: "answered question \(question)", receipt: receipt).print(common)
        }
    }
}

/// What is said when a question or an answer is recorded.
private struct QuestionReceipt {
    var verb: String
    var receipt: Receipt

    func print(_ common: CommonOptions) {
        if common.json {
            common.console.json(receipt.json)
        } else {
            common.console.outsideLine(SourceText("\(verb) (\(receipt.id))"))
        }
    }
}

extension StoredQuestion {
    /// One element of `docket questions --json`.
    fileprivate var json: JSONObject {
        var record: JSONObject = ["id": JSONValue(question.id.rawValue), "item": JSONValue(question.item.rawValue)]
        record["asker"] = JSONValue(question.asker.rawValue)
        record["text"] = .string(question.text)
        record["at"] = JSONValue(question.at.description)
        record["position"] = JSONValue(position)
        record["answer"] =
            answer.map { answer in
                .object([
                    "id": JSONValue(answer.id.rawValue), "person": JSONValue(answer.person.rawValue),
                    "text": .string(answer.text), "at": JSONValue(answer.at.description),
                ])
            } ?? .null
        return record
    }
}
