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

    package init() {}

    var offersGuide: Bool { !noGuide && Surroundings.variable("DOCKET_GUIDE") != "off" }

    var themeName: String {
        theme ?? Surroundings.variable("DOCKET_THEME") ?? "dark"
    }
}
