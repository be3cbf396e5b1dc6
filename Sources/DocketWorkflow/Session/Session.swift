package import DocketModel
package import DocketStorage

/// One person at work in one store. Everything that screens and commands do to the data goes through here, so that
/// both check the same rights and show the same things.
package struct Session: Sendable {
    package let store: any Store
    package let person: PersonID
    /// What this person may do. With nobody listed, everyone may do everything.
    package let role: Role
    package let cohort: String?
    package let clientVersion: String
    let now: @Sendable () -> Timestamp
    let makeID: @Sendable () -> EventID
    let startOfDay: @Sendable (Timestamp) -> Timestamp

    /// - Parameter startOfDay: when the day of a moment began, for "today".
    /// - Throws: `StoreError`; `WorkflowError.reservedName`; `.notListed` where people are listed and this one is not.
    package init(
        store: any Store, person: PersonID, clientVersion: String, now: @escaping @Sendable () -> Timestamp,
        makeID: @escaping @Sendable () -> EventID,
        startOfDay: @escaping @Sendable (Timestamp) -> Timestamp = LocalDay.start
    ) async throws {
        guard person != .policy else { throw WorkflowError.reservedName(person) }
        let people = try await store.people()
        let entry = people.first { $0.id == person }
        if let entry {
            role = entry.role
        } else if people.isEmpty {
            role = .admin
        } else if try await store.owner() == person {
            // Who made the store is its administrator, so that listing the first annotator locks nobody out.
            role = .admin
        } else {
            throw WorkflowError.notListed(person)
        }
        self.store = store
        self.person = person
        self.cohort = entry?.cohort
        self.clientVersion = clientVersion
        self.now = now
        self.makeID = makeID
        self.startOfDay = startOfDay
    }

    package var author: Author {
        Author(person: person, clientVersion: clientVersion, clientTime: now())
    }

    package var annotator: Annotator {
        Annotator(id: person, cohort: cohort)
    }

    package var time: Timestamp { now() }

    package func newID() -> EventID { makeID() }

    /// - Throws: `WorkflowError.notAllowed` unless this person has that role or a higher one.
    package func require(_ needed: Role, to action: String) throws(WorkflowError) {
        guard role >= needed else { throw .notAllowed(person, action: action, needed: needed) }
    }
}
