import ArgumentParser

/// The options of commands that paint.
package struct LookOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The theme: a name (see docket theme list) or a file. (default: DOCKET_THEME, else dark)", valueName: "name"
        ))
    var theme: String?

    @OptionGroup var keyOptions: KeyOptions

    @Flag(help: "Do not offer the guide at the first start; DOCKET_GUIDE=off never does.")
    var noGuide = false

    @Flag(help: "Hide each item until a key shows it, as queues do whose content may disturb.")
    var veil = false

    @Flag(
        help:
            "Print plain lines instead of painting: for screen readers, braille and dumb terminals. (default: DOCKET_SCREEN_READER)"
    )
    var screenReader = false

    package init() {}

    var isSpoken: Bool {
        screenReader || Surroundings.variable("DOCKET_SCREEN_READER").map { !["0", "off", "no"].contains($0) } ?? false
    }

    var offersGuide: Bool { !noGuide && Surroundings.variable("DOCKET_GUIDE") != "off" }

    var themeName: String {
        theme ?? Surroundings.variable("DOCKET_THEME") ?? "dark"
    }
}
