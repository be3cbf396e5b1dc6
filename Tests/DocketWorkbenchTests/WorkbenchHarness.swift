import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketTestSupport
import DocketWorkbench
import DocketWorkflow
import Synchronization

/// A workbench over a real store in a folder of its own, driven by keys, read as text. Time stands still unless it is
/// moved; ids count up.
@MainActor
final class WorkbenchHarness {
    let store: SQLiteStore
    let clock: TestClock
    let device: HeadlessTerminal
    let theme: Theme
    /// What was said, where the screens are heard and not seen.
    let spoken: SpokenTerminal?
    /// What stands for the person's own editor.
    let editor = TestEditor()
    /// How often the guide was said to have been offered.
    let offer = OfferMemory()
    private let folder: TemporaryFolder
    private(set) var workbench: Workbench
    private let person: PersonID

    init(
        items: [Item], configuration: QueueConfiguration, person: PersonID = "mei", rows: Int = 24, columns: Int = 80,
        theme: String = "mono", decisions: [Decision] = [], start: Start = .review, guideline: SourceText? = nil,
        offersGuide: Bool = false, isSpoken: Bool = false, keyMap: KeyMap = .standard, isUTF8: Bool = true
    ) async throws {
        folder = try TemporaryFolder()
        let clock = TestClock()
        self.clock = clock
        self.person = person
        store = try await SQLiteStore.open(
            path: folder.path + "/store.db", owner: "owner", clock: { clock.now }, makeID: { clock.nextID("s") })
        let author = Author(person: "owner", clientVersion: "test", clientTime: clock.now)
        let request = ImportRequest(
            configuration: configuration, guideline: guideline, fileName: "test.jsonl", format: "docket")
        let session = try await store.beginImport(request, by: author)
        try await session.add(
            items.enumerated().map { ImportRecord(.item($1), line: $0 + 1) }
                + decisions.map { ImportRecord(.decision($0), line: 0) })
        _ = try await session.publish(isDryRun: false)
        device = try HeadlessTerminal(size: Size(rows: rows, columns: columns), isUTF8: isUTF8)
        spoken = isSpoken ? SpokenTerminal(device) : nil
        self.theme = try Theme.load(theme)
        workbench = try await Self.open(
            store, clock, person, spoken ?? device, self.theme, editor, queue: configuration.name, start, offersGuide,
            offer, keyMap)
        try await workbench.settle()
    }

    enum Start { case home, review, adjudicate }

    private static func open(
        _ store: SQLiteStore, _ clock: TestClock, _ person: PersonID, _ device: any TerminalDevice, _ theme: Theme,
        _ editor: TestEditor, queue: QueueID, _ start: Start, _ offersGuide: Bool = false,
        _ offer: OfferMemory = OfferMemory(), _ keyMap: KeyMap = .standard
    ) async throws -> Workbench {
        let session = try await Session(
            store: store, person: person, clientVersion: "test", now: { clock.now }, makeID: { clock.nextID("c") })
        let record = try await store.queue(queue)
        let destination: Workbench.Start =
            switch start {
            case .home: .home
            case .review: .review(record)
            case .adjudicate: .adjudicate(record)
            }
        return Workbench(
            start: destination, session: session, device: device, theme: theme, keyMap: keyMap,
            samples: [], offersGuide: offersGuide, guideWasOffered: { offer.count += 1 },
            editor: { text, name in editor.edit(text, name) },
            openSample: { _ in record })
    }

    /// A second workbench on the same store, as after a restart or for another person.
    func reopen(as person: PersonID? = nil, queue: QueueID, start: Start = .review) async throws {
        workbench = try await Self.open(
            store, clock, person ?? self.person, spoken ?? device, theme, editor, queue: queue, start)
        try await workbench.settle()
    }

    /// Presses keys one after the other, each when the screen has settled. Notation: `a x C-r enter`.
    func press(_ keys: String) async throws {
        for stroke in KeyStroke.sequence(notation: keys) ?? [] {
            spoken?.note(stroke.notation)
            clock.advance(milliseconds: 1000)
            try await workbench.settle([.key(stroke)])
        }
    }

    func type(_ text: String) async throws {
        try await workbench.settle(
            text.map { .key(KeyStroke($0 == "\n" ? .enter : .character($0))) })
    }

