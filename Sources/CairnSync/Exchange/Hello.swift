package import CairnModel

/// The first line of an exchange: who sends it, when, and what the sender holds.
package struct Hello: Sendable {
    /// The version of the protocol that this program speaks.
    package static let version: Int64 = 1

    /// What the sender holds of the logs of this exchange.
    package enum Holdings: Sendable, Equatable {
        case have(Vector)
        /// The `VectorSum` of it.
        case sum(String)
    }

    package var node: NodeID
    /// The sender's wall clock, milliseconds since 1970; whole seconds are sent.
    package var time: Int64
    package var holdings: Holdings
    /// What the sender would not take.
    package var refused: [Refusal]
    /// Of a bundle that is not whole: the vector that it starts from.
    package var base: Vector?

    package init(
        node: NodeID, time: Int64, holdings: Holdings, refused: [Refusal] = [],
        base: Vector? = nil
    ) {
        (self.node, self.time, self.holdings) = (node, time, holdings)
        (self.refused, self.base) = (refused, base)
    }

    /// The vector; nil where a sum stands in its place.
    package var have: Vector? { if case .have(let vector) = holdings { vector } else { nil } }

    /// When it was sent, `2026-04-03T17:00:06Z`.
    package var timeText: String { InstantText.text(time) }

    /// How far the sender's clock is ahead of a wall clock, in milliseconds.
    package func clockLead(wall: Int64) -> Int64 { time - wall }
}

// MARK: - Coding

extension Hello {
    /// The line without its LF.
    package var line: [UInt8] {
        var out = Array("{\"cairn\":\(Self.version),\"node\":\"".utf8)
        node.append(to: &out)
        out.append(contentsOf: "\",\"time\":\"".utf8)
        out.append(contentsOf: InstantText.text(time).utf8)
        out.append(contentsOf: "\"".utf8)
        switch holdings {
        case .have(let vector):
            out.append(contentsOf: ",\"have\":".utf8)
            out.append(contentsOf: vector.json.compact)
        case .sum(let sum):
            out.append(contentsOf: ",\"sum\":\"".utf8)
            out.append(contentsOf: sum.utf8)
            out.append(contentsOf: "\"".utf8)
        }
        if !refused.isEmpty {
            out.append(contentsOf: ",\"refused\":".utf8)
            out.append(contentsOf: JSON.array(refused.map(\.json)).compact)
        }
        if let base {
            out.append(contentsOf: ",\"base\":".utf8)
            out.append(contentsOf: base.json.compact)
        }
        out.append(0x7D)
        return out
    }

    /// Reads a line that has the key `cairn`; keys that it does not know are ignored.
    ///
    /// - Throws: `needs-upgrade` for another version, else `bad-line` where a shape is broken.
    package init(_ json: JSON) throws(SyncFault) {
        guard let version = json["cairn"]?.integer else { throw Self.broken("cairn") }
        guard version == Self.version else {
            throw SyncFault(
                .needsUpgrade,
                "version \(version) of the exchange, which this program does not know",
                hint: "update Cairn on this laptop, then try again")
        }
        guard let node = json["node"]?.string.flatMap({ NodeID($0) }) else {
            throw Self.broken("node")
        }
        guard let time = json["time"]?.string.flatMap({ InstantText.milliseconds($0) }) else {
            throw Self.broken("time")
        }
        self.init(node: node, time: time, holdings: try Self.holdings(json))
        if let list = json["refused"] {
            guard let items = list.array else { throw Self.broken("refused") }
            for item in items {
                guard let refusal = Refusal(item) else { throw Self.broken("refused") }
                refused.append(refusal)
            }
        }
        if let base = json["base"] {
            guard let vector = Vector(base) else { throw Self.broken("base") }
            self.base = vector
        }
    }

    private static func holdings(_ json: JSON) throws(SyncFault) -> Holdings {
        switch (json["have"], json["sum"]) {
        case (let have?, nil):
            guard let vector = Vector(have) else { throw broken("have") }
            return .have(vector)
        case (nil, let sum?):
            guard let text = sum.string, CheckLine.isDigest(text) else { throw broken("sum") }
            return .sum(text)
        default: throw broken("have")
        }
    }

    private static func broken(_ key: String) -> SyncFault {
        SyncFault(
            .notAnExchange, "the first line is no hello of an exchange (its \(key) is not right)",
            hint: "check that this is the right file or address")
    }
}
