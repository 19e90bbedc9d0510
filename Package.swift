// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
    // Deliberate faults of merge and exchange, so that the simulation can prove that it would
    // notice them. They exist in debug builds alone: no release binary carries a switch.
    .define("FAULTS", .when(configuration: .debug)),
]

let package = Package(
    name: "cairn",
    products: [.executable(name: "cairn", targets: ["cairn"])],
    dependencies: [
        // SQLite: migrations, transactions, typed rows and cached statements over the system's
        // libsqlite3, with the connection's C handle within reach for the hot path.
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // The command line: parsing, help texts and completions for bash, zsh and fish.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // SHA-256 for heads, checks and derived ids; BoringSSL's assembly, on every platform.
        .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"5.0.0"),
        // The server: HTTP/1.1 and TLS over SwiftNIO, bodies as streams, an orderly end.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        // Pages: logic-less templates that are escaped by default and parsed once; no dependencies.
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        // The other side: streaming requests and answers, a CA file of one's own.
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        // The server's start and its orderly end at a signal.
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        // What the server logs through.
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        // Certificate files for the server, a CA for the client; the version that the two above
        // agree on.
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.36.0"),
        // Buffers and headers of both ends.
        .package(url: "https://github.com/apple/swift-nio", from: "2.92.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.5.1"),
    ],
    targets: [
        .target(
            name: "CairnModel",
            dependencies: [.product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict),
        .target(
            name: "CairnSchema",
            path: "Schema",
            exclude: [
                "Protocol.md", "Vocabulary.md", "entry.schema.json", "exchange.schema.json",
                "golden", "openapi.json",
            ],
            sources: ["Schema.swift"],
            resources: [
                .embedInCode("v001-store.sql"), .embedInCode("v002-access.sql"),
                .embedInCode("v003-feed.sql"), .embedInCode("v004-session.sql"),
                .embedInCode("v005-search.sql"),
                .embedInCode("v006-commit.sql"),
            ],
            swiftSettings: strict),
        // The one setting of the system's SQLite that Swift cannot make.
        .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
        .target(
            name: "CairnStore",
            dependencies: [
                "CairnModel", "CairnSchema", "CSQLite",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .target(
            name: "CairnSync", dependencies: ["CairnModel", "CairnStore"], swiftSettings: strict),
        // zlib, from the system: unpacking of gzip, and its checksum. Bodies are packed by our own
        // code (Gzip/Deflater): a new laptop waits for it, and zlib takes twice as long.
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(
            name: "CairnHTTP",
            dependencies: [
                "CairnModel", "CairnStore", "CairnSync", "CZlib",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            resources: [
                .embedInCode("Pages/style.css"),
                .embedInCode("Pages/layout.mustache"),
                .embedInCode("Pages/message.mustache"),
                .embedInCode("Pages/join.mustache"),
                .embedInCode("Pages/me.mustache"),
                .embedInCode("Pages/task.mustache"),
                .embedInCode("Pages/gathering.mustache"),
                .embedInCode("Pages/place.mustache"),
                .embedInCode("Pages/answer.mustache"),
                .embedInCode("Pages/stop.mustache"),
                .embedInCode("Pages/sheet.mustache"),
                .embedInCode("Pages/board.css"),
                .embedInCode("Pages/board-conflicts.mustache"),
                .embedInCode("Pages/board-duplicates.mustache"),
                .embedInCode("Pages/board-event-line.mustache"),
                .embedInCode("Pages/board-event.mustache"),
                .embedInCode("Pages/board-events.mustache"),
                .embedInCode("Pages/board-form.mustache"),
                .embedInCode("Pages/board-home.mustache"),
                .embedInCode("Pages/board-layout.mustache"),
                .embedInCode("Pages/board-preview.mustache"),
                .embedInCode("Pages/board-report.mustache"),
                .embedInCode("Pages/board-sheet.mustache"),
                .embedInCode("Pages/board-sign-in.mustache"),
                .embedInCode("Pages/board-sync.mustache"),
                .embedInCode("Pages/board-task-line.mustache"),
                .embedInCode("Pages/board-tasks.mustache"),
                .embedInCode("Pages/board-volunteers.mustache"),
                .embedInCode("Pages/board-week.mustache"),
                .embedInCode("Pages/board-welcome.mustache"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "cairn",
            dependencies: [
                "CairnModel", "CairnStore", "CairnSync", "CairnHTTP",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        // What Tools/bench runs.
        .executableTarget(
            name: "bench", dependencies: ["CairnModel", "CairnStore", "CairnSync", "CairnHTTP"],
            path: "Tools/benchmark", swiftSettings: strict),
        .target(
            name: "TestSupport", dependencies: ["CairnModel", "CairnStore"],
            path: "Tests/TestSupport", swiftSettings: strict),
        // Histories of several stores, for SimulationTests and for Tools/simulate.
        .target(
            name: "Simulation",
            dependencies: [
                "CairnModel", "CairnStore", "CairnSync", "TestSupport",
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            path: "Tests/Simulation", swiftSettings: strict),
        .executableTarget(
            name: "simulate", dependencies: ["CairnModel", "Simulation"],
            path: "Tools/simulation", swiftSettings: strict),
        .testTarget(
            name: "CairnModelTests", dependencies: ["CairnModel", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "CairnStoreTests",
            dependencies: [
                "CairnModel", "CairnStore", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CairnSyncTests",
            dependencies: ["CairnModel", "CairnStore", "CairnSync", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "CairnHTTPTests",
            dependencies: [
                "CairnModel", "CairnStore", "CairnSync", "CairnHTTP", "TestSupport", "CZlib",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: strict),
        // Runs the built executable as a person would: processes, files, signals.
        .testTarget(
            name: "CommandTests",
            dependencies: ["CairnModel", "CairnStore", "cairn", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "SimulationTests", dependencies: ["CairnModel", "Simulation", "TestSupport"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
