/// The items of several runs in one ascending order.
struct RunMerge {
    private var cursors: [RunCursor]
    private var heads: [Runs.Item?]

    init(_ cursors: [RunCursor]) throws {
        self.cursors = cursors
        heads = []
        for index in cursors.indices { heads.append(try self.cursors[index].next()) }
    }

    mutating func next() throws -> Runs.Item? {
        var least: Int?
        for (index, head) in heads.enumerated() {
            guard let head else { continue }
            if let place = least, heads[place]! < head { continue }
            least = index
        }
        guard let least else { return nil }
        let item = heads[least]
        heads[least] = try cursors[least].next()
        return item
    }
}
