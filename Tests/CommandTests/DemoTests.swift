import CairnModel
import Foundation
import Testing

@Suite("The demo")
struct DemoTests {
    @Test("ends with equal digests, a conflict settled, and its folder left to look at")
    func plays() throws {
        let runner = try CommandRunner()
        let demo = try runner.run("demo", "--folder", "stage")
        #expect(demo.status == 0, "\(demo.errors)")
        #expect(demo.output.contains("The digests of what they share are equal."))
        #expect(demo.output.contains("$ cairn conflict resolve"))
        #expect(demo.output.contains("river$ cairn sync"))
        for name in ["state", "lincoln", "river"] {
            runner.environment["CAIRN_STORE"] =
                runner.folder.appending(path: "stage/\(name).db").path
            #expect(try runner.run("doctor").status == 0)
            let open = try runner.run("conflict", "list", "--json").json.array ?? []
            #expect(!open.contains { $0["code"] == "field" })
        }
    }

    @Test("does not play in a folder that holds something")
    func sparesFolders() throws {
        let runner = try CommandRunner()
        try runner.run("init", "--name", "Lincoln High", "--tz", "America/New_York")
        let demo = try runner.run("demo", "--folder", ".")
        #expect(demo.status == 2)
        #expect(demo.errors.contains("hint:"))
    }
}
