import Glibc
import Synchronization

/// A theme there is, without reading all of it.
package struct ThemeDescription: Sendable, Hashable {
    package var name: String
    package var title: String
    /// The person's own file; nil for one that ships with the program.
    package var path: String?
}

extension Theme {
    /// The themes that ship with the program, by name, as their files say them.
    private static let shipped: [(name: String, bytes: [UInt8])] = [
        ("base", PackageResources.base_toml),
        ("dark", PackageResources.dark_toml),
        ("light", PackageResources.light_toml),
        ("high-contrast", PackageResources.high_contrast_toml),
        ("colour-blind", PackageResources.colour_blind_toml),
        ("mono", PackageResources.mono_toml),
        ("ember", PackageResources.ember_toml),
        ("fjord", PackageResources.fjord_toml),
        ("lagoon", PackageResources.lagoon_toml),
        ("paper", PackageResources.paper_toml),
    ]

    /// The names of the themes that ship with the program, without the ones that only others inherit from.
    package static var shippedNames: [String] { shipped.map(\.name).filter { $0 != "base" } }

    /// The folder of the person's own themes: `DOCKET_THEMES`, else `docket/themes` among their configuration files.
    package static func ownFolder(environment: [String: String]) -> String? {
        if let folder = environment["DOCKET_THEMES"], !folder.isEmpty { return folder }
        if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") { return folder + "/docket/themes" }
        return environment["HOME"].map { $0 + "/.config/docket/themes" }
    }

    /// The theme of that name, or in the file at that path (which has a `/` in it or ends in `.toml`).
    ///
    /// A person's own file goes before a shipped theme of the same name, which it may inherit from.
    package static func load(_ name: String, ownFolder: String? = nil) throws(ThemeError) -> Theme {
        var ancestry: [ThemeFile] = []
        var names: [String] = []
        var next: String? = name
        while let wanted = next {
            let (text, source) = try text(of: wanted, ownFolder: ownFolder, visited: names)
            guard !names.contains(source) else { throw .circularInheritance(names + [source]) }
            names.append(source)
            let file = try Self.file(text, source: source)
            ancestry.append(file)
            next = file.inherits
        }
        return try Theme(name: title(of: name), ancestry: ancestry)
    }

    /// Reads a file of a theme, a shipped one once a process.
    private static func file(_ text: String, source: String) throws(ThemeError) -> ThemeFile {
        if let known = parsed.withLock({ $0[source] }) { return known }
        let file = try ThemeFile(text, source: source)
        if shipped.contains(where: { $0.name == source }) { parsed.withLock { $0[source] = file } }
        return file
    }

    private static let parsed = Mutex<[String: ThemeFile]>([:])

    /// The theme to use at a colour depth: without colours `mono` takes the place of any other.
    package static func load(
        _ name: String, ownFolder: String? = nil, depth: ColorDepth
    ) throws(ThemeError) -> Theme {
        let wanted = try load(name, ownFolder: ownFolder)
        guard depth == .mono, wanted.name != "mono" else { return wanted }
        var mono = try load("mono")
        mono.glyphs = wanted.glyphs
        return mono
    }

    /// The themes there are: the shipped ones, then the person's own. A file that cannot be read is left out here;
    /// loading it by name says why.
    package static func available(ownFolder: String? = nil) -> [ThemeDescription] {
        let ships = shipped.compactMap { name, bytes -> ThemeDescription? in
            guard let file = try? ThemeFile(String(decoding: bytes, as: UTF8.self), source: name), !file.isHidden
            else { return nil }
            return ThemeDescription(name: name, title: file.title ?? name)
        }
        guard let ownFolder else { return ships }
        let own = fileNames(in: ownFolder).compactMap { fileName -> ThemeDescription? in
            let path = ownFolder + "/" + fileName
            guard let bytes = try? bytes(ofFile: path),
                let file = try? ThemeFile(String(decoding: bytes, as: UTF8.self), source: path)
            else { return nil }
            let name = title(of: path)
            return ThemeDescription(name: name, title: file.title ?? name, path: path)
        }
        return ships.filter { ship in !own.contains { $0.name == ship.name } } + own
    }

    private static func text(
        of name: String, ownFolder: String?, visited: [String]
    ) throws(ThemeError) -> (text: String, source: String) {
        if name.contains("/") || name.hasSuffix(".toml") {
            return (String(decoding: try bytes(ofFile: name), as: UTF8.self), name)
        }
        if let path = ownFolder.map({ "\($0)/\(name).toml" }), !visited.contains(path), access(path, F_OK) == 0 {
            return (String(decoding: try bytes(ofFile: path), as: UTF8.self), path)
        }
        guard let ship = shipped.first(where: { $0.name == name }) else {
            throw .notFound(name: name, available: available(ownFolder: ownFolder).map(\.name))
        }
        return (String(decoding: ship.bytes, as: UTF8.self), name)
    }

    private static func title(of nameOrPath: String) -> String {
        let last = nameOrPath.split(separator: "/").last.map(String.init) ?? nameOrPath
        return last.hasSuffix(".toml") ? String(last.dropLast(5)) : last
    }

    private static func bytes(ofFile path: String) throws(ThemeError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 16 * 1024)
        while true {
            let count = read(descriptor, &piece, piece.count)
            if count < 0 { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
            if count == 0 { return bytes }
            bytes += piece.prefix(count)
        }
    }

    private static func fileNames(in folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".toml"), !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}
