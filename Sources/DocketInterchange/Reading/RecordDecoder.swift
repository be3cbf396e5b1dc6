import DocketModel
import DocketNotation

/// Turns one row's fields into what Docket knows.
protocol RecordDecoder {
    func contents(of record: SourceRecord) throws(RecordError) -> [ImportRecord.Content]
}

/// A row whose fields are read.
struct SourceRecord {
    var object: JSONObject
    /// As written. Valid until the next row is read.
    var bytes: UnsafeRawBufferPointer

    /// Over the raw bytes.
    var digest: Digest {
        let hasher = DigestHasher()
        hasher.update(bytes)
        return hasher.finish()
    }
}

/// What all decoders of one import share.
struct DecodingContext {
    var queue: QueueID
    /// Whether the queue was asked for, so that the records' own queue does not matter.
    var isQueueGiven: Bool
    var recorded: RecordedChoice
    /// Stands where a decision has no time.
    var unknownTime: Timestamp
    var identities: SourceIdentities

    /// An imported decision's fields where the source has none.
    func defaults(resolution record: Digest? = nil) -> Decision.Defaults {
        let identities = identities
        return Decision.Defaults(
            queue: queue, annotator: nil, at: unknownTime, id: { record.map(identities.resolutionID(for:)) ?? "" })
    }
}

/// Who made a choice that came with the data.
enum RecordedAnnotator {
    static let id: PersonID = "recorded"
    static let annotator = Annotator(id: id, kind: .aggregate)
}

extension DecodingContext {
    /// The item with a choice that came with it, as an assessment or a decision beside it.
    func contents(_ item: Item, chosen answers: Answers, question: String, value: JSONValue)
        -> [ImportRecord.Content]
    {
        var item = item
        switch recorded {
        case .assessment:
            item.assessments.append(Assessment(agent: RecordedAnnotator.id.rawValue, question: question, value: value))
            return [.item(item)]
        case .decision:
            let place = identities.decisionID(item: item.id, annotator: RecordedAnnotator.id, occasion: .primary)
            let decision = Decision(
                id: place.id, queue: queue, item: item.id, annotator: RecordedAnnotator.annotator,
                answer: .answers(answers), at: unknownTime, supersedes: place.supersedes)
            return [.item(item), .decision(decision)]
        }
    }
}
