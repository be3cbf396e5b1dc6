import DocketAdjudication
package import DocketModel
package import DocketStorage
import DocketTerminal
import DocketWorkflow

/// What the queue's rules would make of its conflicts, to be looked through before any of it is recorded.
package struct RulesScreen: Screen {
    package let queue: QueueRecord
    let keyMap: KeyMap
    private(set) var found: [PolicyResolution] = []
    /// What is not to be resolved.
    private(set) var leftOut: Set<ItemID> = []
    private(set) var selected = 0
    private(set) var isLoaded = false
    private var isPainted = false
    private(set) var notice: ReviewScreen.Notice?

    package init(queue: QueueRecord, _ keyMap: KeyMap = .standard) {
        self.queue = queue
        self.keyMap = keyMap
    }

    package var scope: Scope { .rules }
    package var footer: [Command] { [.applyRules, .leaveOut, .lineDown, .close, .help] }
    package var isLoading: Bool { !isLoaded && notice == nil }

    var chosen: [PolicyResolution] { found.filter { !leftOut.contains($0.item) } }
    var current: PolicyResolution? { found.indices.contains(selected) ? found[selected] : nil }

    package func availability(of command: Command) -> Availability {
        switch command {
        case .applyRules, .leaveOut, .lineDown, .lineUp, .pageDown, .pageUp, .top, .bottom:
            if !isLoaded { return .disabled("the rules are being tried") }
            if found.isEmpty { return .disabled("the rules settle none of the conflicts") }
            if command == .applyRules {
                if !isPainted { return .disabled("what would be resolved is not on the screen yet") }
                if chosen.isEmpty { return .disabled("all of them are left out") }
            }
            return .enabled
        default: return .enabled
        }
    }

    package mutating func notify(_ text: String) {
        notice = .init(text: text, kind: .warning)
    }

    package mutating func appear(_ context: Context) -> [Effect] {
        isLoaded ? [] : [.store(.tryRules(queue))]
    }

    package mutating func painted(_ now: Timestamp) -> Bool {
        guard isLoaded, !isPainted else { return false }
        isPainted = true
        return true
    }

    package mutating func perform(_ command: Command, _ context: Context) -> [Effect] {
        notice = nil
        let last = max(0, found.count - 1)
        switch command {
        case .close: return [.back]
        case .lineDown: move(to: selected + 1, or: "this is the last of them")
        case .lineUp: move(to: selected - 1, or: "this is the first of them")
        case .pageDown: selected = min(last, selected + max(1, context.size.rows - 10))
        case .pageUp: selected = max(0, selected - max(1, context.size.rows - 10))
        case .top: selected = 0
        case .bottom: selected = last
        case .leaveOut:
            if let current { leftOut.formSymmetricDifference([current.item]) }
            if selected < last { selected += 1 }
        case .applyRules: return apply(context)
        default: break
        }
        return []
    }

    /// One after the other, each an effect of its own, so that keys and other saves come between.
    private func apply(_ context: Context) -> [Effect] {
        let chosen = chosen
        let batch = RuleBatch(id: context.newID(), total: chosen.count)
        return chosen.map { .store(.applyRule($0, batch, queue)) } + [.back]
    }

    private mutating func move(to place: Int, or text: String) {
        if found.indices.contains(place) { selected = place } else { notice = .init(text: text) }
    }

    package mutating func receive(_ message: Reply, _ context: Context) -> [Effect] {
        switch message {
        case .ruled(let resolutions, queue.id):
            found = resolutions
            isLoaded = true
        case .failed(let why, _): notify(why)
        default: break
        }
        return []
    }

    package mutating func click(_ target: HitTarget, _ context: Context) -> [Effect] {
        if case .entry(let place) = target, found.indices.contains(place) { selected = place }
        return []
    }

    package mutating func scroll(_ target: HitTarget?, by lines: Int, _ context: Context) -> [Effect] {
        selected = min(max(0, selected + lines), max(0, found.count - 1))
        return []
    }
}
