internal import CairnModel

/// The indexes whose keys come in random order, as sorted runs (Schema/v001-store.sql, run).
///
/// What is added waits in memory until `finish` writes a run for each area. Runs of like size are
/// then merged, so that a lookup asks few of them and every item is written a few times at most:
/// a log-structured merge tree (O'Neil et al., 1996).
final class Runs {
    enum Area: Int64, CaseIterable {
        case refs = 1
        case lists, links
    }

    struct Item: Comparable {
        let key: UInt64
        let record: UInt32

        static func < (left: Item, right: Item) -> Bool {
            left.key != right.key ? left.key < right.key : left.record < right.record
        }
    }

    struct Run {
        let n: Int64
        let items: Int

        /// 0 for up to 512 items, then one more for each time eight as many.
        var level: Int {
            var (level, most) = (0, 512)
            while items > most { (level, most) = (level + 1, most * 8) }
            return level
        }

        var pieces: Int { (items + RunPiece.itemsMax - 1) / RunPiece.itemsMax }
    }

    private static let runsOfLevelMax = 8
    /// So many are sorted in memory, 16 bytes each, which is quicker than merging them.
    private static let sortedItemsMax = 50_000

    private let insertRun: Statement
    private let insertPiece: Statement
    private let selectRuns: Statement
    private let selectPiece: Statement
    private let deleteRun: Statement
    private let deletePieces: Statement
    private var known: [Area: [Run]] = [:]
    /// By area.
    @exclusivity(unchecked) private var waiting: [[Item]] = [[], [], [], []]

    init(_ connection: OpaquePointer) throws {
        insertRun = try Statement(
            connection, "INSERT INTO run (n, area, items) VALUES (?1, ?2, ?3)")
        insertPiece = try Statement(
            connection, "INSERT INTO run_piece (n, items) VALUES (?1, ?2)")
        selectRuns = try Statement(
            connection, "SELECT n, area, items FROM run ORDER BY n")
        selectPiece = try Statement(connection, "SELECT items FROM run_piece WHERE n = ?1")
        deleteRun = try Statement(connection, "DELETE FROM run WHERE n = ?1")
        deletePieces = try Statement(
            connection, "DELETE FROM run_piece WHERE n BETWEEN ?1 AND ?2")
    }

    /// Forgets what a rollback or another connection may have made untrue.
    func forget() {
        known.removeAll(keepingCapacity: true)
        for area in Area.allCases { waiting[Int(area.rawValue)].removeAll(keepingCapacity: true) }
    }

    func add(_ area: Area, _ key: UInt64, _ record: Int64) {
        waiting[Int(area.rawValue)].append(Item(key: key, record: UInt32(record)))
    }

    private func runs(_ area: Area) throws -> [Run] {
        if known.isEmpty {
            for area in Area.allCases { known[area] = [] }
            while try selectRuns.next() {
                guard let area = Area(rawValue: selectRuns.int(1)) else { continue }
                known[area]!.append(Run(n: selectRuns.int(0), items: Int(selectRuns.int(2))))
            }
        }
        return known[area]!
    }
}

// MARK: - Writing

extension Runs {
    /// Writes what waits, and merges where an area has many runs of one level.
    func finish() throws {
        for area in Area.allCases {
            let items = waiting[Int(area.rawValue)]
            if items.isEmpty { continue }
            waiting[Int(area.rawValue)] = []
            try write(area, sorting: items)
            while let (level, runs) = try crowded(area) {
                try merge(area, runs)
                if level > 12 { break }
            }
        }
    }

    /// Sorts by key, then record: a pass over the items for each byte in which the keys differ.
    static func sort(_ items: inout [Item]) {
        guard items.count > 64 else { return items.sort() }
        let first = items[0].key
        let differing = items.reduce(0) { $0 | ($1.key ^ first) }
        var other = items
        for shift in stride(from: UInt64(0), to: 64, by: 8) where differing >> shift & 0xFF != 0 {
            items.withUnsafeBufferPointer { from in
                other.withUnsafeMutableBufferPointer { to in distribute(from, to, shift) }
            }
            swap(&items, &other)
        }
        sortRecords(&items)
    }

    /// Sorts the records of equal keys, which are in the order in which they were; that is the right
    /// one but for few keys.
    private static func sortRecords(_ items: inout [Item]) {
        var start = 0
        var isAscending = true
        for place in 1...items.count {
            if place < items.count, items[place].key == items[start].key {
                isAscending = isAscending && items[place - 1].record <= items[place].record
                continue
            }
            if !isAscending { items[start..<place].sort { $0.record < $1.record } }
            (start, isAscending) = (place, true)
        }
    }

