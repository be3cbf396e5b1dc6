import DocketModel
import DocketTerminal

extension KeyMap {
    /// The maps that ship with the program, beside the standard one.
    private static let shipped: [(name: String, bytes: [UInt8])] = [
        ("prodigy", PackageResources.prodigy_toml),
        ("langsmith", PackageResources.langsmith_toml),
        ("vim", PackageResources.vim_toml),
    ]

    package static var shippedNames: [String] { [standard.name] + shipped.map(\.name) }

    /// The map of that name.
    package static func named(_ name: String) throws(KeyMapError) -> KeyMap {
        if name == standard.name { return standard }
        guard let ship = shipped.first(where: { $0.name == name }) else {
            throw .notFound(name: name, near: Spelling.near(name, in: shippedNames))
        }
        return try KeyMap(reading: String(decoding: ship.bytes, as: UTF8.self), source: name)
    }

    /// The person's own map: `docket/keys.toml` among their configuration files.
    package static func ownFile(environment: [String: String]) -> String? {
        if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") { return folder + "/docket/keys.toml" }
        return environment["HOME"].map { $0 + "/.config/docket/keys.toml" }
    }

    /// A map as a file says it.
    /// - Parameter source: what messages call it: a path.
    /// - Throws: `KeyMapError.invalid` with everything that is wrong: names that are not known, keys that mean two
    ///   things, commands nobody could do without and that have no key.
    package init(reading text: String, source: String) throws(KeyMapError) {
        let file = KeyMapFile(text)
        var bindings = try KeyMap.named(file.inherits).bindings
        for change in file.changes {
            for scope in Scope.allCases where change.scope ?? scope == scope {
                guard bindings[scope]?[change.command] != nil else { continue }
                // Where text is typed, what goes for all scopes gives only keys that type nothing.
                let keys = scope.takesText ? change.keys.filter { $0.strokes[0].text == nil } : change.keys
                if !keys.isEmpty || change.scope != nil || change.keys.isEmpty {
                    bindings[scope]?[change.command] = keys
                }
            }
        }
        let map = KeyMap(name: source, bindings)
        let problems =
            file.problems + map.clashes.map { Self.problem($0, file) } + Self.unreachable(bindings, file)
        guard problems.isEmpty else {
            throw .invalid(source: source, problems.sorted { ($0.line ?? 0, $0.reason) < ($1.line ?? 0, $1.reason) })
        }
        self = map
    }

    private static func problem(_ clash: Clash, _ file: KeyMapFile) -> KeyMapError.Problem {
        let mine = file.changes.last { change in
            [clash.holder, clash.claimant].contains(change.command) && change.scope ?? clash.scope == clash.scope
                && change.keys.contains {
                    $0.strokes.starts(with: clash.keys.strokes) || clash.keys.strokes.starts(with: $0.strokes)
                }
        }
        return .init(
            line: mine?.line,
            reason:
                "[\(clash.scope.rawValue)] \(clash.keys) is wanted by both \(clash.holder.rawValue) and \(clash.claimant.rawValue): give one of them another key, or [] for none"
        )
    }

    /// What nobody could do without.
    private static let essential: [Command] = [
        .help, .quit, .close, .submit, .open, .save, .keepDraft,
    ]

    private static func unreachable(_ bindings: Bindings, _ file: KeyMapFile) -> [KeyMapError.Problem] {
        Scope.allCases.flatMap { scope in
            essential.compactMap { command in
                guard bindings[scope]?[command]?.isEmpty == true,
                    !standard.keys(for: command, in: scope).isEmpty
                else { return nil }
                let line = file.changes.last { $0.command == command && $0.scope ?? scope == scope }?.line
                return .init(
                    line: line,
                    reason: "[\(scope.rawValue)] \(command.rawValue) must keep a key: there would be no way on")
            }
        }
    }
}
