/// Whether a command can be used right now; if not, why.
package enum Availability: Sendable, Hashable {
    case enabled
    case disabled(String)

    package var reason: String? {
        if case .disabled(let reason) = self { reason } else { nil }
    }

    package var isEnabled: Bool { self == .enabled }
}
