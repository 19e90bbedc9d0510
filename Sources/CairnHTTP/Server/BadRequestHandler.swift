internal import CairnModel
internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1

/// Tells a client what was wrong with a request that never became one: what the parser refuses, and
/// what names no host (RFC 9112, section 3.2). The server above answers such a request with an
/// empty 400, which becomes a problem object here.
final class BadRequestHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// Puts the handler beside the parser: what is handed to the server as an additional handler
    /// comes behind its own, where a request has lost its version.
    final class Installer: ChannelInboundHandler, RemovableChannelHandler {
        typealias InboundIn = NIOAny

        func handlerAdded(context: ChannelHandlerContext) {
            let pipeline = context.pipeline.syncOperations
            do {
                let parser = try pipeline.handler(
                    type: ByteToMessageHandler<HTTPRequestDecoder>.self)
                try pipeline.addHandler(BadRequestHandler(), position: .after(parser))
            } catch {
                context.fireErrorCaught(error)
            }
        }
    }

    private var problem: Problem?

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if problem != nil { return }
        if case .head(let head) = unwrapInboundIn(data), head.version.minor >= 1,
            head.headers["host"].count != 1
        {
            problem = .badRequest("a request names one host")
            context.fireErrorCaught(HTTPParserError.unknown)
            return
        }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if problem == nil, let error = error as? HTTPParserError {
            problem = .badRequest(
                error == .headerOverflow
                    ? "the request's first lines are too long" : "this is no HTTP request")
        }
        context.fireErrorCaught(error)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard let problem, case .head(var head) = unwrapOutboundIn(data),
            head.status == .badRequest, head.headers["content-length"] == ["0"]
        else {
            context.write(data, promise: promise)
            return
        }
        let body = context.channel.allocator.buffer(string: problem.object.compactText)
        head.headers.replaceOrAdd(name: "content-length", value: "\(body.readableBytes)")
        head.headers.replaceOrAdd(name: "content-type", value: Problem.mediaType)
        context.write(wrapOutboundOut(.head(head)), promise: promise)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    }
}

extension Problem {
    fileprivate static func badRequest(_ detail: String) -> Problem {
        Problem(.badRequest, "bad-request", detail)
    }
}
