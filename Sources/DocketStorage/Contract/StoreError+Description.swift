import DocketModel

extension StoreError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownQueue(let queue, let near):
            let hint = near.isEmpty ? "docket queue list shows those there are" : "did you mean \(Self.list(near))?"
            return "there is no queue \"\(queue)\": \(hint)"
        case .unknownItem(let item, let queue): return "queue \"\(queue)\" has no item \"\(item)\""
        case .refused(let refusal): return refusal.description
        case .claimLost(let item, let holder):
            let who = holder.map { " and \($0) has it now" } ?? ""
            return "your claim on item \(item) has lapsed\(who): take the next item"
        case .unavailable(let place, let reason): return "the store \(place) cannot be used: \(reason)"
        case .foreign(let place):
            return "\(place) is no store of Docket's: name another file with --store"
        case .newer(let place, let version, let known):
            return "\(place) was written by a newer Docket (schema \(version), this one knows \(known)): update Docket"
        case .older(let place, let version, let known):
            return "\(place) was written by an earlier Docket (schema \(version), this one's is \(known)): "
                + "docket doctor --fix brings it up to date"
        case .damaged(let place, let reason):
            return "the store \(place) is damaged (\(reason)): nothing was written; restore a backup"
        case .readOnly(let place):
            return "the store \(place) cannot be written: check the permissions of file and folder"
        case .diskFull(let place): return "the disk of \(place) is full: what was saved is safe; make room and repeat"
        case .inputOutput(let place, let reason): return "reading or writing \(place) failed: \(reason)"
        case .unknownOutcome(let place, let reason):
            return "it is not known whether \(place) took the last write (\(reason)): repeat it, it is safe"
        case .cannotCreate(let place, let reason): return "\(place) cannot be created: \(reason)"
        }
    }

    private static func list(_ queues: [QueueID]) -> String {
        queues.map { "\"\($0)\"" }.joined(separator: " or ")
    }
}

extension Refusal: CustomStringConvertible {
    package var description: String {
        switch self {
        case .alreadyDecided(let item, let existing):
            "item \(item) is already decided by you: undo that, or name it in \"supersedes\": \"\(existing)\""
        case .notTheLast(let event, let tip):
            "\(event) is not the last event of this history" + (tip.map { " (that is \($0))" } ?? "")
        case .idTaken(let event): "the id \(event) is taken by other content: use a new one"
        case .unknownItem(let item, let queue): "queue \"\(queue)\" has no item \"\(item)\""
        case .unknownEvent(let event): "there is no event \(event) in this queue"
        case .notYours(let event): "\(event) was made by somebody else"
        case .nothingToUndo: "there is nothing of yours to undo in this queue"
        case .nothingToRedo: "there is nothing to redo"
        case .superseded(let event, let later): "\(event) was superseded by \(later): undo that first"
        case .invalid(let reason): reason
        case .archived(let queue): "queue \"\(queue)\" is archived: docket queue archive \(queue) --undo opens it again"
        }
    }
}
