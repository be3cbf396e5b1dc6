import DocketTerminal

extension GuideScreen {
    package func announce(_ voice: inout Voice) {
        practice.announce(&voice)
        let count = GuideStep.allCases.count - 1
        let title = step == .done ? "Guide, done" : "Guide, \(step.rawValue + 1) of \(count)"
        let keys = voice
        let said = praise.map { "\($0). " } ?? ""
        voice.say(
            "guide", "\(title): \(said)\(step.text { keys.key($0, in: $1) })",
            "\(keys.key(Self.leaving, in: .review)) leaves; nothing here is recorded")
    }
}
