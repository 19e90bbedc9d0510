import CairnModel
import CairnStore
import CairnSync
import TestSupport

/// How lines get from one store to another.
enum Carrier {
    static func bundle(_ store: Store, logs: Set<RecordID>, base: Vector?) throws -> [UInt8] {
        _ = try store.prepareToSend()
        var entries: [[UInt8]] = []
        try store.read { snapshot in
            try snapshot.forEachLacking(base ?? Vector(), logs: logs, leavingOut: [:]) {
                entries.append(Array($0))
                return true
            }
        }
        let hello = Array("{\"cairn\":1,\"have\":{},\"node\":\"\(try store.node())\"}\n".utf8)
        return ExchangeText.compose(hello: hello, sections: [entries])
    }

    static func read(_ bytes: [UInt8], into store: Store) throws {
        _ = try store.receive(ExchangeText.confirmed(bytes)) { _ in true }
    }

    /// - Returns: whether both hold the same now, as far as they know.
    static func session(
        caller: Store, server: Store, logs: Set<RecordID>, random: inout SplitMix64, isLossy: Bool
    ) throws -> Bool {
        for (from, to) in [(caller, server), (server, caller)] {
            _ = try from.prepareToSend()
            let theirs = try from.read { try $0.vector(of: logs) }
            let have = try to.read { snapshot -> Vector in
                var have = try snapshot.vector(of: logs)
                for (stream, pairs) in theirs.streams where have.streams[stream] != nil {
                    let lacks = try pairs.contains { try !snapshot.holds(stream, $0) }
                    if lacks { have.streams[stream]! += try snapshot.ladder(stream) }
                }
                return have
            }
            var lines: [[UInt8]] = []
            try from.read { snapshot in
                try snapshot.forEachLacking(have, logs: logs, leavingOut: [:]) {
                    lines.append(Array($0))
                    return true
                }
            }
            if isLossy { lines.removeLast(random.number(in: 0...lines.count)) }
            _ = try to.receive(lines) { _ in true }
        }
        return try caller.read { try $0.vector(of: logs) }
            == server.read { try $0.vector(of: logs) }
    }
}
