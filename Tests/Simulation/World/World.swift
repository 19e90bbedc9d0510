internal import CairnModel
internal import CairnStore
internal import Foundation
internal import TestSupport

/// Several laptops, their stores, the sticks and backups that lie about, and chance.
final class World {
    let seed: UInt64
    var random: SplitMix64
    let folder: TemporaryFolder
    let cast: Cast
    let book = LineBook()
    var sites: [Site] = []
    var sticks: [Stick] = []
    var backups: [Backup] = []
    private(set) var trace: [String] = []
    private var steps = 0
    let tally = Tally()
    /// Names of the laptops on one side of a partition; empty where there is none.
    var island: Set<String> = []
    /// Requests that are on their way still, with the server that they are for.
    var underway: [(request: [UInt8], server: Site)] = []
    /// Which laptop took a node id.
    var owners: [String: String] = [:]
    /// True time, milliseconds since 1970.
    var now: Int64 = 1_775_228_645_123
    /// Lines that were committed and not destroyed: at the end every store has to hold them.
    var expected: Set<Int> = []
    /// Lines of which it is known who wrote them.
    var claimed: Set<Int> = []
    /// What callers remember of servers.
    var remembered: [String: Vector] = [:]
    /// Node ids that were ever taken.
    var nodes: Set<String> = []
    /// Whether something was done that no store can notice by itself, such as putting back the
    /// store together with its sidecar.
    var mayFork = false
    /// Authors of another program: their streams fork and their clocks lie.
    let strangers: [String]

    init(seed: UInt64) throws {
        try require(FlakyDisk.isInstalled, "SQLite does not take the layer around its files")
        self.seed = seed
        var random = SplitMix64(seed: seed)
        folder = try TemporaryFolder()
        cast = Cast(&random)
        strangers = (0..<2).map { _ in NodeID(random: random.bytes(10)).description }
        self.random = random
        for _ in 0..<random.number(in: 2...3) { _ = try addSite() }
        let first = try sites[0].opened()
        try first.setHome(cast.chapterLog)
        try perform(sites[0], "makes the chapter") { [cast] _ in
            Intent(
                [
                    Edit(
                        .create, log: cast.chapterLog, kind: "chapter", id: cast.chapterLog,
                        set: [("name", "Lincoln High"), ("tz", "America/New_York")])
                ], by: nil)
        }
    }

    /// A laptop with a store of its own.
    func addSite() throws -> Site {
        let site = try makeSite()
        setWall(site)
        let store = try Store.create(site.files.path, surroundings: site.machine.surroundings)
        site.store = store
        site.state.node = try store.node().description
        site.noteSidecar()
        owners[site.state.node] = site.name
        try require(nodes.insert(site.state.node).inserted, "two stores have one node id")
        return site
    }

    /// A laptop without a store.
    func makeSite(_ state: Site.State = Site.State()) throws -> Site {
        let name = String(UnicodeScalar(UInt8(65 + sites.count)))
        let files = try StoreFiles(folder.url.appending(path: name))
        let machine = TestMachine("machine-\(name)", seed: random.next())
        let site = Site(name, files: files, machine: machine, state: state)
        sites.append(site)
        return site
    }

    func setWall(_ site: Site) { site.machine.wall = max(1000, now + site.skew) }

    /// What is done, in the trace.
    func note(_ text: String) {
        steps += 1
        trace.append("\(steps). \(text)")
    }

    /// What comes of it.
    func tell(_ text: String) { trace.append("    \(text)") }
}
