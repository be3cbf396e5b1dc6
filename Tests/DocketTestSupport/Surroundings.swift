import Glibc

/// What tests find around them.
package enum Surroundings {
    /// The project's folder, with `Package.swift` in it.
    package static let projectRoot: String = {
        let parts = #filePath.split(separator: "/")
        return "/" + parts.dropLast(3).joined(separator: "/")
    }()

    /// The folder with real package data, or nil where it is not there: tests that want it skip and say so.
    package static let data: String? = {
        let candidates = [getenv("DOCKET_DATA").map { String(cString: $0) }, projectRoot + "/../shared/data"]
        return candidates.compactMap { $0 }.first { access($0, R_OK) == 0 }
    }()

    /// How often a slow sweep goes round: `DOCKET_TEST_SCALE` (default 1) multiplies it, and it is at least once.
    package static func rounds(_ count: Int) -> Int {
        let scale = getenv("DOCKET_TEST_SCALE").flatMap { Double(String(cString: $0)) } ?? 1
        return max(1, Int(Double(count) * scale))
    }

    /// The seeds of a sweep: 1 to `count` times the scale, or that of `DOCKET_TEST_SEED` alone, to see a failure again.
    package static func seeds(_ count: Int) -> [UInt64] {
        if let seed = getenv("DOCKET_TEST_SEED").flatMap({ UInt64(String(cString: $0)) }) { return [seed] }
        return Array(1...UInt64(rounds(count)))
    }

    /// A file of the public data; nil where it is not there.
    package static func dataFile(_ name: String) -> String? {
        data.map { "\($0)/\(name)" }.flatMap { access($0, R_OK) == 0 ? $0 : nil }
    }

    /// Why a test that wants public data is skipped.
    package static let dataIsMissing = "the public data is not beside the project (../shared/data, or DOCKET_DATA)"

    /// A file of the project itself.
    package static func projectFile(_ name: String) -> String { "\(projectRoot)/\(name)" }

    /// The bytes of a file; nil where it cannot be read.
    package static func bytes(ofFile path: String) -> [UInt8]? { Golden.read(path) }

    /// The text of a file; nil where it cannot be read.
    package static func text(ofFile path: String) -> String? {
        Golden.read(path).map { String(decoding: $0, as: UTF8.self) }
    }
}
