import Testing

@testable import CairnHTTP

@Suite
struct MultipartTests {
    private static let body = Array(
        ("--edge\r\nContent-Disposition: form-data; name=\"form\"\r\n\r\nabc\r\n"
            + "--edge\r\nContent-Disposition: form-data; name=\"empty\"\r\n\r\n\r\n"
            + "--edge\r\ncontent-disposition: form-data; name=\"stick\"; filename=\"a.cairn\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n"
            + "one\r\n--edg\r\n--\r\ntwo\r\n--edge--\r\n").utf8)

    private func reader() throws -> MultipartReader {
        try #require(
            MultipartReader(
                contentType: "multipart/form-data; boundary=\"edge\"", fieldBytesMax: 100))
    }

    /// Fields and files, with the pieces of a file put together.
    private func read(_ pieces: [[UInt8]]) throws -> [String] {
        var reader = try reader()
        var told: [String] = []
        var file: [UInt8] = []
        for piece in pieces {
            for event in try reader.feed(piece) {
                switch event {
                case .field(let name, let value): told.append("\(name)=\(value)")
                case .file(let name): told.append("file \(name)")
                case .bytes(let bytes): file += bytes
                case .fileEnd: told.append(String(decoding: file, as: UTF8.self))
                }
            }
        }
        try reader.finish()
        return told
    }

    @Test("wherever a body is cut into pieces, the same fields and bytes come of it")
    func pieces() throws {
        let body = Self.body
        let expected = ["form=abc", "empty=", "file stick", "one\r\n--edg\r\n--\r\ntwo"]
        #expect(try read([body]) == expected)
        #expect(try read(body.map { [$0] }) == expected)
        for cut in 0...body.count {
            #expect(try read([Array(body[..<cut]), Array(body[cut...])]) == expected)
        }
    }

    @Test("a body that ends early, has a field too long or no name is refused")
    func faults() throws {
        #expect(throws: MultipartReader.Fault.self) { try read([Array(Self.body.dropLast(10))]) }
        let long =
            "--edge\r\nContent-Disposition: form-data; name=\"form\"\r\n\r\n"
            + String(repeating: "x", count: 300)
        #expect(throws: MultipartReader.Fault.self) { try read([Array(long.utf8)]) }
        let nameless = "--edge\r\nContent-Disposition: form-data\r\n\r\nx\r\n--edge--\r\n"
        #expect(throws: MultipartReader.Fault.self) { try read([Array(nameless.utf8)]) }
        for type in [
            "multipart/form-data", "text/plain; boundary=x", "multipart/form-data; boundary=",
        ] {
            #expect(MultipartReader(contentType: type, fieldBytesMax: 100) == nil)
        }
    }
}
