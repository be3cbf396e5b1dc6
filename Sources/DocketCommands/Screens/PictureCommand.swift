import ArgumentParser
import DocketInterchange
import DocketModel
import DocketStorage
import DocketTerminal
import DocketWorkbench
import DocketWorkflow

struct PictureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "picture",
        abstract: "Draw a screen as an SVG picture.",
        discussion: """
            Opens the screen without a terminal, presses keys, and writes what is then to be seen. Works on a copy: \
            nothing that the keys do reaches the store.

            Examples:
              docket picture review replies --output review.svg
              docket picture review replies.jsonl --size 110x32 --theme light --press "1 d" --output compare.svg
              docket picture adjudicate replies --press "?" --output keys.svg
              docket picture home --output home.svg
            """)

    enum Kind: String, CaseIterable, ExpressibleByArgument {
        case home, review, adjudicate
    }

    @Argument(help: "home, review or adjudicate.")
    var screen: Kind

    @Argument(help: ArgumentHelp("A queue, or a file of items.", valueName: "queue|file"))
    var queue: String?

    @Option(help: ArgumentHelp("Columns and rows.", valueName: "columns x rows"))
    var size = PictureSize()

    @Option(help: ArgumentHelp("The keys to press, with blanks between: a tab C-r f1 esc.", valueName: "keys"))
    var press = ""

    @Option(help: ArgumentHelp("The picture's file; - is standard output.", valueName: "file"))
    var output: String

    @OptionGroup var common: CommonOptions
    @OptionGroup var look: LookOptions

    func validate() throws {
        if common.json { throw ValidationError("A picture has no JSON.") }
        if KeyStroke.sequence(notation: press) == nil {
            throw ValidationError("--press \"\(press)\" are not all keys: write them as docket keys does.")
        }
        if screen != .home, queue == nil { throw ValidationError("Name the queue, or a file of items.") }
    }

    func run() async throws {
        let theme = try Theme.load(
            look.themeName, ownFolder: Theme.ownFolder(environment: Surroundings.terminalVariables))
        let scratch = try ScratchFolder()
        defer { scratch.remove() }
        if try Surroundings.exists(common.storePath()) {
            try await common.withSession(.existing) { session in
                try session.require(.lead, to: "copy the store")
                _ = try await session.store.backup(to: scratch.storePath)
            }
        }
        let person = try common.annotator()
        let store = try await StoreAddress(scratch.storePath).open(.createIfMissing, owner: person)
        do {
            let session = try await Session(
                store: store, person: person, clientVersion: Docket.version, now: SystemSources.time,
                makeID: SystemSources.id)
            let frame = try await frame(session, theme)
            await store.close()
            try write(frame.svg(of: theme))
        } catch {
            await store.close()
            throw error
        }
    }

    @MainActor
    private func frame(_ session: Session, _ theme: Theme) async throws -> Frame {
        let start: Workbench.Start
        if let queue {
            let opened = try await session.openForReview(queue).queue
            start = screen == .review ? .review(opened) : screen == .adjudicate ? .adjudicate(opened) : .home
        } else {
            start = .home
        }
        let device = try HeadlessTerminal(size: size.size)
        let workbench = try Workbench(
            start: start, session: session, device: device, theme: theme, keyMap: look.keyOptions.map(),
            veilsEverything: look.veil, samples: SampleFolder.queues(),
            editor: { _, _ in .failed("a picture has no editor") },
            openSample: { sample in try await session.openForReview(sample.path).queue })
        try await workbench.settle()
        for stroke in KeyStroke.sequence(notation: press) ?? [] where !workbench.hasEnded {
            try await workbench.settle([.key(stroke)])
        }
        let frame = workbench.frame()
        // Claims are given back, although nobody will miss them.
        try await workbench.settle([.hangup])
        return frame
    }

    private func write(_ picture: String) throws {
        if output == "-" {
            common.console.write(Array(picture.utf8), to: 1)
            return
        }
        let file = try AtomicFile(output)
        try file.write(Array(picture.utf8))
        try file.commit()
    }
}

/// Columns and rows, as in 110x32.
struct PictureSize: ExpressibleByArgument {
    var size = Size(rows: 32, columns: 110)

    init() {}

    init?(argument: String) {
        let parts = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let columns = parts[0], let rows = parts[1], (20...1000).contains(columns),
            (5...1000).contains(rows)
        else { return nil }
        size = Size(rows: rows, columns: columns)
    }

    var defaultValueDescription: String { "\(size.columns)x\(size.rows)" }
}
