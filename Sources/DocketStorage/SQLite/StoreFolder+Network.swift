import CSQLiteSupport
import Glibc

extension StoreFolder {
    /// SQLite's locks and shared memory do not work over a network: two machines would overwrite each other.
    func refuseNetworkFileSystem() throws(StoreError) {
        var system = docket_file_system()
        guard docket_file_system_of(folder, &system) else { return }
        let name = system.kind == Self.fuse ? Self.networkFuseName(system) : Self.networkKinds[system.kind]
        guard let name else { return }
        throw .unavailable(
            path,
            reason: "\(folder) is on a network file system (\(name)), where locks are not reliable: "
                + "name a file on a local disk with --store")
    }

    /// The magic numbers of statfs(2).
    private static let networkKinds: [UInt32: String] = [
        0x6969: "NFS", 0x517B: "SMB", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB", 0x5346_414F: "AFS",
        0x6B41_4653: "AFS", 0x7375_7245: "Coda", 0x00C3_6400: "Ceph", 0x0BD0_0BD0: "Lustre", 0x564C: "NCP",
        0x0BEE_F00D: "BeeGFS", 0x4750_4653: "GPFS", 0xAAD7_AAEA: "PanFS",
    ]

    private static let fuse: UInt32 = 0x6573_5546

    /// FUSE says nothing of what is behind it, but the list of mounts does.
    private static func networkFuseName(_ system: docket_file_system) -> String? {
        guard let list = fopen("/proc/self/mountinfo", "re") else { return nil }
        defer { fclose(list) }
        let device = "\(system.major):\(system.minor)"
        let network = [
            "sshfs", "s3fs", "glusterfs", "rclone", "ceph", "cifs", "smb", "davfs", "nfs", "gcsfuse", "blobfuse",
            "juicefs", "moosefs", "lizardfs", "hdfs", "ftp",
        ]
        var line = [CChar](repeating: 0, count: 4096)
        while fgets(&line, Int32(line.count), list) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            let fields = text.split(separator: " ")
            guard fields.count > 2, fields[2] == device, let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count
            else { continue }
            let kind = fields[dash + 1]
            return network.contains { kind.contains($0) } ? String(kind) : nil
        }
        return nil
    }
}
