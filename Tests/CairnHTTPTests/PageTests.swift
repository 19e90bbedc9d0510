import Foundation
import NIOHTTP1
import Testing

@testable import CairnHTTP

@Suite
struct PageTests {
    @Test("a form's names and values are read as browsers write them")
    func form() throws {
        let form = try #require(
            Form(reading: Array("a=1&b=x+y%20%26%3D&a=2&empty=&caf%C3%A9=%zz%+1&none".utf8)))
        #expect(form["a"] == "1")
        #expect(form.all("a") == ["1", "2"])
        #expect(form["b"] == "x y &=")
        #expect(form["empty"] == "")
        #expect(form["café"] == "%zz% 1")
        #expect(form["none"] == "")
        #expect(form["other"] == nil)
        #expect(Form(reading: Array("a=%FF".utf8)) == nil)
    }

    @Test("what a page shows is escaped")
    func escaping() {
        let hostile = #"<script>"x" & 'y'</script>"#
        let html = Pages().html(
            .message, Pages.Message(heading: hostile, paragraphs: [hostile]))
        #expect(!html.contains("<script>"))
        let escaped = "&lt;script&gt;&quot;x&quot; &amp; &#39;y&#39;&lt;/script&gt;"
        #expect(html.components(separatedBy: escaped).count == 4)
    }

    @Test("a browser gets a page for what is not there, a program a problem")
    func problems() async throws {
        try await LiveServer.with(Site(chapter: "Lincoln")) { server in
            var call = Call(method: .GET, path: "/nowhere")
            #expect(try await call.send(to: server).code == "not-found")
            call.headers = [("accept", "text/html,*/*;q=0.8")]
            let answer = try await call.send(to: server)
            #expect(answer.status == 404)
            #expect(answer.text.contains("<h1>There is nothing here</h1>"))
            let policy = try #require(answer.headers["content-security-policy"])
            #expect(policy.hasPrefix("default-src 'none'; style-src 'self'; form-action 'self'"))
            #expect(answer.headers["referrer-policy"] == "no-referrer")
            #expect(answer.headers["cache-control"] == "no-store")
            call.path = Pages.stylesheetPath
            let sheet = try await call.send(to: server)
            #expect(sheet.headers["content-type"] == "text/css; charset=utf-8")
            #expect(sheet.text.contains("prefers-color-scheme"))
        }
    }
}
