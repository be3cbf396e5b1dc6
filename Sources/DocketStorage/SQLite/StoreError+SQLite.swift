import GRDB

extension StoreError {
    /// What an SQLite error means to somebody who uses the store.
    /// - Parameter isCommit: the error came from a commit, whose fate is then not known.
    init(_ error: any Error, at place: String, isCommit: Bool = false) {
        switch error {
        case let error as StoreError: self = error
        case let damage as Damage: self = .damaged(place, reason: damage.reason)
        case let error as DatabaseError:
            let reason = error.message ?? error.resultCode.description
            switch error.resultCode {
            case .SQLITE_FULL: self = .diskFull(place)
            case .SQLITE_CORRUPT: self = .damaged(place, reason: reason)
            case .SQLITE_NOTADB: self = .foreign(place)
            case .SQLITE_READONLY: self = .readOnly(place)
            case .SQLITE_IOERR where isCommit: self = .unknownOutcome(place, reason: reason)
            case .SQLITE_IOERR: self = .inputOutput(place, reason: reason)
            case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: self = .unavailable(place, reason: reason)
            case .SQLITE_BUSY, .SQLITE_LOCKED:
                self = .unavailable(place, reason: "another program keeps it locked: end that, and repeat")
            // A table or a column is missing, or a constraint was found broken, in a file that says it is a store.
            case .SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH: self = .damaged(place, reason: reason)
            default:
                self = isCommit ? .unknownOutcome(place, reason: reason) : .inputOutput(place, reason: reason)
            }
        default: self = isCommit ? .unknownOutcome(place, reason: "\(error)") : .inputOutput(place, reason: "\(error)")
        }
    }
}
