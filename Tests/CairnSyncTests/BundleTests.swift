import CairnModel
import CairnStore
import CairnSync
import Foundation
import TestSupport
import Testing

struct BundleTests {
    let left: Laptop
    let right: Laptop
    let chapter = RecordID.new()
    var people: RecordID { chapter.peopleLog }

    init() throws {
        (left, right) = (try Laptop(), try Laptop())
        try left.make("chapter", chapter, in: chapter, [("name", "Lincoln High")])
        try left.store.setHome(chapter)
    }

    private func fill() throws {
        for index in 0..<3 {
            try left.make(in: chapter, [("title", .string("Event \(index)"))])
        }
        try left.make("volunteer", in: people, [("given_name", "Ana")])
        try left.make(
            "volunteer", in: people,
            [("given_name", "Ben"), ("guardian", ["name": "Dana", "email": "dana@example.org"])])
    }

    private func file(_ name: String) -> String { left.folder.file(name) }

    @Test("a bundle carries everything of the chapter, and only its owner may open the file")
    func carries() throws {
        try fill()
        let written = try left.write(file("b"), BundleLogs())
        #expect(written.entries == 6)
        #expect(written.logs == [chapter, people])
        let mode = try FileManager.default.attributesOfItem(atPath: file("b"))[.posixPermissions]
        #expect((mode as? NSNumber)?.intValue == 0o600)
        #expect(!FileManager.default.fileExists(atPath: file("b.part")))
        let result = try right.read(file("b"))
        #expect(result.intake.applied == 6)
        #expect(!result.isIncomplete)
        #expect(try right.digests == left.digests)
    }

    @Test("reading twice changes nothing")
    func twice() throws {
        try fill()
        try left.write(file("b"))
        try right.read(file("b"))
        let digests = try right.digests
        let again = try right.read(file("b"))
        #expect(again.intake.applied == 0)
        #expect(again.intake.known == 6)
        #expect(!again.isIncomplete)
        #expect(try right.digests == digests)
    }

    @Test("it says what is inside and that anyone can read it")
    func summary() throws {
        try fill()
        let written = try left.write(file("b"))
        let text =
            "Lincoln High: 3 events, 2 volunteers (1 with guardian contacts). "
            + "Anyone who finds this file can read it."
        #expect(written.summary.sentence == text)
        let look = try BundleReader.look(BundleSource(file("b")), progress: { _, _ in })
        #expect(look.summary.sentence == text)
        #expect(!look.isIncomplete)
    }

    @Test("deleted records are not counted")
    func deletedRecords() throws {
        let event = try left.make(in: chapter, [("title", "Gone")])
        try left.store.perform { _ in
            Intent([Edit(.delete, log: chapter, kind: "event", id: event)], by: nil)
        }
        try left.make(in: chapter, [("title", "Here")])
        let written = try left.write(file("b"))
        #expect(written.summary.contents == "Lincoln High: 1 event.")
    }

    @Test("a bundle for another chapter leaves people out, one for the chapter itself does not")
    func recipients() throws {
        try fill()
        let state = RecordID.new()
        try left.make("chapter", state, in: state, [("name", "State")])
        var choice = BundleLogs()
        choice.recipient = state
        #expect(try left.write(file("b"), choice).logs == [chapter, state])
        choice.recipient = chapter
        #expect(try left.write(file("b"), choice).logs == [chapter, people])
        choice = .all
        choice.recipient = state
        #expect(try left.write(file("b"), choice).logs == [chapter, state])
        choice = .all
        choice.includesPeople = false
        #expect(try left.write(file("b"), choice).logs == [chapter, state])
        #expect(try left.write(file("b"), .all).logs == [chapter, state, people])
        choice = BundleLogs()
        choice.chapters = [state]
        #expect(try left.write(file("b"), choice).logs == [state])
    }

