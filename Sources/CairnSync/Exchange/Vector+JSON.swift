package import CairnModel

extension Vector {
    /// `{log: {node: [seq, head, ...]}}`, logs, nodes and pairs ascending.
    package var json: JSON {
        let ordered = streams.sorted {
            ($0.key.log, $0.key.node) < ($1.key.log, $1.key.node)
        }
        var logs: [(key: String, value: JSON)] = []
        var rest = ordered[...]
        while let log = rest.first?.key.log {
            let nodes = rest.prefix { $0.key.log == log }
            rest = rest.dropFirst(nodes.count)
            logs.append(
                (
                    key: log.description,
                    value: .object(
                        nodes.map { (key: $0.key.node.description, value: Self.json($0.value)) })
                ))
        }
        return .object(logs)
    }

    private static func json(_ pairs: [Pair]) -> JSON {
        .array(
            pairs.sorted().flatMap { pair -> [JSON] in
                [.integer(pair.seq), .string(pair.head?.description ?? "")]
            })
    }

    /// Reads the form above; pairs in any order.
    ///
    /// Nil where a shape of Schema/Protocol.md, Hello, is broken.
    package init?(_ json: JSON) {
        guard let logs = json.object else { return nil }
        self.init()
        for (name, nodes) in logs {
            guard let log = RecordID(name), let nodes = nodes.object else { return nil }
            for (name, list) in nodes {
                guard let node = NodeID(name), let list = list.array,
                    let pairs = Self.pairs(list)
                else { return nil }
                streams[Stream(log: log, node: node)] = pairs
            }
        }
    }

    private static func pairs(_ list: [JSON]) -> [Pair]? {
        guard !list.isEmpty, list.count.isMultiple(of: 2) else { return nil }
        var pairs: Set<Pair> = []
        for index in stride(from: 0, to: list.count, by: 2) {
            guard let seq = list[index].integer, let head = list[index + 1].string else {
                return nil
            }
            if seq == 0, head.isEmpty {
                pairs.insert(.origin)
            } else if (1...Limit.integerMax).contains(seq), let head = Head(head) {
                pairs.insert(Pair(seq: seq, head: head))
            } else {
                return nil
            }
        }
        return pairs.sorted()
    }
}
