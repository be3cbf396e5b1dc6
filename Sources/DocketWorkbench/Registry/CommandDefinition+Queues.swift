/// On the list of queues.
extension CommandDefinition {
    static let queues: [Command: CommandDefinition] = [
        .review: .init("review", "Reviews the selected queue.", keys("r", in: [.home])),
        .adjudicate: .init(
            "adjudicate", "Settles what people disagree on in the selected queue.", keys("a", in: [.home])),
        .refresh: .init("refresh", "Reads the queues again.", keys("R", "f5", in: [.home])),
    ]
}