    /// Puts items in the order of one byte of their keys; equal ones stay in their order.
    private static func distribute(
        _ from: UnsafeBufferPointer<Item>, _ to: UnsafeMutableBufferPointer<Item>, _ shift: UInt64
    ) {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { places in
            places.initialize(repeating: 0)
            for item in from { places[Int(item.key >> shift & 0xFF)] += 1 }
            var next = 0
            for byte in 0..<256 { (places[byte], next) = (next, next + places[byte]) }
            for item in from {
                let byte = Int(item.key >> shift & 0xFF)
                to[places[byte]] = item
                places[byte] += 1
            }
        }
    }

    /// The runs of the lowest level that has too many.
    private func crowded(_ area: Area) throws -> (level: Int, runs: [Run])? {
        let levels = Dictionary(grouping: try runs(area), by: \.level)
        return levels.filter { $0.value.count >= Self.runsOfLevelMax }
            .min { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func merge(_ area: Area, _ runs: [Run]) throws {
        if runs.reduce(0, { $0 + $1.items }) <= Self.sortedItemsMax {
            var items: [Item] = []
            for run in runs {
                for place in 0..<run.pieces { try piece(run, place).append(to: &items) }
            }
            try write(area, sorting: items)
        } else {
            var merge = try RunMerge(try runs.map { try cursor($0, from: 0) })
            try write(area) { try merge.next() }
        }
        for run in runs {
            try deletePieces.bind(1, run.n << 20).bind(2, run.n << 20 | 0xF_FFFF).run()
            try deleteRun.bind(1, run.n).run()
        }
        let gone = Set(runs.map(\.n))
        known[area]!.removeAll { gone.contains($0.n) }
    }

    private func write(_ area: Area, sorting items: [Item]) throws {
        var items = items
        Self.sort(&items)
        var next = items.makeIterator()
        try write(area) { next.next() }
    }

    /// Writes a run of what `next` gives in ascending order, repeats left out.
    private func write(_ area: Area, _ next: () throws -> Item?) throws {
        _ = try runs(area)
        let n = (known.values.joined().map(\.n).max() ?? 0) + 1
        var count = 0
        var waiting: [Item] = []
        waiting.reserveCapacity(RunPiece.itemsMax)
        var last: Item?
        func put() throws {
            let place = Int64((count - 1) / RunPiece.itemsMax)
            try RunPiece(waiting).bytes.withUnsafeBufferPointer {
                try insertPiece.bind(1, n << 20 | place).bind(blob: $0, at: 2).run()
            }
            waiting.removeAll(keepingCapacity: true)
        }
        while let item = try next() {
            if item == last { continue }
            last = item
            waiting.append(item)
            count += 1
            if waiting.count == RunPiece.itemsMax { try put() }
        }
        if !waiting.isEmpty { try put() }
        try insertRun.bind(1, n).bind(2, area.rawValue).bind(3, Int64(count)).run()
        known[area]!.append(Run(n: n, items: count))
    }
}

// MARK: - Reading

extension Runs {
    /// The records with a key, ascending.
    func records(_ area: Area, _ key: UInt64) throws -> [Int64] {
        var found: [Int64] = []
        try scan(area, key...key) { item in
            found.append(Int64(item.record))
            return true
        }
        return found
    }

    /// Hands the items in a range to `body`, ascending and without repeats, until it returns
    /// false.
    func scan(
        _ area: Area, _ range: ClosedRange<UInt64>, _ body: (Item) throws -> Bool
    ) throws {
        var cursors = try runs(area).map { try cursor($0, from: range.lowerBound) }
        let items = waiting[Int(area.rawValue)].filter { range.contains($0.key) }.sorted()
        if !items.isEmpty { cursors.append(RunCursor(items)) }
        var merge = try RunMerge(cursors)
        var last: Item?
        while let item = try merge.next(), item.key <= range.upperBound {
            if item == last { continue }
            last = item
            if try !body(item) { return }
        }
    }

    /// Stands before the first item with that key or a greater one.
    private func cursor(_ run: Run, from key: UInt64) throws -> RunCursor {
        // The last piece that begins under the key; an earlier one cannot hold it.
        var (low, high) = (0, run.pieces - 1)
        while key > 0, low < high {
            let middle = (low + high + 1) / 2
            if try piece(run, middle).first!.key < key { low = middle } else { high = middle - 1 }
        }
        var place = low
        var cursor = RunCursor { [self] in
            guard place < run.pieces else { return nil }
            defer { place += 1 }
            return try piece(run, place)
        }
        try cursor.skip(to: key)
        return cursor
    }

    private func piece(_ run: Run, _ place: Int) throws -> RunPiece {
        let isThere = try selectPiece.bind(1, run.n << 20 | Int64(place)).next()
        guard isThere, selectPiece.buffer(0).count >= 12 else {
            throw StoreError(
                .corrupted, "an index of the store is damaged",
                hint: "run cairn doctor, which makes it anew")
        }
        defer { selectPiece.reset() }
        return RunPiece(bytes: selectPiece.bytes(0))
    }
}
