import Glibc

/// Looks at the place that a store lies in by what the system says of it. No file is opened: closing one would drop the
/// locks that this process has on the store.
struct PlaceExamination {
    let given: String
    private let place: StoreFolder
    private let isRepairing: Bool

    init(path: String, repairing isRepairing: Bool) {
        given = path
        place = StoreFolder(path: path).resolved
        self.isRepairing = isRepairing
    }

    private var path: String { place.path }
    private var log: String { path + "-wal" }

    func findings() -> [Finding] {
        [storeFile(), fileSystem(), space()].compactMap(\.self) + permissions() + [besides()].compactMap(\.self)
    }

    // MARK: The file

    private func storeFile() -> Finding? {
        guard let entry = StoreFolder.entry(path) else { return missing() }
        guard entry.mode & S_IFMT == S_IFREG else {
            return Finding("file", .problem, "\(path) is no regular file", remedy: "name another with --store")
        }
        guard entry.names < 2 else {
            return Finding(
                "file", .problem, "\(path) has \(entry.names) names (hard links): by another one its log would be lost",
                remedy: "remove the other names, or copy the file to a new one with cp")
        }
        let size = "\(ByteCount(entry.size))"
        if let link = StoreFolder.entry(given, followingLinks: false), link.isLink {
            return Finding("file", .note, "\(given) is a link to \(path) (\(size)), beside which its log and locks lie")
        }
        return Finding("file", .ok, "\(path), \(size)")
    }

    private func missing() -> Finding {
        if let size = StoreFolder.entry(log)?.size, size > 0 {
            return Finding(
                "file", .problem,
                "there is no store at \(path), but the log of one (\(log), \(ByteCount(size))), with its last decisions",
                remedy: "put the store's file back beside its log; a new store made there would remove the log")
        }
        guard let folder = existingFolder() else {
            return Finding("file", .problem, "there is no folder on the way to \(path)", remedy: "name another --store")
        }
        guard access(folder, W_OK | X_OK) == 0 else {
            return Finding(
                "file", .problem, "there is no store at \(path), and none can be made: \(folder) cannot be written",
                remedy: "get the permission to write \(folder), or name a file elsewhere with --store")
        }
        return Finding(
            "file", .note, "there is no store at \(path) yet; it can be made there",
            remedy: "docket starts with sample queues, docket import FILE with yours")
    }

    /// The nearest folder above the file that is there.
    private func existingFolder() -> String? {
        var folder = place.folder
        while StoreFolder.entry(folder) == nil {
            let above = StoreFolder(path: folder).folder
            guard above != folder else { return nil }
            folder = above
        }
        return StoreFolder.entry(folder).flatMap { $0.mode & S_IFMT == S_IFDIR ? folder : nil }
    }

    // MARK: The disk

    /// The store's place, or the nearest folder above it where its own is missing.
    private var ground: StoreFolder {
        guard StoreFolder.entry(place.folder) == nil, let folder = existingFolder() else { return place }
        return StoreFolder(path: "\(folder)/store")
    }

    private func fileSystem() -> Finding? {
        do {
            try ground.refuseNetworkFileSystem()
        } catch {
            guard case .unavailable(_, let reason) = error else { return nil }
            return Finding("file system", .problem, reason, remedy: "name a file on a local disk with --store")
        }
        guard let system = ground.fileSystem else { return nil }
        guard let caution = system.caution else { return Finding("file system", .ok, system.name) }
        return Finding(
            "file system", .warning, "\(system.name): \(caution)", remedy: "keep the store, or its backups, elsewhere")
    }

    /// Under this a decision or two may still find room, and an import does not.
    private static let little = 64 << 20
    private static let leastFree = 4 << 20

    private func space() -> Finding? {
        guard let free = ground.freeBytes else { return nil }
        let size = (StoreFolder.entry(path)?.size ?? 0) + (StoreFolder.entry(log)?.size ?? 0)
        let text = "\(ByteCount(free)) free; store and log take \(ByteCount(size))"
        if free < Self.leastFree {
            return Finding("space", .problem, text, remedy: "make room: decisions will not find any soon")
        }
        if free < Self.little || free < size / 10 {
            return Finding("space", .warning, text, remedy: "make room: the log grows while people work")
        }
        return Finding("space", .ok, text)
    }

    // MARK: Permissions

    private func permissions() -> [Finding] {
        guard let file = StoreFolder.entry(path), let folder = StoreFolder.entry(place.folder) else { return [] }
        return [filePermissions(file), folderPermissions(folder), besidesPermissions(file)].compactMap(\.self)
    }

