import DocketTerminal
import Synchronization

/// Where messages wait for the loop. Any thread may post; the loop is woken.
final class Mailbox: Sendable {
    private let messages = Mutex<[Reply]>([])
    private let waker: Waker

    init(waker: Waker) {
        self.waker = waker
    }

    func post(_ message: Reply) {
        messages.withLock { $0.append(message) }
        waker.wake()
    }

    var isEmpty: Bool { messages.withLock { $0.isEmpty } }

    func takeAll() -> [Reply] {
        messages.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
    }
}
