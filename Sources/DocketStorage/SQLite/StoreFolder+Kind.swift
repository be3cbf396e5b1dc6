import CSQLiteSupport
import Glibc

extension StoreFolder {
    /// What a file system is called, and what is to be known of it where a store lies on it.
    struct FileSystem {
        var name: String
        /// Nil where it is an ordinary one on a disk.
        var caution: String?
    }

    /// Nil where the folder is missing.
    var fileSystem: FileSystem? {
        var system = docket_file_system()
        guard docket_file_system_of(folder, &system) else { return nil }
        switch system.kind {
        case 0xEF53: return FileSystem(name: "ext4")
        case 0x5846_5342: return FileSystem(name: "XFS")
        case 0x9123_683E: return FileSystem(name: "Btrfs")
        case 0x2FC1_2FC1: return FileSystem(name: "ZFS")
        case 0xF2F5_2010: return FileSystem(name: "F2FS")
        case 0x6573_5546: return FileSystem(name: "FUSE")
        case 0x0102_1994, 0x8584_58F6:
            return FileSystem(name: "in memory", caution: "it is gone when the machine stops")
        case 0x794C_7630: return FileSystem(name: "overlay", caution: "in a container it goes with the container")
        case let kind: return FileSystem(name: "type 0x" + String(kind, radix: 16))
        }
    }

    /// Bytes that this user may still write there; nil where the folder is missing.
    var freeBytes: Int? {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { return nil }
        return Int(clamping: status.f_bavail.multipliedReportingOverflow(by: UInt(status.f_frsize)).partialValue)
    }

    /// Permissions, owner and size of a file or folder by its own name; nil where it is missing.
    struct Entry {
        var mode: mode_t
        var owner: uid_t
        var size: Int
        var names: Int
        var isLink: Bool

        /// The bits for owner, group and others.
        var permissions: mode_t { mode & 0o777 }
    }

    static func entry(_ path: String, followingLinks: Bool = true) -> Entry? {
        var status = stat()
        guard (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
        return Entry(
            mode: status.st_mode, owner: status.st_uid, size: Int(status.st_size), names: Int(status.st_nlink),
            isLink: status.st_mode & S_IFMT == S_IFLNK)
    }

    /// Names in the folder that begin as the store's does, sorted.
    func namesBeside() -> [String] {
        guard let name = path.split(separator: "/").last, let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let other = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if other.hasPrefix(name), other.count > name.count { names.append(other) }
        }
        return names.sorted()
    }
}
