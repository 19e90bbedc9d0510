import ArgumentParser
import CairnHTTP
import CairnStore
import Logging

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Let other laptops exchange with this store over the network.",
        discussion: """
            Examples:
              cairn serve
              cairn serve --host 0.0.0.0 --cert server.pem --key server.key \\
                --url https://cairn.example.org

            Only laptops that were invited get in (cairn invite). It goes on until Ctrl-C.
            """)

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Address to listen on; 0.0.0.0 for all of this machine.", valueName: "address"))
    var host = "127.0.0.1"
    @Option(name: .long, help: ArgumentHelp("Port to listen on.", valueName: "number"))
    var port = 8420
    @Option(
        name: .long,
        help: ArgumentHelp("The address by which others reach it.", valueName: "url"))
    var url: String?
    @Option(
        name: .long, help: ArgumentHelp("Certificate chain, PEM.", valueName: "file"),
        completion: .file())
    var cert: String?
    @Option(
        name: .long, help: ArgumentHelp("Key of the certificate, PEM.", valueName: "file"),
        completion: .file())
    var key: String?
    @Flag(name: .long, help: "Another program in front of it speaks TLS.")
    var behindProxy = false
    @Flag(name: .long, help: "Serve without TLS on a network that you trust.")
    var insecure = false
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("a port is 0 to 65535") }
        if let url, !url.hasPrefix("http://"), !url.hasPrefix("https://") {
            throw ValidationError("--url begins with https:// or http://")
        }
    }

    func run() async throws {
        let store = try common.open().store
        var settings = ServerSettings()
        (settings.host, settings.port) = (host, port)
        (settings.certificate, settings.key) = (cert, key)
        (settings.isBehindProxy, settings.isInsecure) = (behindProxy, insecure)
        settings.url = url.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        let server = try Server(
            store: store, settings: settings, wall: Machine.wall,
            logger: Logger(label: "cairn") { StreamLogHandler.standardError(label: $0) })
        let (told, scheme) = (settings.url, settings.hasTLS ? "https" : "http")
        try await server.run(stopsAtSignals: true) { port in
            let shown = host.contains(":") ? "[\(host)]" : host
            let address = told ?? "\(scheme)://\(shown):\(port)"
            try? store.setServerURL(address)
            Console.note("Serving \(store.path) at \(address). Ctrl-C ends it.")
        }
        Console.note("The server has ended.")
    }
}
