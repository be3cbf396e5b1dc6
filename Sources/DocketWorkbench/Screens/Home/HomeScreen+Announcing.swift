import DocketModel
import DocketStorage
import DocketTerminal
import DocketText
import DocketWorkflow

extension HomeScreen {
    package func announce(_ voice: inout Voice) {
        voice.say("title", "Docket, queues, as \(voice.person.rawValue)", isLasting: true)
        guard isLoaded else { return voice.sayNotice(notice?.text) }
        let entries = entries
        if entries.isEmpty {
            voice.say("empty", "There is no queue yet: docket import FILE makes one")
        } else if queues.isEmpty {
            voice.say("empty", "Nothing here yet. Try a sample queue:")
        }
        for (place, entry) in entries.enumerated() { voice.say("entry \(Self.name(entry))", said(entry, place)) }
        if entries.indices.contains(selected) {
            voice.say("selected", "Selected: \(selected + 1) of \(entries.count), \(Self.name(entries[selected]))")
        }
        if let opening { voice.say("opening", "Opening \(opening)") }
        voice.sayNotice(notice?.text)
        voice.sayKeys(self)
    }

    private func said(_ entry: Entry, _ place: Int) -> String {
        switch entry {
        case .sample(let sample): return "\(place + 1): sample queue \(sample.name), \(sample.title)"
        case .queue(let status):
            let total = status.counts.items
            let share = total > 0 ? status.counts.complete * 100 / total : 0
            var line =
                "\(place + 1): \(status.queue.id.rawValue), \(share)% complete, \(status.progress.remaining) waiting for you"
            if status.inbox > 0 { line += ", \(status.inbox) came back" }
            if let conflicts = conflictCounts[status.queue.id], conflicts.atLeast > 0 {
                line += ", \(conflicts.isExact ? "" : "at least ")\(conflicts.atLeast) in conflict"
            }
            return line
        }
    }
}
