internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

extension Response {
    /// An answer in JSON with a tag; without its body where the asker has it already.
    init(
        text: String, tag: StrongTag, for headers: HTTPFields, status: HTTPResponse.Status = .ok
    ) {
        let isKnown = status == .ok && tag.isKnown(headers[.ifNoneMatch])
        var own: HTTPFields = [.eTag: tag.text, .cacheControl: "private, no-cache"]
        guard !isKnown else {
            self.init(status: .notModified, headers: own)
            return
        }
        own[.contentType] = "application/json"
        self.init(
            status: status, headers: own,
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
