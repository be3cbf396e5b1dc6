/// Key → last byte of the frame in the review screen, at two sizes.
func keyBenchmark(_ workplace: Workplace, _ options: Options) throws -> Section {
    let sizes = [TerminalSize(columns: 80, rows: 24), TerminalSize(columns: 140, rows: 40)]
    // More than fits, so that there is something to scroll.
    let responseWords = 450
    let long = workplace.path("long.jsonl")
    // Each accepted item is gone, so there are enough of them for every round, the first that does not count included.
    try GeneratedItems(count: (options.rounds + 2) * (options.keys + 4) * sizes.count, words: responseWords).write(
        to: long)
    let store = try workplace.store("keys", from: long)
    let review = [workplace.docket, "review", "q", "--store", store, "--as", "bench"]
    let peers = try KeyPeers(workplace)

    var section = Section(
        title: "key: key to last byte",
        method: """
            From the write of one key to the last byte that comes back, medians of the rounds' p50 and p90; output is over \
            when nothing has come for \(TerminalSession.quiet) ms, which is not in the figures. The floor is `cat` in a raw \
            terminal. An item has two responses of \(responseWords) words that have nothing in common. An accept paints the next item, then the mark that the decision is on disk: two rows.
            """,
        columns: ["", "p50 ms", "p90 ms", "p50 over floor", "× floor", "bytes a key", "CPU ms a key"])
    if !peers.missing.isEmpty {
        section.remarks.append("Not installed and left out: \(peers.missing.joined(separator: ", ")).")
    }

    for size in sizes {
        func contestant(
            _ name: String, _ arguments: [String], marker: String, keys: [String], leave: String?
        ) -> Contestant<KeyRound> {
            Contestant(name: "\(size.label) \(name)") {
                let session = try TerminalSession(arguments, environment: workplace.environment, size: size)
                _ = try session.firstFrame(with: marker)
                let round = try KeyRound(session, keys: keys, count: options.keys)
                if let leave { try session.leave(leave) } else { try session.kill() }
                return round
            }
        }
        let marker = GeneratedItems.marker
        var contestants = [
            contestant(
                "floor: raw echo", ["/bin/sh", "-c", "stty raw -echo; printf ready; exec cat"], marker: "ready",
                keys: ["x"], leave: nil)
        ]
        contestants += peers.all.map {
            contestant($0.name, $0.arguments, marker: $0.marker, keys: $0.keys, leave: $0.leave)
        }
        contestants += [
            contestant("docket, next pane (Tab)", review, marker: marker, keys: ["\t"], leave: "q"),
            contestant("docket, scroll a line (j, k)", review, marker: marker, keys: ["j", "k"], leave: "q"),
            contestant("docket, accept (a)", review, marker: marker, keys: ["a"], leave: "q"),
        ]
        let results = try interleave(contestants, rounds: options.rounds)
        let floor = Samples(results.first?.map { $0.last.median } ?? []).median
        for (contestant, rounds) in zip(contestants, results) {
            func row(_ name: String, _ times: KeyPath<KeyRound, Samples>) -> [String] {
                let p50 = Samples(rounds.map { $0[keyPath: times].median }).median
                let p90 = Samples(rounds.map { $0[keyPath: times].percentile(90) }).median
                return [
                    name, p50.digits(3), p90.digits(3), (p50 - floor).digits(3), p50.ratio(to: floor),
                    Samples(rounds.map(\.bytes.median)).median.digits(0),
                    Samples(rounds.compactMap(\.processor)).median.digits(3),
                ]
            }
            if contestant.name.hasSuffix("(a)") {
                section.rows.append(row(contestant.name + " → next item painted", \.painted))
                section.rows.append(row(contestant.name + " → ✓ saved, all quiet", \.last))
            } else {
                section.rows.append(row(contestant.name, \.last))
            }
        }
    }
    return section
}

/// What one session answered to a number of keys, in milliseconds and bytes.
private struct KeyRound {
    var last: Samples
    var painted: Samples
    var bytes: Samples
    /// Processor time in milliseconds a key.
    var processor: Double?

    init(_ session: TerminalSession, keys: [String], count: Int) throws {
        // The first of each key pays for what is made once; an even number of presses leaves the screen as it was.
        for _ in 0..<2 { for key in keys { _ = try session.press(key) } }
        let before = session.processorTime
        let responses = try (0..<count).map { try session.press(keys[$0 % keys.count]) }
        let after = session.processorTime
        last = Samples(responses.map(\.last))
        painted = Samples(responses.compactMap(\.painted))
        bytes = Samples(responses.map { Double($0.bytes) })
        if let before, let after { processor = (after - before) / Double(count) }
    }
}
