import Foundation
import Testing

@Suite("Doctor")
struct DoctorTests {
    @Test("names the way out of a damaged log, and on it nothing is lost")
    func rescue() throws {
        let runner = try CommandRunner.withChapter()
        try runner.run("event", "add", "Night display")
        try runner.run("bundle", "write", "last.cairn")
        try runner.run("event", "add", "Written since")
        // A byte of the first event changes on the disk, wherever it is kept.
        let file = URL(filePath: runner.storePath)
        var bytes = try Data(contentsOf: file)
        while let place = bytes.range(of: Data("Night display".utf8)) {
            bytes[place.lowerBound] = 0x4E + 1
        }
        try bytes.write(to: file)
        let found = try runner.run("doctor")
        #expect(found.status == 1)
        #expect(found.output.contains("wrong\tchain\t1 of 3 entries is not as written"))
        #expect(found.errors.contains("cairn bundle write REST.cairn here"))
        let new = runner.folder.appending(path: "new.db").path
        #expect(try runner.run("--store", new, "init", "--from", "last.cairn").status == 0)
        #expect(try runner.run("bundle", "write", "rest.cairn").status == 0)
        try runner.run("--store", new, "bundle", "read", "rest.cairn")
        let titles = try runner.run("--store", new, "event", "list").cells.map { $0[2] }
        #expect(titles.contains("Written since"))
        #expect(try runner.run("--store", new, "doctor").status == 0)
    }
}