    func send(_ events: TerminalEvent...) async throws {
        try await workbench.settle(events)
    }

    var screen: String { workbench.frame().text }

    func row(_ number: Int) -> String {
        let rows = screen.split(separator: "\n", omittingEmptySubsequences: false)
        return rows.indices.contains(number) ? String(rows[number]) : ""
    }

    var lastRow: String { row(device.size.rows - 1) }

    /// The live decisions on an item, as they are stored.
    func decisions(on item: ItemID, queue: QueueID = "q") async throws -> [Decision] {
        try await store.state(of: item, in: queue)?.decisions.map(\.decision) ?? []
    }
}

/// Counts what would be remembered of the guide's offer.
@MainActor
final class OfferMemory {
    var count = 0
    nonisolated init() {}
}

/// Stands for somebody's own editor: says what it was given and leaves what it was told to.
final class TestEditor: Sendable {
    typealias Answer = @Sendable ([UInt8]) -> ExternalEditor.Outcome
    private let state = Mutex((seen: [(text: [UInt8], name: String)](), answer: { _ in .unchanged } as Answer))

    var seen: [(text: [UInt8], name: String)] { state.withLock { $0.seen } }

    func willLeave(_ answer: @escaping Answer) {
        state.withLock { $0.answer = answer }
    }

    func edit(_ text: [UInt8], _ name: String) -> ExternalEditor.Outcome {
        let answer = state.withLock { state in
            state.seen.append((text, name))
            return state.answer
        }
        return answer(text)
    }
}

/// A clock that moves when told, and a counter for ids.
final class TestClock: Sendable {
    private let state = Mutex((time: Int64(1_770_000_000_000), ids: 0))

    var now: Timestamp { Timestamp(milliseconds: state.withLock { $0.time }) }

    func advance(milliseconds: Int64) {
        state.withLock { $0.time += milliseconds }
    }

    func nextID(_ prefix: String) -> EventID {
        let number = state.withLock { state in
            state.ids += 1
            return state.ids
        }
        return EventID("\(prefix)-\(number)")
    }
}

/// Items and configurations for scenarios.
enum Fixture {
    static func item(
        _ id: ItemID, _ texts: String..., context: [(String, String)] = [("user", "How do I undo a commit?")]
    ) -> Item {
        Item(
            id: id, context: context.map { Message(role: $0.0, content: SourceText($0.1)) },
            suggestions: texts.enumerated().map { place, text in
                Suggestion(
                    id: Suggestion.defaultID(place), model: "model-\(place)",
                    messages: [Message(role: "assistant", content: SourceText(text))])
            })
    }

    /// Suggestions in the order given, so that scenarios can name them by number.
    static func configuration(_ ask: Ask, overlap: Int = 1, blind: Set<Blindness> = [.models, .annotators])
        -> QueueConfiguration
    {
        QueueConfiguration(
            name: "q", title: "Assistant replies", guideline: "guide.md", overlap: Overlap(overlap), blind: blind,
            order: .given, ask: ask)
    }

    static let pairAsk = Ask(
        verdict: .each, preference: true, strength: ["slightly", "clearly", "much"], rejectReasons: [],
        ratings: [RatingScale(name: "helpful", labels: ["useless", "", "fair", "", "excellent"])],
        flags: [FlagDefinition(name: "unsafe", isConflict: true)])

    static let singleAsk = Ask(
        verdict: .one, preference: false, rejectReasons: ["wrong", "unsafe"], rejectNeedsReason: true)

    static let pairs = [
        item("i1", "Run git reset --soft HEAD~1 and commit again.", "Run git reset --hard HEAD~1 and commit again."),
        item("i2", "Second, first suggestion.", "Second, another suggestion."),
        item("i3", "Third, first suggestion.", "Third, another suggestion."),
    ]

    static let singles = [item("s1", "One reply."), item("s2", "Two reply."), item("s3", "Three reply.")]

    static func decision(
        _ id: EventID, _ item: ItemID, _ annotator: PersonID, _ answers: Answers, comment: SourceText? = nil
    ) -> Decision {
        Decision(
            id: id, queue: "q", item: item, annotator: Annotator(id: annotator), answer: .answers(answers),
            comment: comment,
            readingMilliseconds: 41_000, at: Timestamp(milliseconds: 1_760_000_000_000))
    }
}
