package import DocketModel
import DocketNotation

/// Renders outcomes as the lines of one format. Pure: the same outcome gives the same bytes.
package struct OutcomeRenderer: Sendable {
    package let queue: QueueID
    package let options: ExportOptions

    package init(queue: QueueID, options: ExportOptions) {
        self.queue = queue
        self.options = options
    }

    package func render(_ row: OutcomeRow) -> RenderedOutcome {
        var rendered = RenderedOutcome(
            item: row.item.id, lines: [], leftOut: [], decisions: row.decisions.map(\.id))
        if options.format == .docket {
            rendered.lines = nativeLines(row)
        } else if options.isPerDecision {
            for decision in row.decisions {
                if let answers = decision.answer.answers {
                    add(answers, of: row.item, [decision.id], nil, to: &rendered)
                } else {
                    rendered.leftOut.append(.skipped)
                }
            }
        } else {
            switch row.standing {
            case .leftOut(let reason): rendered.leftOut.append(reason)
            case .decided(let answers):
                add(answers, of: row.item, rendered.decisions, row.resolution?.id, to: &rendered)
            }
        }
        return rendered
    }

    private func nativeLines(_ row: OutcomeRow) -> [ExportLine] {
        let item = ExportLine(bytes: line(row.item.json(queue: queue)), decisions: [], resolution: nil)
        let decisions = row.decisionHistory.map {
            ExportLine(bytes: line($0.json), decisions: [$0.id], resolution: nil)
        }
        let resolutions = row.resolutionHistory.map {
            ExportLine(bytes: line($0.json), decisions: $0.inputs, resolution: $0.id)
        }
        let questions = row.questionRecords.map { ExportLine(bytes: line($0), decisions: [], resolution: nil) }
        return [item] + decisions + resolutions + questions
    }

    private func add(
        _ answers: Answers, of item: Item, _ decisions: [EventID], _ resolution: EventID?,
        to rendered: inout RenderedOutcome
    ) {
        guard answers.flags.isDisjoint(with: options.excludingFlags) else {
            rendered.leftOut.append(.flagged)
            return
        }
        for example in examples(item, answers) {
            switch example {
            case .failure(let reason): rendered.leftOut.append(reason)
            case .success(let object):
                let bytes = line(object)
                guard SourceText(bytes: bytes).isValidUTF8 else {
                    rendered.leftOut.append(.invalidUTF8)
                    continue
                }
                rendered.lines.append(ExportLine(bytes: bytes, decisions: decisions, resolution: resolution))
            }
        }
    }

    private func examples(_ item: Item, _ answers: Answers) -> [Result<JSONObject, LeftOut>] {
        let prompt = item.chatContext
        guard !prompt.isEmpty else { return [.failure(.noPrompt)] }
        switch options.format {
        case .docket: return []
        case .hh:
            return TrainingPair.pairs(item, answers).map { $0.map { HHTranscript.record(item, $0) } }
        case .trlPreference:
            return TrainingPair.pairs(item, answers).map { pair in
                pair.map { pair in
                    var row = trl(prompt, [("chosen", pair.chosen), ("rejected", pair.rejected)])
                    if options.includesMargin { row.set("margin", pair.strength.map { JSONValue($0.rawValue) }) }
                    return row
                }
            }
        case .trlPromptCompletion:
            return TrainingCompletion.accepted(item, answers).map {
                $0.map { trl(prompt, [("completion", $0.messages)]) }
            }
        case .trlUnpaired:
            return TrainingCompletion.labeled(item, answers).map { completion in
                completion.map { completion in
                    var row = trl(prompt, [("completion", completion.messages)])
                    row["label"] = .bool(completion.isGood)
                    return row
                }
            }
        }
    }

    private func trl(_ prompt: [ChatMessage], _ sides: [(String, [Message])]) -> JSONObject {
        var row: JSONObject = ["prompt": options.isFlat ? FlatChat.prompt(prompt) : prompt.json]
        for (name, messages) in sides {
            row[name] = options.isFlat ? FlatChat.completion(messages, of: prompt) : messages.map(ChatMessage.init).json
        }
        return row
    }

    private func line(_ object: JSONObject) -> [UInt8] {
        JSONValue.object(object).serialized
    }
}
