internal import CairnModel

extension Store {
    /// Every peer, by name.
    package func peers() throws -> [Peer] {
        try read { try $0.peers() }
    }

    /// Remembers a peer, in the place of one with the same name.
    package func save(_ peer: Peer) throws {
        try write { try $0.engine.save(peer) }
    }

    /// Changes what is remembered of a peer, if it is still there.
    package func update(peer name: String, _ change: (inout Peer) -> Void) throws {
        try write { snapshot in
            guard var peer = try snapshot.peers().first(where: { $0.name == name }) else { return }
            change(&peer)
            try snapshot.engine.save(peer)
        }
    }

    /// Forgets a peer and its token. What was exchanged with it stays.
    ///
    /// - Returns: whether there was one.
    @discardableResult
    package func removePeer(_ name: String) throws -> Bool {
        try setPeerToken(nil, for: name)
        return try write { snapshot in
            let isThere = try snapshot.peers().contains { $0.name == name }
            try snapshot.engine.removePeer(name)
            return isThere
        }
    }
}

extension Snapshot {
    /// Every peer, by name.
    package func peers() throws -> [Peer] {
        let logs = try peerLogs()
        let select = try Statement(
            engine.connection,
            """
            SELECT name, url, role, chapter, ca, people, have, tried, succeeded, failure,
                lead, refused, declined FROM peer ORDER BY name
            """)
        var peers: [Peer] = []
        while try select.next() {
            var peer = Peer(
                name: select.text(0), url: select.text(1),
                role: Role(rawValue: select.text(2)) ?? .reader,
                chapter: select.isNull(3) ? nil : RecordID(bytes: select.buffer(3)))
            peer.ca = select.optionalText(4)
            peer.sharesPeople = select.int(5) != 0
            peer.have = select.optionalText(6)
            peer.tried = select.optionalInt(7)
            peer.succeeded = select.optionalInt(8)
            peer.failure = select.optionalText(9)
            peer.lead = select.optionalInt(10)
            (peer.refused, peer.declined) = (select.text(11), select.text(12))
            peer.logs = logs[peer.name] ?? [:]
            peers.append(peer)
        }
        return peers
    }

    private func peerLogs() throws -> [String: [RecordID: Bool]] {
        let select = try Statement(engine.connection, "SELECT peer, log, writes FROM peer_log")
        var logs: [String: [RecordID: Bool]] = [:]
        while try select.next() {
            logs[select.text(0), default: [:]][RecordID(bytes: select.buffer(1))] =
                select.int(2) != 0
        }
        return logs
    }

    /// A number that is greater after every entry that the store takes in.
    package func lastChange() throws -> Int64 {
        let select = engine.prepared("SELECT coalesce(max(n), 0) FROM entry")
        defer { select.reset() }
        return try select.next() ? select.int(0) : 0
    }
}

extension Engine {
    func save(_ peer: Peer) throws {
        try prepared(
            """
            INSERT OR REPLACE INTO peer (name, url, role, chapter, ca, people, have, tried,
                succeeded, failure, lead, refused, declined)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
            """
        ).bind(1, peer.name).bind(2, peer.url).bind(3, peer.role.rawValue)
            .bind(blob: peer.chapter?.bytes, at: 4).bind(text: peer.ca, at: 5)
            .bind(6, peer.sharesPeople ? Int64(1) : 0).bind(text: peer.have, at: 7)
            .bind(8, peer.tried).bind(9, peer.succeeded).bind(text: peer.failure, at: 10)
            .bind(11, peer.lead).bind(12, peer.refused).bind(13, peer.declined).run()
        try prepared("DELETE FROM peer_log WHERE peer = ?1").bind(1, peer.name).run()
        for (log, writes) in peer.logs {
            try prepared("INSERT INTO peer_log (peer, log, writes) VALUES (?1, ?2, ?3)")
                .bind(1, peer.name).bind(blob: log.bytes, at: 2).bind(3, writes ? Int64(1) : 0)
                .run()
        }
    }

    func removePeer(_ name: String) throws {
        try prepared("DELETE FROM peer_log WHERE peer = ?1").bind(1, name).run()
        try prepared("DELETE FROM peer WHERE name = ?1").bind(1, name).run()
    }
}

extension Statement {
    func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }
    func optionalInt(_ column: Int32) -> Int64? { isNull(column) ? nil : int(column) }
}
