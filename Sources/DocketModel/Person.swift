/// Somebody who works in a store.
package struct Person: Sendable, Hashable {
    package var id: PersonID
    package var role: Role
    package var cohort: String?

    package init(id: PersonID, role: Role, cohort: String? = nil) {
        self.id = id
        self.role = role
        self.cohort = cohort
    }
}

extension Identifier where Subject == Person {
    /// In whose name a queue's rules resolve by themselves. Nobody else can bear it.
    package static var policy: Self { "policy" }
}

/// What a person may do. Each role may do what the ones before it may.
package enum Role: String, Sendable, Hashable, Comparable, CaseIterable {
    /// Claims and decides items, sees only their own decisions.
    case annotator
    /// Adjudicates, exports, configures queues, sees everybody's decisions.
    case lead
    /// Manages people.
    case admin

    package static func < (left: Role, right: Role) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int {
        switch self {
        case .annotator: 0
        case .lead: 1
        case .admin: 2
        }
    }
}
