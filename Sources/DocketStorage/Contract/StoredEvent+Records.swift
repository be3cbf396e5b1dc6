package import DocketModel
import DocketNotation

/// What an event's body says, as the journal's own reader reads it.
extension StoredEvent {
    /// The decision; nil for events of other kinds and where it was redacted.
    /// - Throws: `StoreError.damaged` where the body cannot be read.
    package var decision: Decision? {
        get throws(StoreError) {
            guard event.kind == .decision, case .decision(let decision, _) = try contents else { return nil }
            return decision
        }
    }

    /// The resolution; nil for events of other kinds and where it was redacted.
    /// - Throws: `StoreError.damaged` where the body cannot be read.
    package var resolution: Resolution? {
        get throws(StoreError) {
            guard event.kind == .resolution, case .resolution(let resolution) = try contents else { return nil }
            return resolution
        }
    }

    private var contents: EventBody {
        get throws(StoreError) {
            do {
                return try EventBody(self)
            } catch {
                throw StoreError(error, at: "queue \(event.queue)")
            }
        }
    }
}
