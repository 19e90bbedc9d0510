internal import CairnModel

/// Signing in to the board. Keys and secrets of sessions are 256 random bits each, of which the
/// store keeps the SHA-256 alone: so looking one up by its hash tells nobody anything of it, and a
/// copy of the store signs nobody in.
extension Store {
    /// How long a session lasts, milliseconds: a school day and the evening after it.
    package static let sessionMilliseconds: Int64 = 12 * 3_600_000
    /// How long a key may wait to be used, milliseconds.
    package static let sessionKeyMilliseconds: Int64 = 5 * 60_000

    /// A key that signs whoever sits at this laptop in, once, within the next minutes.
    package func makeSessionKey() throws -> String {
        let key = Base64URL.text(surroundings.random(32))
        let now = surroundings.wall()
        try write { snapshot in
            try snapshot.engine.dropEnded(now)
            try snapshot.engine.prepared(
                "INSERT INTO session_key (hash, expires) VALUES (?1, ?2)"
            ).bind(blob: Hash.bytes(of: key), at: 1)
                .bind(2, now + Self.sessionKeyMilliseconds).run()
        }
        return key
    }

    /// Uses a key up.
    ///
    /// - Returns: the secret of a new session, which is not kept; nil where there is no such key,
    ///   it was used already or is too old.
    package func signIn(withKey key: String) throws -> String? {
        let now = surroundings.wall()
        let hash = Hash.bytes(of: key)
        // Most that is asked is no key at all: looking before writing spares the disk.
        guard try read({ try $0.engine.isKeyUsable(hash, now) }) else { return nil }
        return try write { snapshot in
            guard try snapshot.engine.isKeyUsable(hash, now) else { return nil }
            try snapshot.engine.prepared("UPDATE session_key SET used = ?2 WHERE hash = ?1")
                .bind(blob: hash, at: 1).bind(2, now).run()
            return try makeSession(snapshot.engine, token: nil, now)
        }
    }

    /// Whether a key of this SHA-256 (in hex) waits to be used: so that whoever made it finds out
    /// whether a server serves this store, and shows the key to no other.
    package func awaitsKey(ofHash hash: String) throws -> Bool {
        let now = surroundings.wall()
        let digits = Array(hash.utf8)
        guard digits.count == 64 else { return false }
        return try read { snapshot in
            let select = snapshot.engine.prepared(
                """
                SELECT 1 FROM session_key
                WHERE lower(hex(hash)) = ?1 AND used IS NULL AND expires > ?2
                """
            ).bind(1, hash).bind(2, now)
            defer { select.reset() }
            return try select.next()
        }
    }

    /// Signs the holder of a token in.
    ///
    /// - Returns: the secret of a new session; nil where there is no such token.
    package func signIn(withToken token: String) throws -> String? {
        guard let holder = try holder(ofToken: token) else { return nil }
        let now = surroundings.wall()
        return try write { try makeSession($0.engine, token: holder.number, now) }
    }

    /// The session that a secret is of; nil for none, for one that has ended, and for one of a
    /// token that was taken back.
    package func session(_ secret: String) throws -> Session? {
        let (hash, now) = (Hash.bytes(of: secret), surroundings.wall())
        return try read { snapshot -> Session? in
            let engine = snapshot.engine
            let select = engine.prepared(
                """
                SELECT s.expires, s.token, t.hash FROM session s LEFT JOIN token t
                ON t.n = s.token AND t.revoked IS NULL WHERE s.hash = ?1 AND s.expires > ?2
                """
            ).bind(blob: hash, at: 1).bind(2, now)
            guard try select.next() else { return nil }
            defer { select.reset() }
            let expires = select.int(0)
            if select.isNull(1) { return Session(rights: .laptop, expires: expires) }
            guard !select.isNull(2) else { return nil }
            let number = select.int(1)
            let grants = try engine.grants(token: number)
            let holder = TokenHolder(
                number: number, grants: grants, rights: try engine.rights(of: grants),
                used: nil)
            return Session(rights: .token(holder), expires: expires)
        }
    }

    /// Ends a session.
    package func signOut(_ secret: String) throws {
        let (hash, now) = (Hash.bytes(of: secret), surroundings.wall())
        try write { snapshot in
            try snapshot.engine.prepared("DELETE FROM session WHERE hash = ?1")
                .bind(blob: hash, at: 1).run()
            try snapshot.engine.dropEnded(now)
        }
    }

    private func makeSession(_ engine: Engine, token: Int64?, _ now: Int64) throws -> String {
        let secret = Base64URL.text(surroundings.random(32))
        try engine.prepared(
            "INSERT INTO session (hash, token, made, expires) VALUES (?1, ?2, ?3, ?4)"
        ).bind(blob: Hash.bytes(of: secret), at: 1).bind(2, token).bind(3, now)
            .bind(4, now + Self.sessionMilliseconds).run()
        return secret
    }
}

extension Engine {
    fileprivate func isKeyUsable(_ hash: [UInt8], _ now: Int64) throws -> Bool {
        let select = prepared(
            "SELECT 1 FROM session_key WHERE hash = ?1 AND used IS NULL AND expires > ?2"
        ).bind(blob: hash, at: 1).bind(2, now)
        defer { select.reset() }
        return try select.next()
    }

    /// Forgets the keys and sessions whose time is over.
    fileprivate func dropEnded(_ now: Int64) throws {
        try prepared("DELETE FROM session_key WHERE expires <= ?1").bind(1, now).run()
        try prepared("DELETE FROM session WHERE expires <= ?1").bind(1, now).run()
    }
}
