package import CairnModel

extension Store {
    /// How long a use of a token is not noted again, milliseconds.
    private static let useNotedMilliseconds: Int64 = 60_000

    /// Who a token is of; nil for one that is unknown or was revoked. Its use is noted.
    package func holder(ofToken token: String) throws -> TokenHolder? {
        guard let holder = try read({ try $0.engine.tokenHolder(token) }) else { return nil }
        let now = surroundings.wall()
        if holder.used.map({ now - $0 > Self.useNotedMilliseconds }) ?? true {
            try noteUse(of: holder.number, at: now)
        }
        return holder
    }

    /// A full disk does not keep anybody from reading.
    private func noteUse(of number: Int64, at now: Int64) throws {
        do {
            try write { snapshot in
                try snapshot.engine.prepared("UPDATE token SET used = ?2 WHERE n = ?1")
                    .bind(1, number).bind(2, now).run()
            }
        } catch let error as StoreError where error.code == .diskFull {}
    }

    /// Every token that was given, the oldest first.
    package func tokens() throws -> [TokenEntry] {
        try read { try $0.tokens() }
    }

    /// Takes a token back. It cannot be given back: its holder needs another invitation.
    ///
    /// - Returns: whether there was one in force.
    @discardableResult
    package func revokeToken(_ number: Int64) throws -> Bool {
        let now = surroundings.wall()
        return try write { snapshot in
            guard let entry = try snapshot.engine.token(number), entry.revoked == nil else {
                return false
            }
            try snapshot.engine.prepared("UPDATE token SET revoked = ?2 WHERE n = ?1")
                .bind(1, number).bind(2, now).run()
            return true
        }
    }

    /// Takes from a token what it may do with one log.
    ///
    /// - Returns: whether it had anything of it.
    @discardableResult
    package func revokeGrants(on log: RecordID, ofToken number: Int64) throws -> Bool {
        try write { snapshot in
            let had = try snapshot.engine.grants(token: number).contains { $0.log == log }
            try snapshot.engine.prepared("DELETE FROM token_grant WHERE token = ?1 AND log = ?2")
                .bind(1, number).bind(blob: log.bytes, at: 2).run()
            return had
        }
    }
}

extension Snapshot {
    /// Every token that was given, the oldest first.
    package func tokens() throws -> [TokenEntry] {
        try engine.tokenNumbers().compactMap { try engine.token($0) }
    }
}
