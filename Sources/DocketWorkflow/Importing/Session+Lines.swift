import DocketModel
package import DocketNotation
package import DocketStorage

/// Decisions and resolutions as they come from scripts: one JSON object each, and most of it may be left out.
extension Session {
    /// Reads a decision (the native record or a short form, `fence` beside it) and records it. Where the store cannot say
    /// whether it took it, it is sent once more.
    /// - Throws: `RecordError`, `WorkflowError` (`.unsettled` where the second try did not tell either), `StoreError`.
    package func recordDecision(_ record: JSONObject, in queue: QueueRecord) async throws -> Receipt {
        let fields = FieldReader(record)
        try refuseOtherQueue(fields, than: queue)
        let item = try namedItem(fields)
        let completed = try await completingRepeat(of: record, about: item, in: queue)
        let fence = try fields.integer("fence")
        let decision = try await decision(from: completed, on: item, in: queue)
        return try await settled(decision.id, on: item, in: queue) {
            try await self.record(decision, fence: fence, in: queue)
        }
    }

    /// The item is looked up only for records that leave out which suggestion they mean.
    private func decision(
        from record: JSONObject, on item: ItemID, in queue: QueueRecord
    ) async throws -> Decision {
        var isAsked = false
        var defaults = defaults(in: queue)
        defaults.soleSuggestion = { _ in
            isAsked = true
            return nil
        }
        do {
            let decision = try Decision(json: record, defaults: defaults)
            if !isAsked { return decision }
        } catch {
            guard isAsked else { throw error }
        }
        return try Decision(json: record, defaults: self.defaults(for: try await existing(item, in: queue), in: queue))
    }

    /// Reads a resolution (only `item` and `outcome` must be there) and records it, like a decision.
    /// - Throws: `RecordError`, `WorkflowError`, `StoreError`.
    package func recordResolution(_ record: JSONObject, in queue: QueueRecord) async throws -> Receipt {
        try require(.lead, to: "adjudicate")
        let fields = FieldReader(record)
        try refuseOtherQueue(fields, than: queue)
        let item = try await existing(try namedItem(fields), in: queue)
        var completed = try await completingRepeat(of: record, about: item.id, in: queue)
        completed["item"] = JSONValue(item.id.rawValue)
        let resolution = try Resolution(json: completed, defaults: defaults(for: item, in: queue))
        return try await settled(resolution.id, on: item.id, in: queue) {
            try await self.record(resolution, in: queue)
        }
    }

    /// Repeats a write whose fate is not known, once: under the same id that is safe.
    func settled(
        _ id: EventID, on item: ItemID, in queue: QueueRecord, _ write: () async throws -> Receipt
    ) async throws -> Receipt {
        do {
            return try await write()
        } catch StoreError.unknownOutcome {
            do {
                var receipt = try await write()
                // The first try had done it; for the caller this is the first answer.
                if receipt.status == .duplicate {
                    let live = try await store.state(of: item, in: queue.id)?.decisions.first { $0.decision.id == id }
                    receipt.status = live?.standing == .surplus ? .surplus : .saved
                }
                return receipt
            } catch let error as StoreError {
                throw WorkflowError.unsettled(id, error)
            }
        }
    }

    private func defaults(for item: Item, in queue: QueueRecord) -> Decision.Defaults {
        let sole = item.suggestions.count == 1 ? item.suggestions.first?.id : nil
        var defaults = defaults(in: queue)
        defaults.soleSuggestion = { _ in sole }
        return defaults
    }

    private func defaults(in queue: QueueRecord) -> Decision.Defaults {
        Decision.Defaults(queue: queue.id, annotator: annotator, at: time, id: { newID() })
    }

    private func refuseOtherQueue(_ fields: FieldReader, than queue: QueueRecord) throws(RecordError) {
        guard let named = try fields.string("queue"), named != queue.id.rawValue else { return }
        throw fields.failure("queue", "names \"\(named)\", and this is queue \"\(queue.id)\"")
    }

    private func namedItem(_ fields: FieldReader) throws(RecordError) -> ItemID {
        if case .number(let number)? = fields.value("item") { return ItemID(number.text) }
        return ItemID(try fields.required("item", fields.string("item")))
    }

    private func existing(_ item: ItemID, in queue: QueueRecord) async throws -> Item {
        guard let found = try await store.item(item, in: queue.id) else {
            throw StoreError.unknownItem(item, queue.id)
        }
        return found
    }

    /// Members that the caller may leave out and that are filled in when a record is taken.
    private static let filledIn = ["at", "guideline", "shown", "inputs", "supersedes"]

    /// A record sent again under its id must be equal to the first, also in what was filled in then.
    private func completingRepeat(
        of record: JSONObject, about item: ItemID, in queue: QueueRecord
    ) async throws -> JSONObject {
        guard let id = record["id"]?.string else { return record }
        let events = try await store.events(about: item, in: queue.id)
        guard let body = events.first(where: { $0.event.id.rawValue == id })?.body,
            let before = try? JSONParser().parse(body).object
        else { return record }
        var completed = record
        for key in Self.filledIn where completed[key] == nil { completed.set(key, before[key]) }
        return completed
    }
}
