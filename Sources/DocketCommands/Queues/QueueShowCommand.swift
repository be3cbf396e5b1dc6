import ArgumentParser
import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

struct QueueShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print a queue's configuration as TOML.",
        discussion: """
            What is printed can be changed and given back with docket queue configure --config.

            Examples:
              docket queue show replies > replies.toml
              docket queue show replies --guideline
            """)

    @Argument(help: "The queue.")
    var queue: String

    @Flag(help: "Print the guideline's text instead.")
    var guideline = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let console = common.console
        try await common.withQueue(queue, .reading) { session, queue in
            let text = guideline ? try await session.guideline(of: queue) : nil
            if common.json {
                var answer = QueueAnswer(queue: queue).json
                if guideline { answer["guideline"] = text.map { .string($0) } ?? .null }
                console.json(answer)
            } else if guideline {
                if let text {
                    console.outsideText(text, indent: "")
                } else {
                    console.note(
                        "queue \(queue.id) has no guideline: docket queue configure \(queue.id) --guideline FILE")
                }
            } else {
                console.outsideText(SourceText(TOML.text(of: queue.configuration.json)), indent: "")
            }
        }
    }
}
