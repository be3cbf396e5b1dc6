import DocketModel

/// How much of what may disturb a person has looked at today, and since their last break.
struct Exposure: Sendable {
    /// More than this between two events is no looking any more, in milliseconds.
    static let longestLook = 120_000
    /// So long without a look is a break, in milliseconds.
    static let breakLength: Int64 = 5 * 60_000

    private var items: Set<Subject> = []
    private var milliseconds: Int64 = 0
    private var itemsSinceBreak = 0
    private var millisecondsSinceBreak: Int64 = 0
    /// When something was last looked at.
    private var lastLook: Timestamp?
    /// Since when something is shown; nil while nothing is.
    private var lookedSince: Timestamp?

    var itemCount: Int { items.count }
    var minutes: Int { Int(milliseconds / 60_000) }

    /// What the journal knows of today.
    mutating func add(_ queue: QueueID, _ items: Set<ItemID>, milliseconds: Int64) {
        self.items.formUnion(items.map { Subject(queue: queue, item: $0) })
        self.milliseconds += milliseconds
    }

    mutating func unveil(_ subject: Subject, _ now: Timestamp) {
        if let lastLook, now.milliseconds - lastLook.milliseconds >= Self.breakLength {
            itemsSinceBreak = 0
            millisecondsSinceBreak = 0
        }
        if items.insert(Subject(queue: subject.queue, item: subject.item)).inserted { itemsSinceBreak += 1 }
        lookedSince = now
        lastLook = now
    }

    /// Time passed with something shown, or with nothing.
    mutating func pass(_ now: Timestamp, isShown: Bool) {
        if let lookedSince {
            let span = min(max(0, now.milliseconds - lookedSince.milliseconds), Int64(Self.longestLook))
            milliseconds += span
            millisecondsSinceBreak += span
            lastLook = now
        }
        lookedSince = isShown ? now : nil
    }

    /// Why a break would be good now; nil where none is due.
    func breakReason(_ policy: VeilPolicy) -> String? {
        let minutes = Int(millisecondsSinceBreak / 60_000)
        let isDue =
            policy.breakItems.map { itemsSinceBreak >= $0 } == true
            || policy.breakMinutes.map { minutes >= $0 } == true
        guard isDue else { return nil }
        return "\(itemsSinceBreak) items and \(minutes) minutes without a break"
    }
}
