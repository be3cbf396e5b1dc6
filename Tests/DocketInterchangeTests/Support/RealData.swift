import Glibc
import Testing

/// Public data that lies beside the project and is no part of it.
enum RealData {
    static let folder: String = {
        if let folder = getenv("DOCKET_DATA") { return String(cString: folder) }
        let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        return "/\(root)/../shared/data"
    }()

    static let missing: Comment = "the public data is not beside the project (../shared/data, or DOCKET_DATA)"

    static func path(_ name: String) -> String { "\(folder)/\(name)" }

    static func has(_ name: String) -> Bool { access(path(name), R_OK) == 0 }

    /// A file of the project itself.
    static func project(_ name: String) -> String {
        let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        return "/\(root)/\(name)"
    }
}
