internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Synchronization

extension Desk {
    /// What a form sent, with or without a file: the bytes of a file are a value in base64.
    ///
    /// - Throws: `unsupported`, `too-large`, `timeout`, `bad-request`.
    func anyForm(
        _ request: Request, _ context: ServerContext, bytesMax: Int?
    ) async throws -> Form {
        let bytesMax = bytesMax ?? limits.bodyBytesMax
        guard hasType(request, "multipart/form-data") else {
            return try await form(request, context, bytesMax: bytesMax)
        }
        guard
            var reader = MultipartReader(
                contentType: request.headers[.contentType] ?? "", fieldBytesMax: bytesMax)
        else { throw Problem.noForm }
        let body = try await wholeBody(request, context, bytesMax: bytesMax)
        do {
            let events = try reader.feed(body)
            try reader.finish()
            return Form(events)
        } catch is MultipartReader.Fault {
            throw Problem.noForm
        }
    }
}

extension Form {
    fileprivate init(_ events: [MultipartReader.Event]) {
        var pairs: [(name: String, value: String)] = []
        var file: (name: String, bytes: [UInt8])?
        for event in events {
            switch event {
            case .field(let name, let value): pairs.append((name, value))
            case .file(let name): file = (name, [])
            case .bytes(let bytes): file?.bytes += bytes
            case .fileEnd:
                if let file, !file.bytes.isEmpty {
                    pairs.append((file.name, Data(file.bytes).base64EncodedString()))
                }
                file = nil
            }
        }
        self.init(pairs: pairs)
    }
}

extension Problem {
    static let noForm = Problem(.badRequest, "bad-request", "the body is no form")
}
