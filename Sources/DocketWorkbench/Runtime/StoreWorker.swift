import DocketModel
import Synchronization

/// Does store effects one after the other, off the screen's thread, and posts what became of them.
///
/// One after the other, because an undo must not overtake the save before it.
final class StoreWorker: Sendable {
    private struct State {
        var waiting: [StoreEffect] = []
        var isRunning = false
        var onIdle: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let runner: StoreEffectRunner
    private let mailbox: Mailbox

    init(runner: StoreEffectRunner, mailbox: Mailbox) {
        self.runner = runner
        self.mailbox = mailbox
    }

    func enqueue(_ effect: StoreEffect) {
        let starts = state.withLock { state in
            // Of drafts of one item only the last matters: typing must not queue up commits. Of questions about what is in
            // front, too: moving through a list must not queue up searches.
            if let subject = effect.subject, subject == state.waiting.last?.subject {
                state.waiting[state.waiting.count - 1] = effect
            } else {
                state.waiting.append(effect)
            }
            defer { state.isRunning = true }
            return !state.isRunning
        }
        if starts { Task.detached { await self.drain() } }
    }

    var isIdle: Bool { state.withLock { !$0.isRunning } }

    /// Returns when nothing is waiting or being done.
    func idle() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if state.isRunning { state.onIdle.append(continuation) }
                return !state.isRunning
            }
            if isIdle { continuation.resume() }
        }
    }

    private func drain() async {
        while let effect = next() {
            for message in await runner.perform(effect) { mailbox.post(message) }
        }
    }

    private func next() -> StoreEffect? {
        let (effect, idlers) = state.withLock { state -> (StoreEffect?, [CheckedContinuation<Void, Never>]) in
            if !state.waiting.isEmpty { return (state.waiting.removeFirst(), []) }
            state.isRunning = false
            defer { state.onIdle = [] }
            return (nil, state.onIdle)
        }
        for continuation in idlers { continuation.resume() }
        return effect
    }
}

extension StoreEffect {
    /// What it is about, where a later one about the same makes it needless.
    fileprivate var subject: EffectSubject? {
        switch self {
        case .keepDraft(_, let item, let queue): .decision(item, queue)
        case .keepRulingDraft(_, let item, let queue): .ruling(item, queue)
        case .loadPrecedents: .precedents
        default: nil
        }
    }
}

private enum EffectSubject: Hashable {
    case decision(ItemID, QueueID)
    case ruling(ItemID, QueueID)
    case precedents
}
