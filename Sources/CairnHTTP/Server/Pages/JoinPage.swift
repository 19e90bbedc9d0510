internal import CairnModel
internal import CairnStore
internal import HTTPTypes
internal import Hummingbird
internal import Logging

/// An invitation in a browser: a page that spends nothing, however often somebody or a link preview
/// looks at it, with a button that makes the volunteer's link.
extension Desk {
    func addJoinPages(to router: Router<ServerContext>) {
        add("/join/:code", to: router, [(.get, joinPage), (.post, joinByPage)])
    }

    /// GET /join/{code}
    @Sendable
    func joinPage(_ request: Request, _ context: ServerContext) async throws -> Response {
        let code = context.parameters.get("code") ?? ""
        do {
            let look = try await thread.run { try store.invitation(ofCode: code) }
            guard look.role == .volunteer else { return forLaptops(code, request, context) }
            if look.isUsed { throw JoinFault.used }
            return pages.response(.join, ["chapter": look.chapter ?? "your group"])
        } catch let fault as JoinFault {
            return refusal(fault)
        }
    }

    /// POST /join/{code}
    @Sendable
    func joinByPage(_ request: Request, _ context: ServerContext) async throws -> Response {
        _ = try await form(request, context)
        let code = context.parameters.get("code") ?? ""
        do {
            let look = try await thread.run { try store.invitation(ofCode: code) }
            guard look.role == .volunteer else { return forLaptops(code, request, context) }
            let joining = Joining(code: code, node: Self.browserNode(code), name: "a browser")
            let joined = try await thread.run { try store.join(joining) }
            logger.info("joined role=\(joined.role.rawValue)")
            return .seeOther("/me/\(joined.token)")
        } catch let fault as JoinFault {
            return refusal(fault)
        }
    }

    /// The node as which browsers join with a code. A browser has none of its own, and may lose
    /// whatever it is told in an answer that does not arrive; so all that have the code are one
    /// node, and whoever presses the button again gets a link again until one was opened.
    static func browserNode(_ code: String) -> NodeID {
        NodeID(random: Hash.bytes(of: "cairn\tbrowser\t\(code)"))
    }

    private func forLaptops(
        _ code: String, _ request: Request, _ context: ServerContext
    ) -> Response {
        pages.response(
            Pages.Message(
                heading: "This invitation is for a laptop",
                paragraphs: [
                    "Open a terminal on the laptop that has Cairn, and run:",
                    "cairn join \(url(request, context))/join/\(code)",
                ]))
    }

    private func refusal(_ fault: JoinFault) -> Response {
        let ask = "Ask your adviser for a new one."
        return switch fault {
        case .expired:
            pages.response(
                Pages.Message(
                    heading: "This invitation has run out",
                    paragraphs: ["Invitations work for a few days only.", ask]), status: .gone)
        case .used:
            pages.response(
                Pages.Message(
                    heading: "This invitation was used already",
                    paragraphs: [
                        "If that was you, open the page that it led to: look for /me/ in your "
                            + "browser's history.", "If not, ask your adviser for a new one.",
                    ]), status: .conflict)
        default:
            pages.response(
                Pages.Message(
                    heading: "There is no such invitation",
                    paragraphs: ["Perhaps a part of the address is missing.", ask]),
                status: .notFound)
        }
    }
}
