import ArgumentParser
import CairnHTTP
import CairnStore
import Logging

struct BoardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "board",
        abstract: "Open the board in a browser: events, people, tasks, what to decide.",
        discussion: """
            Examples:
              cairn board
              cairn board --no-browser
              cairn board --port 9000

            It is served to this laptop alone and goes on until Ctrl-C. The address works
            once, within five minutes; run the command again for another. Where a server
            of this store runs already, that one is used.
            """)

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Port to listen on. Default: 8420, else a free one.", valueName: "number"))
    var port: Int?
    @Flag(name: .long, help: "Print the address and open no browser.")
    var noBrowser = false
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func validate() throws {
        guard (0...65535).contains(port ?? 0) else { throw ValidationError("a port is 0 to 65535") }
    }

    func run() async throws {
        let store = try common.open().store
        let key = try store.makeSessionKey()
        if port == nil, let running = try await address(of: store, awaiting: key) {
            return open("\(running)/?key=\(key)", isOwn: false)
        }
        do {
            try await serve(store, port ?? ServerSettings().port, key)
        } catch let fault as HTTPFault where fault.code == .usage && port == nil {
            // Another program has the port.
            try await serve(store, 0, key)
        }
    }

    /// Where a server of this store runs; nil where none does.
    private func address(of store: Store, awaiting key: String) async throws -> String? {
        for url in try [store.boardURL(), store.serverURL()].compactMap({ $0 })
        where await BoardCall.isServed(store, at: url, awaiting: key) {
            return url
        }
        return nil
    }

    private func serve(_ store: Store, _ port: Int, _ key: String) async throws {
        var settings = ServerSettings()
        settings.port = port
        let logger = Logger(label: "cairn") { label in
            var handler = StreamLogHandler.standardError(label: label)
            // What goes well is no news on the terminal of whoever works in the browser.
            handler.logLevel = .warning
            return handler
        }
        let server = try Server(
            store: store, settings: settings, wall: Machine.wall, logger: logger)
        try await server.run(stopsAtSignals: true) { port in
            let url = "http://127.0.0.1:\(port)"
            try? store.setBoardURL(url)
            open("\(url)/?key=\(key)", isOwn: true)
        }
    }

    private func open(_ address: String, isOwn: Bool) {
        let end = isOwn ? " Ctrl-C ends it." : ""
        if !noBrowser, Browser.open(address) {
            Console.note("The board opens in your browser.\(end)")
        } else {
            Console.note("The board is at \(address) (once, within five minutes).\(end)")
        }
    }
}
