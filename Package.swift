// swift-tools-version: 6.2
import PackageDescription

/// One room of the house. ARCHITECTURE.md says what each is for and which may know which.
struct Room {
    var name: String
    var knows: [Target.Dependency] = []
    var resources: [Resource] = []
    /// What its tests use besides the room itself and what it knows.
    var testsUse: [Target.Dependency] = []
    /// What stands beside its tests and is no source: recorded texts.
    var testsExclude: [String] = []
}

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let toml = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")

let rooms = [
    Room(name: "DocketNotation", knows: ["CSimdjson", toml]),
    Room(name: "DocketModel", knows: ["DocketNotation", "CDigest"]),
    Room(name: "DocketText", knows: ["CUTF8Proc", "CMarkGFM"]),
    Room(name: "DocketAdjudication", knows: ["DocketModel", "DocketNotation", "DocketText"]),
    Room(
        name: "DocketStorage", knows: ["DocketModel", "DocketNotation", "CSQLiteSupport", grdb],
        testsUse: ["CFaultVFS"], testsExclude: ["Fixtures"]),
    Room(name: "DocketInterchange", knows: ["DocketModel", "DocketNotation"]),
    Room(
        name: "DocketTerminal", knows: ["DocketText", "DocketNotation", "CNcurses"],
        resources: [.embedInCode("Themes")]),
    Room(
        name: "DocketWorkflow",
        knows: [
            "DocketModel", "DocketNotation", "DocketStorage", "DocketAdjudication", "DocketInterchange", "CSignature",
        ]),
    Room(
        name: "DocketWorkbench",
        knows: [
            "DocketModel", "DocketNotation", "DocketText", "DocketTerminal", "DocketStorage", "DocketAdjudication",
            "DocketWorkflow",
        ],
        resources: [.embedInCode("KeyMaps")], testsExclude: ["Golden"]),
    Room(
        name: "DocketCommands",
        knows: [
            "DocketModel", "DocketNotation", "DocketText", "DocketTerminal", "DocketStorage", "DocketAdjudication",
            "DocketInterchange", "DocketWorkflow", "DocketWorkbench", argumentParser,
        ],
        testsUse: ["docket"]),
]

/// The rooms that take bytes from strangers.
let fuzzed: [Target.Dependency] = [
    "DocketText", "DocketTerminal", "DocketNotation", "DocketModel", "DocketInterchange", "CSignature",
]

/// With DOCKET_FUZZING, libFuzzer's runtime, everything is built to be fuzzed; Fuzzing/README.md says how.
let fuzzerRuntime = Context.environment["DOCKET_FUZZING"]

let settings: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .treatAllWarnings(as: .error),
    ] + (fuzzerRuntime == nil ? [] : [.unsafeFlags(["-sanitize=address,fuzzer"])])

let fuzzing: [Target] =
    fuzzerRuntime.map { runtime in
        [
            .executableTarget(
                name: "docket-fuzz", dependencies: ["FuzzTargets"], path: "Fuzzing/Sources", swiftSettings: settings,
                linkerSettings: [.unsafeFlags(["-sanitize=address", runtime]), .linkedLibrary("stdc++")])
        ]
    } ?? []

/// The C libraries, each behind the smallest header that will do.
let shims: [Target] = [
    .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "CDigest", linkerSettings: [.linkedLibrary("crypto")]),
    .target(name: "CSignature", linkerSettings: [.linkedLibrary("crypto")]),
    .target(name: "CUTF8Proc", linkerSettings: [.linkedLibrary("utf8proc")]),
    .target(
        name: "CMarkGFM", linkerSettings: [.linkedLibrary("cmark-gfm-extensions"), .linkedLibrary("cmark-gfm")]),
    .target(name: "CNcurses", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "CSQLiteSupport", linkerSettings: [.linkedLibrary("sqlite3")]),
]

let package = Package(
    name: "docket",
    products: [.executable(name: "docket", targets: ["docket"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
    ],
    targets: shims
        + rooms.map { room in
            .target(name: room.name, dependencies: room.knows, resources: room.resources, swiftSettings: settings)
        }
        + rooms.map { room in
            .testTarget(
                name: room.name + "Tests",
                dependencies: [.byName(name: room.name), "DocketTestSupport"] + room.knows + room.testsUse,
                exclude: room.testsExclude, swiftSettings: settings)
        }
        + [
            .executableTarget(name: "docket", dependencies: ["DocketCommands"], swiftSettings: settings),
            .target(name: "DocketTestSupport", path: "Tests/DocketTestSupport", swiftSettings: settings),
            .target(
                name: "FuzzTargets", dependencies: fuzzed + ["DocketTestSupport"], path: "Tests/FuzzTargets",
                swiftSettings: settings),
            .testTarget(
                name: "FuzzTests", dependencies: ["FuzzTargets", "DocketTestSupport"], swiftSettings: settings),
            .target(
                name: "CFaultVFS", path: "Tests/CFaultVFS", linkerSettings: [.linkedLibrary("sqlite3")]),
            .executableTarget(
                name: "terminal-sweep", dependencies: ["DocketTerminal", "DocketText", "DocketTestSupport"],
                path: "Tests/TerminalSweep", swiftSettings: settings),
            .executableTarget(
                name: "statistics-times", dependencies: ["DocketAdjudication", "DocketNotation"],
                path: "Tests/StatisticsTimes", swiftSettings: settings),
            .testTarget(
                name: "EndToEndTests",
                dependencies: ["docket", "terminal-sweep", "DocketNotation", "DocketTestSupport"],
                swiftSettings: settings),
        ] + fuzzing,
    cxxLanguageStandard: .cxx17
)