    @Test("a people log is known for one by its entries, where no chapter or volunteer tells")
    func unknownPeople() throws {
        let stranger = RecordID.new()
        var author = Author(log: stranger.peopleLog, node: "str4ngerstr4nger")
        author.salt = "A_vcqbek1D0tF4HhwoHs4y"
        let lines = [author.line("hours", .new(), [("minutes", 90)])]
        var common = Author(log: .new(), node: "c0mmonc0mmonc0mm")
        let others = [common.line("event", .new(), [("title", "Joint event")])]
        #expect(try left.store.receive(lines + others) { _ in true }.count == 2)
        var choice = BundleLogs()
        choice.takesAll = true
        choice.includesPeople = false
        #expect(try left.write(file("b"), choice).logs == [chapter, common.log])
    }

    @Test("people are left out also where their chapter is not in the store")
    func strayPeople() throws {
        let stray = RecordID.new()
        try left.make("volunteer", in: stray, [("given_name", "Zoe")])
        var choice = BundleLogs.all
        choice.includesPeople = false
        let written = try left.write(file("b"), choice)
        #expect(written.logs == [chapter])
        let text = try String(contentsOfFile: file("b"), encoding: .utf8)
        #expect(!text.contains("Zoe"))
        #expect(!text.contains(stray.description))
    }

    @Test("with --since only what is new goes out, and it says from where it starts")
    func since() throws {
        try fill()
        try left.write(file("one"))
        try left.make(in: chapter, [("title", "New")])
        let written = try left.write(file("two"), since: file("one"))
        #expect(written.entries == 1)
        #expect(written.summary.contents == "Lincoln High: 1 event (changes only).")
        try right.read(file("one"))
        let result = try right.read(file("two"))
        #expect(result.needs.isEmpty)
        #expect(result.hello?.base != nil)
        #expect(try right.digests == left.digests)
    }

    @Test("a bundle that needs an earlier one names the streams, and the earlier one mends it")
    func needsBase() throws {
        try fill()
        try left.write(file("one"))
        try left.make(in: chapter, [("title", "New")])
        try left.write(file("two"), since: file("one"))
        let result = try right.read(file("two"))
        #expect(result.needs.map(\.log).sorted() == [chapter, people].sorted())
        #expect(result.intake.refusals.list.map(\.code) == ["gap"])
        #expect(result.isIncomplete)
        try right.read(file("one"))
        #expect(try !right.read(file("two")).isIncomplete)
        #expect(try right.digests == left.digests)
    }

    @Test("only wanted logs are taken, and the others are no refusals")
    func wanted() throws {
        try fill()
        try left.write(file("b"))
        let chapter = chapter
        let result = try right.read(file("b"), takes: { $0 == chapter })
        #expect(result.intake.leftOut == 2)
        #expect(result.intake.applied == 4)
        #expect(!result.isIncomplete)
        #expect(try right.store.read { try $0.logs() } == [chapter])
    }

    @Test("damage costs its section, says so, and a good copy mends it")
    func damage() throws {
        var author = Author(log: chapter, node: "aaaaaaaaaaaaaaaa")
        let sections = (0..<4).map { _ in author.events(2) }
        let bytes = HandMade(hello: .empty, sections: sections).bytes
        for place in stride(from: 0, to: bytes.count, by: 97) {
            let laptop = try Laptop()
            var damaged = bytes
            damaged[place] ^= 0x10
            let result = try laptop.read(damaged)
            #expect(result.isIncomplete || result.intake.applied == 8, "\(place)")
            let mended = try laptop.read(bytes)
            #expect(!mended.isIncomplete)
            #expect(try laptop.entries == 8)
        }
    }

    @Test("what came before a cut stays, and the whole file completes it")
    func cut() throws {
        var author = Author(log: chapter, node: "aaaaaaaaaaaaaaaa")
        let bytes = HandMade(hello: .empty, sections: (0..<4).map { _ in author.events(2) }).bytes
        let laptop = try Laptop()
        var before = 0
        for length in stride(from: bytes.count / 4, to: bytes.count - 1, by: 131) {
            let result = try laptop.read(Array(bytes[..<length]))
            #expect(result.intake.isCut)
            #expect(try laptop.entries >= before)
            before = try laptop.entries
        }
        #expect(try !laptop.read(bytes).isIncomplete)
        #expect(try laptop.entries == 8)
    }

