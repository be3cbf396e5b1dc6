import DocketModel
import DocketNotation
import GRDB

/// Checks one queue's chain, the bodies, and what the queue's rows say of its configuration.
final class VerifiedChain {
    private let verification: Verification
    private let queue: QueueRow
    private(set) var events = 0
    private(set) var redacted = 0

    private var missingBodies: [EventID: Int] = [:]
    private var tombstones = Set<EventID>()
    private var configuration: JSONObject?
    private var versions = 0
    private var guideline: String?
    private var isArchived = false

    init(verification: Verification, queue: QueueRow) {
        self.verification = verification
        self.queue = queue
    }

    func check() throws {
        var position = 0
        var hash: Digest? = .zero
        try verification.database.forEachRow(
            "SELECT \(EventRow.columns) WHERE e.queue = ? ORDER BY e.position", queue.key
        ) { row in
            events += 1
            position += 1
            let stored = row.int(2)
            if stored != position {
                note(position, "the journal goes on with \(stored): events are missing")
                position = stored
                hash = nil
            }
            verification.attempt(queue.name, position: position) {
                let event: EventRow
                do {
                    event = try EventRow(row, queue: queue.name)
                } catch {
                    hash = nil
                    throw error
                }
                if let hash, event.event.previousHash != hash {
                    note(position, "it does not follow the event before it: the previous hash is another")
                }
                if event.event.computedHash != event.event.hash { note(position, "its hash is wrong: it was changed") }
                hash = event.event.hash
                try checkBody(event)
            }
        }
        try checkLedger(position, hash)
        for (id, position) in missingBodies.sorted(by: { $0.value < $1.value }) {
            if tombstones.contains(id) {
                redacted += 1
            } else {
                note(position, "its body is missing, and nothing says that it was redacted")
            }
        }
        try checkConfiguration()
    }

    /// The ledger is a witness of its own for where the journal ends: where it names an event that is not there, that is
    /// the journal's damage. It is the ledger's own where it only lags behind, or names nothing, or the right event at
    /// a wrong position.
    private func checkLedger(_ position: Int, _ hash: Digest?) throws {
        let named = try verification.database.first(
            "SELECT hash FROM event WHERE queue = ? AND position = ?", queue.key, queue.position
        ) { try $0.digest(0) }
        let isItsOwn = queue.hash == .zero || queue.hash == hash || queue.position < position && queue.hash == named
        if position != queue.position {
            verification.note(
                queue.name, nil, "the queue says that its journal ends at \(queue.position), it ends at \(position)",
                isDerived: isItsOwn)
        }
        if let hash, hash != queue.hash {
            verification.note(
                queue.name, position, "the queue names another hash for its last event", isDerived: isItsOwn)
        }
    }

    private func checkBody(_ row: EventRow) throws {
        guard let body = row.body else {
            missingBodies[row.event.id] = row.event.position
            return
        }
        guard Digest(of: body) == row.event.bodyDigest else {
            note(row.event.position, "its body has another digest: it was changed")
            return
        }
        switch try EventBody(row.stored, parser: verification.parser) {
        case .decision(let decision, _):
            checkAgreement(row, decision.id, decision.queue, decision.item, decision.annotator.id)
            if decision.occasion != row.event.occasion {
                note(row.event.position, "it names another occasion than its body")
            }
            try checkShown(row, decision.shown, decision.guideline)
        case .resolution(let resolution):
            checkAgreement(row, resolution.id, resolution.queue, resolution.item, nil)
            try checkShown(row, nil, resolution.guideline)
        case .sendBack(let sendBack): checkAgreement(row, sendBack.id, sendBack.queue, sendBack.item, nil)
        case .undo(let undo): checkAgreement(row, undo.id, undo.queue, undo.item, nil)
        case .growth(let growth): checkAgreement(row, growth.id, growth.queue, growth.item, nil)
        case .assignment(let assignment):
            checkAgreement(row, assignment.id, assignment.queue, assignment.item, nil)
        case .promotion(let promotion): checkAgreement(row, promotion.id, promotion.queue, promotion.item, nil)
        case .question(let question): checkAgreement(row, question.id, question.queue, question.item, nil)
        case .answer(let answer): checkAgreement(row, answer.id, answer.queue, answer.item, nil)
        case .redacted: break
        case .other(let record): noteVersion(row.event, record)
        }
    }

    private func checkAgreement(
        _ row: EventRow, _ id: EventID, _ queue: QueueID, _ item: ItemID, _ actor: PersonID?
    ) {
        let event = row.event
        if id != event.id || queue != event.queue || item != event.item || (actor ?? event.actor) != event.actor {
            note(event.position, "the event and its body name different ids, queues, items or people")
        }
    }

    /// - Parameter shown: nil for all that the item had then.
    private func checkShown(_ row: EventRow, _ shown: [SuggestionID]?, _ guideline: Digest?) throws {
        guard let item = row.itemKey else {
            note(row.event.position, "it is about no item")
            return
        }
        let content = try ShownDigest(of: item, asOf: row.event.position, verification.database)
        if content.digest(shown, guideline: guideline) != row.event.shownDigest {
            note(row.event.position, "the suggestions are not those that were shown")
        }
    }

    private func noteVersion(_ event: JournalEvent, _ record: JSONObject) {
        switch event.kind {
        case .configuration where record["type"]?.string == "archive":
            isArchived = record["archived"]?.bool ?? isArchived
        case .configuration:
            versions += 1
            configuration = record["configuration"]?.object
            guideline = record["guideline"]?.string
        case .redaction:
            if let target = record["target"]?.string { tombstones.insert(EventID(target)) }
        default: break
        }
    }

    private func checkConfiguration() throws {
        if configuration.map({ JSONValue.object($0).serialized }) != queue.configurationBytes {
            noteRow("its configuration is not the one that the journal holds last")
        }
        if versions != queue.version {
            noteRow("its configuration's version is \(queue.version), the journal has \(versions)")
        }
        if guideline != queue.guideline?.hexadecimal {
            noteRow("its guideline is not the one that the journal names last")
        }
        if isArchived != queue.isArchived { noteRow("whether it is archived is not what the journal says last") }
        if let digest = queue.guideline,
            try verification.database.integer("SELECT count(*) FROM guideline WHERE digest = ?", digest) == 0
        {
            note(nil, "the text of its guideline is missing")
        }
    }

    /// About the queue's own row, which the journal says better.
    private func noteRow(_ what: String) {
        verification.note(queue.name, nil, what, isDerived: true)
    }

    private func note(_ position: Int?, _ what: String) {
        verification.note(queue.name, position, what)
    }
}
