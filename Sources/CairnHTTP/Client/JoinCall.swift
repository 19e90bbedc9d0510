package import CairnModel
package import CairnStore
internal import NIOHTTP1

/// A store lets itself in at a server with an invitation.
package struct JoinCall: Sendable {
    /// What the server gave.
    package struct Answer: Sendable {
        package let token: String
        package let log: RecordID
        package let role: Role
        package let reads: Set<RecordID>
        package let writes: Set<RecordID>
        package let url: String
        /// The chapter that a school came under.
        package let above: RecordID?
    }

    /// The server's address, without a slash at the end.
    package let url: String
    private let code: String

    /// - Parameter invitation: the address that the coordinator gave, `https://host/join/CODE`.
    package init(invitation: String) throws {
        let parts = invitation.split(separator: "/join/", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty, !parts[1].contains("/"),
            parts[0].hasPrefix("https://") || parts[0].hasPrefix("http://")
        else {
            throw HTTPFault(
                .usage, "\(invitation) is no invitation",
                hint:
                    "copy the whole address, which looks like https://example.org/join/ and a code")
        }
        url = String(parts[0])
        code = String(parts[1])
    }

    /// Whether what is sent can be read by others on the way.
    package var isOpen: Bool {
        url.hasPrefix("http://") && !Loopback.isURL(url)
    }

    /// - Parameters:
    ///   - log: the chapter that the store has.
    ///   - name: what the laptop is called.
    ///   - token: of this server's, if the store has one.
    package func run(
        node: NodeID, log: RecordID?, name: String, token: String?, settings: ClientSettings
    ) async throws -> Answer {
        var body: JSON = [
            "code": .string(code), "node": .string(node.description), "name": .string(name),
        ]
        if let log { body = body.setting("log", .string(log.description)) }
        do {
            return try await Wire.with(url, token: token, settings) { wire in
                let json = try await wire.send(
                    .POST, "/v1/join", type: "application/json", accept: "application/json",
                    body: Payload(Array(body.compactText.utf8))
                ) { try await wire.object($0) }
                guard let answer = Answer(json) else {
                    throw wire.notAServer("something that Cairn does not understand")
                }
                return answer
            }
        } catch {
            throw Self.explained(error)
        }
    }

    /// What a server refuses here is about the invitation, and nothing was begun that could be
    /// gone on with by another sync.
    private static func explained(_ error: any Error) -> any Error {
        guard let fault = error as? HTTPFault else { return error }
        switch fault.code {
        case .refused:
            return HTTPFault(
                .notInvited, fault.reason, hint: "ask the coordinator for a new invitation")
        case .unreachable, .busy:
            return HTTPFault(
                fault.code, fault.reason,
                hint: "check the address and the network, then run cairn join again")
        default: return fault
        }
    }
}

extension JoinCall.Answer {
    fileprivate init?(_ json: JSON) {
        guard let token = json["token"]?.string, !token.isEmpty,
            let log = json["log"]?.string.flatMap({ RecordID($0) }),
            let role = json["role"]?.string.flatMap({ Role(rawValue: $0) }),
            let reads = Self.logs(json["reads"]), let writes = Self.logs(json["writes"]),
            let url = json["url"]?.string
        else { return nil }
        (self.token, self.log, self.role) = (token, log, role)
        (self.reads, self.writes, self.url) = (reads, writes, url)
        above = json["above"]?.string.flatMap { RecordID($0) }
    }

    private static func logs(_ json: JSON?) -> Set<RecordID>? {
        guard let items = json?.array else { return nil }
        let logs = items.compactMap { $0.string.flatMap { RecordID($0) } }
        return logs.count == items.count ? Set(logs) : nil
    }
}