    @Test("a clock that is ahead is noticed, an old bundle is not")
    func clocks() throws {
        var hello = Hello.empty
        let wall = wallNow()
        for (minutes, isNoticed) in [(-100_000, false), (4, false), (6, true)] {
            hello.time = wall + Int64(minutes) * 60_000
            let result = try right.read(HandMade(hello: hello, sections: []).bytes)
            #expect((result.clockLead(wall: wall) != nil) == isNoticed)
        }
    }

    @Test("what is no bundle is said to be none, by its name")
    func noBundle() throws {
        try Data("PK\u{3}\u{4} something\n".utf8).write(to: URL(filePath: file("x.zip")))
        #expect { try right.read(file("x.zip")) } throws: { error in
            let fault = error as? SyncFault
            return fault?.code == .notAnExchange && fault?.reason.contains("x.zip") == true
        }
        #expect { try right.read(file("nothing")) } throws: {
            ($0 as? SyncFault)?.code == .notFound
        }
        #expect { try right.read(left.folder.url.path) } throws: {
            ($0 as? SyncFault)?.code == .unreadable
        }
    }

    @Test("a bundle that cannot be written leaves nothing behind")
    func unwritable() throws {
        #expect { try left.write(file("no/such/folder/b")) } throws: {
            ($0 as? SyncFault)?.code == .unwritable
        }
        try Data("old".utf8).write(to: URL(filePath: file("b")))
        #expect(throws: SyncFault.self) {
            var choice = BundleLogs()
            choice.chapters = []
            try right.write(file("b"), choice)
        }
        #expect(try String(contentsOfFile: file("b"), encoding: .utf8) == "old")
        #expect(!FileManager.default.fileExists(atPath: file("b.part")))
    }

    @Test("a second store of the chapter is made from a bundle, with a node id of its own")
    func initialise() throws {
        try fill()
        try left.write(file("b"))
        let started = try BundleStart.initialise(
            file("second.db"), from: file("b"), chapter: nil, surroundings: .testing(),
            progress: { _, _ in })
        #expect(started.chapter == chapter)
        #expect(started.chapterName == "Lincoln High")
        #expect(try started.store.home() == chapter)
        #expect(try started.store.node() != left.store.node())
        #expect(try started.store.read { try $0.digests() } == left.digests)
    }

    @Test("from a bundle of several chapters one has to be chosen, and no store is made before")
    func initialiseAmbiguous() throws {
        let other = RecordID.new()
        try left.make("chapter", other, in: other, [("name", "Mercer High")])
        try left.write(file("b"))
        func start(_ chapter: RecordID?) throws -> BundleStart.Started {
            try BundleStart.initialise(
                file("second.db"), from: file("b"), chapter: chapter, surroundings: .testing(),
                progress: { _, _ in })
        }
        #expect { try start(nil) } throws: { error in
            (error as? SyncFault)?.reason.contains("Mercer High") == true
        }
        #expect(!FileManager.default.fileExists(atPath: file("second.db")))
        #expect(try start(other).chapter == other)
    }

    @Test("a copied store takes an id of its own before it hands out a bundle, and says so")
    func copiedStore() throws {
        try fill()
        let copy = file("copy.db")
        try FileManager.default.copyItem(atPath: left.path, toPath: copy)
        let store = try Store.open(copy, surroundings: .testing())
        let written = try BundleWriter.write(
            store, BundleLogs(), since: nil, wall: wallNow(), to: BundleTarget(file("b")),
            progress: { _ in })
        #expect(written.newIdentity == .elsewhere)
        #expect(try store.node() != left.store.node())
        #expect(try right.read(file("b")).intake.applied == written.entries)
    }
}