    private func filePermissions(_ file: StoreFolder.Entry) -> Finding {
        let mode = Self.octal(file.permissions)
        guard access(path, R_OK | W_OK) == 0 else {
            return Finding(
                "permissions", .problem, "you may not \(access(path, R_OK) == 0 ? "write" : "read") \(path) (\(mode))",
                remedy: "its owner gives you the permission: chmod u+rw, or chown")
        }
        if file.permissions & 0o007 != 0 {
            let finding = Finding(
                "permissions", .problem, "everybody on this machine may open the store (\(mode))",
                remedy: "chmod o= \(path)", mending: .possible)
            return mended(finding) { chmod(path, file.permissions & 0o770) == 0 }
        }
        if file.permissions & 0o070 != 0 {
            return Finding("permissions", .note, "the store is shared with its group (\(mode))")
        }
        return Finding("permissions", .ok, "for its owner only (\(mode))")
    }

    private func folderPermissions(_ folder: StoreFolder.Entry) -> Finding? {
        let mode = Self.octal(folder.permissions)
        if folder.permissions & 0o002 != 0, folder.mode & mode_t(S_ISVTX) == 0 {
            return Finding(
                "permissions", .problem, "everybody may replace files in \(place.folder) (\(mode))",
                remedy: "chmod o-w \(place.folder)")
        }
        guard access(place.folder, W_OK | X_OK) == 0 else {
            return Finding(
                "permissions", .problem,
                "you may not make files in \(place.folder) (\(mode)), which locks and log need",
                remedy: "its owner gives you the permission: chmod g+rwx, or chown")
        }
        if folder.permissions & 0o007 != 0 {
            return Finding(
                "permissions", .note, "others may see the names in \(place.folder) (\(mode)); chmod o= hides them")
        }
        return nil
    }

    /// Locks and log must be for the same people as the store itself: where it is shared, those it is shared with could
    /// not write otherwise; and they are never for more people.
    private func besidesPermissions(_ file: StoreFolder.Entry) -> Finding? {
        let wanted = file.permissions & 0o770
        let isShared = wanted & 0o020 != 0
        let others = SQLiteStore.files(of: path).dropFirst().filter { name in
            guard let other = StoreFolder.entry(name) else { return false }
            return other.permissions & ~wanted != 0 || isShared && other.permissions != wanted
        }
        guard !others.isEmpty else { return nil }
        let names = others.map { String($0.dropFirst(place.folder.count + 1)) }.joined(separator: ", ")
        let finding = Finding(
            "permissions", .problem, "\(names) should be open to those that the store is open to, and to nobody else",
            remedy: "chmod \(Self.octal(wanted)) on each", mending: .possible)
        return mended(finding) { others.allSatisfy { chmod($0, wanted) == 0 } }
    }

    private func mended(_ finding: Finding, _ mend: () -> Bool) -> Finding {
        guard isRepairing else { return finding }
        var finding = finding
        finding.mending = mend() ? .done : .byHand
        return finding
    }

    private static func octal(_ mode: mode_t) -> String { "0" + String(mode & 0o7777, radix: 8) }

    // MARK: What lies beside it

    private func besides() -> Finding? {
        let known = Set(SQLiteStore.files(of: path).map { String($0.dropFirst(place.folder.count + 1)) })
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let names = place.namesBeside().filter { $0.hasPrefix(name + "-") || $0.hasPrefix(name + ".") }
        if let journal = StoreFolder.entry(path + "-journal"), journal.size > 0 {
            return Finding(
                "files", .problem, "\(name)-journal holds a change by another program that was not finished",
                remedy: "leave it there: opening the store takes the change back; end the other program")
        }
        let strange = names.filter { !known.contains($0) }
        guard StoreFolder.entry(path) != nil else { return nil }
        guard !strange.isEmpty else {
            return Finding("files", .ok, "beside it only its log and locks (\(names.count) files)")
        }
        let sizes = strange.compactMap { StoreFolder.entry("\(place.folder)/\($0)")?.size }.reduce(0, +)
        let list =
            strange.prefix(3).joined(separator: ", ") + (strange.count > 3 ? " and \(strange.count - 3) more" : "")
        return Finding(
            "files", .note, "beside it lie \(list) (\(ByteCount(sizes)))",
            remedy: "copies that a restore kept, or was preparing: remove them when nobody needs them any more")
    }
}
