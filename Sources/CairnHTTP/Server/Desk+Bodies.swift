internal import CairnModel
internal import Hummingbird

extension Desk {
    /// The JSON object that a request brings.
    ///
    /// - Parameter types: the media types that it may have.
    /// - Throws: `unsupported`, `too-large`, `bad-request`.
    func object(
        _ request: Request, _ context: ServerContext, types: [String], bytesMax: Int
    ) async throws -> JSON {
        guard types.contains(where: { hasType(request, $0) }) else {
            throw Problem.unsupported("this takes \(types.joined(separator: " or "))")
        }
        let body: [UInt8]
        do {
            body = try await wholeBody(request, context, bytesMax: bytesMax)
        } catch let problem as Problem where problem.code == "too-large" {
            throw Problem(
                .contentTooLarge, "too-large", "the body is over \(bytesMax / 1024) KiB")
        }
        guard let json = try? JSON(reading: body), json.object != nil else {
            throw Problem(.badRequest, "bad-request", "the body is no JSON object")
        }
        return json
    }
}
