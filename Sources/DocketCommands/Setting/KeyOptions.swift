import ArgumentParser
import DocketNotation
import DocketWorkbench

/// Which keys the screens listen to.
package struct KeyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The key map: standard, prodigy, langsmith, vim, or a file. (default: DOCKET_KEYS, else your keys.toml)",
            valueName: "name"))
    var keys: String?

    package init() {}

    /// The map that is named, else the person's own, else the standard one.
    /// - Throws: `KeyMapError`, `CommandError.unreadable`.
    func map() throws -> KeyMap {
        if let name = keys ?? Surroundings.variable("DOCKET_KEYS") { return try Self.map(name) }
        if let own = KeyMap.ownFile(environment: Surroundings.terminalVariables), Surroundings.exists(own) {
            return try Self.map(own)
        }
        return .standard
    }

    /// A name, or a file: its name has a `/` in it or ends in `.toml`.
    static func map(_ name: String) throws -> KeyMap {
        guard name.contains("/") || name.hasSuffix(".toml") else { return try KeyMap.named(name) }
        return try KeyMap(reading: SmallFile.read(name).string, source: name)
    }
}
