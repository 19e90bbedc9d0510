internal import AsyncHTTPClient
internal import CairnModel
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL

extension Wire {
    /// Runs something that uses the network, and says in our words what went wrong with it.
    func reaching<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let fault as HTTPFault {
            throw fault
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw fault(error)
        }
    }

    private func fault(_ error: any Error) -> HTTPFault {
        if case .handshakeFailed = error as? NIOSSLError { return untrusted }
        if error is NIOSSLExtraError { return untrusted }
        if let error = error as? HTTPClientError,
            error == .invalidURL || error == .emptyHost || error == .emptyScheme
        {
            return HTTPFault(
                .usage, "\(url) is no address of a server",
                hint: "it begins with https:// or http://")
        }
        return HTTPFault(
            .unreachable, "\(url) cannot be reached",
            hint: "your work is safe on this laptop; run cairn sync when there is a network again")
    }

    private var untrusted: HTTPFault {
        HTTPFault(
            .untrusted, "the certificate of \(url) is not trusted on this laptop",
            hint: "ask the coordinator for the certificate file and give it with --ca FILE")
    }

    /// What an answer other than a success means.
    func fault(_ response: HTTPClientResponse) async -> HTTPFault {
        let problem = try? await object(response)
        let code = problem?["code"]?.string
        let detail = (problem?["detail"]?.string).map { String($0.prefix(200)) }
        switch response.status.code {
        case 401:
            return HTTPFault(
                .unauthorized, "\(url) does not know this laptop any more",
                hint: "ask the coordinator for a new invitation, then run cairn join")
        case 403:
            return HTTPFault(
                .forbidden, "\(url) does not let this laptop do that",
                hint: "ask the coordinator what this laptop may do there")
        case 426:
            return HTTPFault(
                .needsUpgrade, "\(url) speaks another version of the exchange",
                hint: "update Cairn on this laptop, or ask the coordinator to")
        case 507:
            return HTTPFault(
                .busy, "the disk of \(url) is full",
                hint: "your work is safe on this laptop; tell the coordinator, and run cairn sync "
                    + "again when there is room")
        case 408, 429, 500...599:
            return HTTPFault(
                .busy, "\(url) is busy or in trouble\(detail.map { ": \($0)" } ?? "")",
                hint: "your work is safe on this laptop; run cairn sync again later")
        case 400...499 where code != nil:
            return HTTPFault(
                .refused, "\(url) does not take this: \(detail ?? code ?? "")",
                hint: "tell the coordinator what it says")
        default: return notAServer("an answer with status \(response.status.code)")
        }
    }
}
