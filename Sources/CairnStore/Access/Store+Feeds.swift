internal import CairnModel

/// Feeds: calendar addresses that programs subscribe to, each of one token.
///
/// A feed is another secret than the token: who has it reads the calendar and nothing else, and it
/// tells nothing of the token. It dies with the token, and can be replaced by itself.
extension Store {
    /// The feed of a token, made at the first asking, the same one ever after until it is replaced;
    /// nil for a token that is unknown or was revoked.
    package func feed(ofToken token: String) throws -> String? {
        let known = try read { snapshot in
            try snapshot.engine.tokenHolder(token).map {
                try snapshot.engine.feedGeneration($0.number)
            }
        }
        guard let generation = known else { return nil }
        if let generation { return Self.feed(token, generation: generation) }
        return try write { snapshot in
            guard let holder = try snapshot.engine.tokenHolder(token) else { return nil }
            if let generation = try snapshot.engine.feedGeneration(holder.number) {
                return Self.feed(token, generation: generation)
            }
            return try snapshot.engine.putFeed(of: token, holder, generation: 1)
        }
    }

    /// Gives a token another feed; the former one shows nothing from now on.
    ///
    /// - Returns: nil for a token that is unknown or was revoked.
    @discardableResult
    package func replaceFeed(ofToken token: String) throws -> String? {
        try write { snapshot in
            guard let holder = try snapshot.engine.tokenHolder(token) else { return nil }
            let generation = try snapshot.engine.feedGeneration(holder.number) ?? 0
            return try snapshot.engine.putFeed(of: token, holder, generation: generation + 1)
        }
    }

    /// Whose a feed is; nil for one that is unknown or was replaced, and where the token was
    /// revoked.
    package func feedHolder(_ feed: String) throws -> TokenHolder? {
        try read { try $0.engine.feedHolder(feed) }
    }

    /// Name and version of the program.
    package var software: String { surroundings.software }

    /// Base64url of SHA-256 over `cairn-feed`, the generation and the token, TAB between.
    fileprivate static func feed(_ token: String, generation: Int64) -> String {
        Base64URL.text(Hash.bytes(of: "cairn-feed\t\(generation)\t\(token)"))
    }
}

extension Engine {
    func feedGeneration(_ token: Int64) throws -> Int64? {
        let select = prepared("SELECT generation FROM feed WHERE token = ?1").bind(1, token)
        defer { select.reset() }
        return try select.next() ? select.int(0) : nil
    }

    fileprivate func putFeed(
        of token: String, _ holder: TokenHolder, generation: Int64
    ) throws -> String {
        let feed = Store.feed(token, generation: generation)
        try prepared("INSERT OR REPLACE INTO feed (token, hash, generation) VALUES (?1, ?2, ?3)")
            .bind(1, holder.number).bind(blob: Hash.bytes(of: feed), at: 2).bind(3, generation)
            .run()
        return feed
    }

    /// Compared as tokens are (`tokenHolder`).
    func feedHolder(_ feed: String) throws -> TokenHolder? {
        let hash = Hash.bytes(of: feed)
        let select = prepared(
            """
            SELECT f.token, f.hash, t.used FROM feed f JOIN token t ON t.n = f.token
            WHERE t.revoked IS NULL AND substr(f.hash, 1, 2) = ?1
            """
        ).bind(blob: Array(hash.prefix(2)), at: 1)
        var found: (number: Int64, used: Int64?)?
        while try select.next() {
            if isSame(hash, select.buffer(1)) { found = (select.int(0), select.optionalInt(2)) }
        }
        return try found.map { try tokenHolder($0.number, used: $0.used) }
    }
}
