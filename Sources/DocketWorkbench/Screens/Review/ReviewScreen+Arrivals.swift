import DocketModel
import DocketStorage
import DocketTerminal
import DocketWorkflow

/// Items that come onto the desk from the store. Nothing is put in the place of what somebody is writing or choosing: the
/// letters that follow would be commands on an item that nobody asked for.
extension ReviewScreen {
    /// A reply that changes what is on the desk, held back until the desk is free.
    struct Arrival: Sendable {
        var reply: Reply
        /// It brings an earlier item that was gone back to.
        var isVisit: Bool

        var item: ItemID? {
            switch reply {
            case .opened(.item(let served), _), .undone(_, .item(let served)?): served.item.id
            default: nil
            }
        }
    }

    /// Whether nothing is in front of the item that keys are meant for.
    var isReading: Bool {
        guard case .reading = mode else { return false }
        return search?.isTyping != true
    }

    mutating func hold(_ reply: Reply) {
        arrivals.append(Arrival(reply: reply, isVisit: visiting != nil))
        isMoving = false
        // Until it comes, the item on the desk is the one that is worked on.
        abandonVisit()
    }

    /// Puts what was held back onto the desk, once nothing is in front of it any more.
    mutating func takeArrivals(_ context: Context) -> [Effect] {
        var effects: [Effect] = []
        while isReading, !isMoving, !arrivals.isEmpty {
            let arrival = arrivals.removeFirst()
            if arrival.isVisit, case .opened(.item(let served), _) = arrival.reply,
                let place = visited.firstIndex(of: served.item.id)
            {
                effects += keepDraft()
                if visiting == nil { resting = stashed() }
                visiting = place
            }
            effects += receive(arrival.reply, context)
        }
        guard isReading, !isMoving, desk == nil, !ahead.isEmpty else { return effects }
        put(ahead.removeFirst())
        return effects + serveIfNeeded()
    }

    /// What the store answers to undo, redo and going to an item.
    mutating func moved(_ reply: Reply) -> [Effect] {
        switch reply {
        case .opened(.item(let served), queue.id):
            isMoving = false
            if visiting == nil { restCurrent(besides: served.item.id) }
            ahead.removeAll { $0.item.id == served.item.id }
            put(served)
            return []
        case .opened(_, queue.id):
            isMoving = false
            abandonVisit()
            notice = Notice(text: "that item cannot be shown: it is not yours to decide any more", kind: .warning)
            return []
        case .undone(let receipt, let serving): return undone(receipt, serving)
        case .redone(let receipt): return redone(receipt)
        default: return []
        }
    }

    /// The item that was asked for does not come: the one on the desk stays, and is the front again.
    mutating func abandonVisit() {
        guard visiting != nil, resting?.item.id == desk?.item.id else { return }
        visiting = nil
        resting = nil
    }
}
