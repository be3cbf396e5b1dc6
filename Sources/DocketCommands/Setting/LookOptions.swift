import ArgumentParser

/// The options of commands that paint.
package struct LookOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The theme: a name (see docket theme list) or a file. (default: DOCKET_THEME, else dark)", valueName: "name"
        ))
    var theme: String?

    package init() {}

    var themeName: String {
        theme ?? Surroundings.variable("DOCKET_THEME") ?? "dark"
    }
}
