import DocketTerminal
import DocketWorkbench
import DocketWorkflow
import Glibc

/// The terminal that screens are painted on. It is looked at before anything else is done, and taken over last.
struct ScreenTerminal {
    private let theme: Theme
    private let keyMap: KeyMap
    private let mayOfferGuide: Bool
    private let veilsEverything: Bool
    private let isSpoken: Bool

    /// - Throws: `TerminalError` where there is no terminal, `CommandError.screenIsSmall`, `ThemeError`, `KeyMapError`.
    init(_ look: LookOptions) throws {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw TerminalError.notATerminal }
        veilsEverything = look.veil
        isSpoken = look.isSpoken
        if !isSpoken { try Self.requireScreen() }
        theme = try Theme.load(look.themeName, ownFolder: Theme.ownFolder(environment: Surroundings.terminalVariables))
        keyMap = try look.keyOptions.map()
        mayOfferGuide = look.offersGuide
    }

    /// What is painted needs a terminal that can be painted on, and some room.
    private static func requireScreen() throws {
        if let type = Surroundings.variable("TERM"), type == "dumb" { throw TerminalError.incapable(type) }
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0, size.ws_col > 0 else { return }
        guard size.ws_row >= leastRows, size.ws_col >= leastColumns else {
            throw CommandError.screenIsSmall(rows: Int(size.ws_row), columns: Int(size.ws_col))
        }
    }

    /// Below this not even a message fits.
    static let leastRows = 10
    static let leastColumns = 40

    /// Runs the workbench until the person leaves.
    @MainActor
    func show(_ start: Workbench.Start, session: Session) async throws {
        let offersGuide = mayOfferGuide && start != .guide && GuideMemory.isFirstStart(of: session.person)
        let device: any TerminalDevice =
            isSpoken
            ? try PlainTerminal() : try NcursesTerminal(theme: theme, environment: Surroundings.terminalVariables)
        defer { device.close() }
        let workbench = Workbench(
            start: start, session: session, device: device, theme: theme, keyMap: keyMap,
            veilsEverything: veilsEverything, samples: SampleFolder.queues(), offersGuide: offersGuide,
            guideWasOffered: { GuideMemory.remember(session.person) },
            editor: { text, name in ExternalEditor(environment: Surroundings.environment).edit(text, name: name) },
            openSample: { sample in try await session.openForReview(sample.path).queue })
        if let signal = try await workbench.run() { throw EndedBySignal(number: signal) }
    }
}

/// The process was asked to end while a screen was open.
struct EndedBySignal: Error {
    let number: Int32
}
