internal import CairnModel
internal import CairnStore
internal import CairnSync
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Synchronization

/// Bundles through the browser: written as a download, read as an upload, neither held in memory.
extension Board {
    /// What an upload may hold.
    static let stickBytesMax = 2 * 1024 * 1024 * 1024

    /// POST /sync/write: a bundle as a file to be saved.
    func writeStick(_ visit: BoardVisit) async throws -> Response {
        let (form, desk, session) = (visit.form, visit.desk, visit.session)
        let name = try await visit.read { look in
            let slug = look.mainChapter?["slug"]?.string ?? "chapter"
            return "\(slug)-\(look.today).cairn"
        }
        let file = try await desk.thread.run {
            var choice = BundleLogs()
            choice.includesPeople = form["people"] != nil
            choice.takesAll = form["all"] != nil
            choice.peerLogs = session.viewer.reads
            let file = try PassingFile(beside: desk.store.path, mark: desk.store.newID())
            let now = desk.wall()
            let written = try BundleWriter.write(
                desk.store, choice, since: nil, wall: now, to: BundleTarget(file.path)
            ) { _ in }
            if session.isAtLaptop, written.torn == 0 {
                try? desk.store.noteWritten(written.tips, at: now)
            }
            try file.open()
            return file
        }
        let seconds = desk.limits.answerSeconds
        let context = visit.context
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/octet-stream", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name)\"",
                .xContentTypeOptions: "nosniff",
            ],
            body: ResponseBody(contentLength: file.size) { writer in
                let close = context.closeConnection(afterSeconds: seconds)
                defer { close.cancel() }
                while let piece = try await desk.thread.run({ try file.next() }) {
                    try await writer.write(ByteBuffer(bytes: piece))
                    try await context.waitUntilTaken()
                }
                try await writer.finish(nil)
            })
    }

    /// POST /sync/read: takes a bundle in as it arrives. What checks have confirmed stays, whatever
    /// comes after it.
    func readStick(_ request: Request, _ context: ServerContext) async throws -> Response {
        guard let session = try await desk.boardSession(request, context) else {
            return signInPage(.unauthorized, wasSending: true)
        }
        try desk.checkOrigin(request, context)
        guard
            let reader = MultipartReader(
                contentType: request.headers[.contentType] ?? "", fieldBytesMax: 1_000)
        else { throw Problem.noForm }
        let visit = BoardVisit(desk, request, context, session)
        let job = StickJob(store: desk.store, session: session, reader: reader)
        do {
            try await desk.forEachPiece(of: request, context, bytesMax: Self.stickBytesMax) {
                piece in
                try await desk.thread.run { try job.feed(piece) }
            }
            let report = try await desk.thread.run { try job.finish(wall: desk.wall()) }
            return try await showSync(visit, report: report)
        } catch let fault as SyncFault {
            return try await showSync(visit, fault: "This file cannot be read: \(fault.reason).")
        } catch is MultipartReader.Fault {
            throw Problem.noForm
        } catch {
            // Its own task, because the request's may be cancelled.
            await Task { _ = try? await desk.thread.run { try job.finish(wall: desk.wall()) } }
                .value
            throw error
        }
    }
}

/// A file that lies beside the store as long as it is on its way to a browser.
final class PassingFile: Sendable {
    let path: String
    private let descriptor = Mutex<Int32>(-1)
    private static let pieceBytes = 128 * 1024

    /// - Parameter mark: makes its name one that no other has.
    init(beside store: String, mark: RecordID) throws { path = "\(store)-stick-\(mark)" }

    deinit {
        descriptor.withLock { if $0 >= 0 { close($0) } }
        unlink(path)
    }

    /// Opens it for reading; from then on it has no name that anybody could open.
    func open() throws {
        let opened = Foundation.open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw Problem(.internalServerError, "failed", "the file is gone") }
        unlink(path)
        descriptor.withLock { $0 = opened }
    }

    var size: Int {
        descriptor.withLock { descriptor in
            let place = lseek(descriptor, 0, SEEK_CUR)
            defer { _ = lseek(descriptor, place, SEEK_SET) }
            return max(0, Int(lseek(descriptor, 0, SEEK_END)))
        }
    }

    /// The next bytes; nil at the end.
    func next() throws -> [UInt8]? {
        descriptor.withLock { descriptor in
            let bytes = [UInt8](unsafeUninitializedCapacity: Self.pieceBytes) { buffer, count in
                count = max(0, Foundation.read(descriptor, buffer.baseAddress, Self.pieceBytes))
            }
            return bytes.isEmpty ? nil : bytes
        }
    }
}
