import ArgumentParser
import CairnHTTP
import CairnModel
import CairnStore

/// Exchanges with peers and says how it went.
struct SyncWork {
    let store: Store
    let options: CommonOptions

    private var asJSON: Bool { options.json }

    /// One run with each; goes on with the next where one fails.
    func run(_ peers: [Peer]) async throws {
        var objects: [JSON] = []
        var fault: CommandFault?
        var isPartial = false
        for peer in peers {
            let start = Machine.wall()
            var run = SyncRun(store: store, peer: peer, wall: Machine.wall)
            let progress = Progress("Exchanging with \(peer.name)")
            do {
                let figures = try await run.run {
                    progress.show("\($0.sent) sent, \($0.received) received")
                }
                progress.end()
                isPartial =
                    isPartial || !figures.hasAgreed || figures.kept > 0 || !figures.refused.isEmpty
                    || !figures.declined.isEmpty
                objects.append(
                    SyncReport.json(peer, figures, milliseconds: Machine.wall() - start))
                if !asJSON { SyncReport.print(peer, figures) }
            } catch {
                progress.end()
                let failed = CommandFault(any: error)
                if fault == nil || failed.status != .peerUnreachable { fault = failed }
                objects.append(
                    SyncReport.json(peer, run.figures, milliseconds: Machine.wall() - start)
                        .setting("error", .string(failed.code)))
                if peers.count > 1, !asJSON { ErrorReport.print(failed, asJSON: false) }
            }
        }
        if asJSON { options.printJSON(.array(objects)) }
        if let fault {
            if peers.count == 1 || asJSON { throw fault }
            throw ExitCode(fault.status.rawValue)
        }
        if isPartial { throw ExitCode(ExitStatus.someRefused.rawValue) }
    }

    /// What a run would exchange.
    func preview(_ peers: [Peer]) async throws {
        var objects: [JSON] = []
        for peer in peers {
            let preview = try await SyncPreview.ask(store, peer, wall: Machine.wall())
            objects.append([
                "peer": .string(peer.name), "would_send": .integer(Int64(preview.sent)),
                "would_receive": .bool(preview.streamsReceived > 0),
            ])
            if asJSON { continue }
            let back =
                preview.streamsReceived > 0
                ? "There is news from \(Words.count(preview.streamsReceived, "laptop"))."
                : "There is no news from it."
            Console.print(
                "\(peer.name): \(Words.count(preview.sent, "entry")) would be sent. \(back)"
            )
        }
        if asJSON { options.printJSON(.array(objects)) }
    }

    /// Stays with a peer; a line for every run that brought something, and for every new trouble.
    func follow(_ peer: Peer) async throws {
        let follow = Follow(
            store: store, peer: peer.name, wall: Machine.wall,
            chance: { Double.random(in: 0..<1) })
        var trouble: String?
        if !asJSON { Console.note("Staying with \(peer.name). Ctrl-C ends it.") }
        try await follow.run { result in
            switch result {
            case .success(let figures):
                if asJSON {
                    Console.print(SyncReport.json(peer, figures, milliseconds: 0).compactText)
                } else if figures.sent + figures.received > 0 || trouble != nil {
                    SyncReport.print(peer, figures)
                }
                trouble = nil
            case .failure(let fault):
                if trouble != fault.reason {
                    ErrorReport.print(CommandFault(fault), asJSON: asJSON)
                }
                trouble = fault.reason
            }
        }
    }
}
