internal import CairnModel

/// An invitation as it is noted.
struct NotedInvitation {
    let role: Role
    let chapter: RecordID?
    let above: RecordID?
    let expires: Int64
    let node: String?
    let token: Int64?
}

extension Engine {
    func invitation(_ code: [UInt8]) throws -> NotedInvitation {
        let select = prepared(
            "SELECT role, chapter, above, expires, node, token FROM invitation WHERE code = ?1"
        ).bind(blob: code, at: 1)
        guard try select.next(), let role = Role(rawValue: select.text(0)) else {
            throw JoinFault.unknown
        }
        defer { select.reset() }
        let isBound = !select.isNull(1) && (select.isNull(2) || !select.isNull(4))
        return NotedInvitation(
            role: role, chapter: isBound ? RecordID(bytes: select.buffer(1)) : nil,
            above: select.isNull(2) ? nil : RecordID(bytes: select.buffer(2)),
            expires: select.int(3), node: select.isNull(4) ? nil : select.text(4),
            token: select.isNull(5) ? nil : select.int(5))
    }

    func grants(code: [UInt8]) throws -> [Grant] {
        try grants(
            prepared("SELECT role, log, volunteer FROM invitation_grant WHERE code = ?1")
                .bind(blob: code, at: 1))
    }

    func grants(token: Int64) throws -> [Grant] {
        try grants(
            prepared(
                """
                SELECT role, log, volunteer FROM token_grant WHERE token = ?1
                ORDER BY role, log, volunteer
                """
            ).bind(1, token))
    }

    private func grants(_ select: Statement) throws -> [Grant] {
        var grants: [Grant] = []
        while try select.next() {
            guard let role = Role(rawValue: select.text(0)) else { continue }
            let volunteer = select.text(2)
            grants.append(
                Grant(
                    role, RecordID(bytes: select.buffer(1)),
                    volunteer: volunteer.isEmpty ? nil : volunteer))
        }
        return grants
    }

    func add(_ grant: Grant, toCode code: [UInt8]) throws {
        try prepared("INSERT OR IGNORE INTO invitation_grant VALUES (?1, ?2, ?3, ?4)")
            .bind(blob: code, at: 1).bind(2, grant.role.rawValue)
            .bind(blob: grant.log.bytes, at: 3).bind(4, grant.volunteer ?? "").run()
    }

    func add(_ grant: Grant, to token: Int64) throws {
        try prepared("INSERT OR IGNORE INTO token_grant VALUES (?1, ?2, ?3, ?4)")
            .bind(1, token).bind(2, grant.role.rawValue).bind(blob: grant.log.bytes, at: 3)
            .bind(4, grant.volunteer ?? "").run()
    }

    /// The logs that grants open.
    func rights(of grants: [Grant]) throws -> Rights {
        var rights = Rights()
        for grant in grants {
            switch grant.role {
            case .reader: rights.reads.insert(grant.log)
            case .writer: rights.open(grant.log)
            case .chapter:
                rights.open(grant.log)
                rights.open(grant.log.peopleLog)
            case .coordinator:
                for chapter in try branch(from: grant.log) { rights.open(chapter) }
            case .volunteer: break
            }
        }
        return rights
    }

    /// Every log that this store holds or that somebody was let in to, and the people log that
    /// would be beside each.
    func knownLogs() throws -> Set<RecordID> {
        var logs: Set<RecordID> = []
        let select = prepared(
            """
            SELECT id FROM log UNION SELECT log FROM token_grant UNION SELECT chapter FROM branch
            UNION SELECT above FROM branch UNION SELECT log FROM invitation_grant
            """)
        while try select.next() { logs.insert(RecordID(bytes: select.buffer(0))) }
        if let home = try meta("home").flatMap({ RecordID($0) }) { logs.insert(home) }
        return logs.union(logs.map(\.peopleLog))
    }
}

// MARK: - Tokens

extension Engine {
    func addToken(_ hash: [UInt8], _ joining: Joining, made: Int64) throws -> Int64 {
        try prepared("INSERT INTO token (hash, node, name, made) VALUES (?1, ?2, ?3, ?4)")
            .bind(blob: hash, at: 1).bind(2, joining.node.description)
            .bind(text: joining.name, at: 3).bind(4, made).run()
        let select = prepared("SELECT last_insert_rowid()")
        defer { select.reset() }
        _ = try select.next()
        return select.int(0)
    }

    func deleteToken(_ number: Int64) throws {
        for table in ["token_grant", "feed"] {
            try prepared("DELETE FROM \(table) WHERE token = ?1").bind(1, number).run()
        }
        try setClockLead(nil, ofToken: number)
        try prepared("DELETE FROM token WHERE n = ?1").bind(1, number).run()
    }

    /// Who a token is of. The rows are narrowed down by a few bytes of the hash and compared
    /// whole in constant time, so that an answer's time says nothing of how near a guess was.
    func tokenHolder(_ token: String) throws -> TokenHolder? {
        let hash = Hash.bytes(of: token)
        let select = prepared(
            "SELECT n, hash, used FROM token WHERE revoked IS NULL AND substr(hash, 1, 2) = ?1"
        ).bind(blob: Array(hash.prefix(2)), at: 1)
        var found: (number: Int64, used: Int64?)?
        while try select.next() {
            if isSame(hash, select.buffer(1)) { found = (select.int(0), select.optionalInt(2)) }
        }
        return try found.map { try tokenHolder($0.number, used: $0.used) }
    }

    /// The holder of the token with that number.
    func tokenHolder(_ number: Int64, used: Int64?) throws -> TokenHolder {
        let grants = try grants(token: number)
        return TokenHolder(
            number: number, grants: grants, rights: try rights(of: grants), used: used)
    }

    func isSame(_ left: [UInt8], _ right: UnsafeBufferPointer<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for index in left.indices { difference |= left[index] ^ right[index] }
        return difference == 0
    }

    func tokenNumbers() throws -> [Int64] {
        let select = prepared("SELECT n FROM token ORDER BY n")
        var numbers: [Int64] = []
        while try select.next() { numbers.append(select.int(0)) }
        return numbers
    }

    func token(_ number: Int64) throws -> TokenEntry? {
        let select = prepared(
            "SELECT node, name, made, used, revoked FROM token WHERE n = ?1"
        ).bind(1, number)
        guard try select.next() else { return nil }
        defer { select.reset() }
        return TokenEntry(
            number: number, node: select.text(0), name: select.isNull(1) ? nil : select.text(1),
            made: select.int(2), used: select.isNull(3) ? nil : select.int(3),
            revoked: select.isNull(4) ? nil : select.int(4),
            clockLead: try clockLead(ofToken: number), grants: try grants(token: number))
    }
}

extension Statement {
    /// Binds a copy of the bytes, or null.
    @discardableResult
    func bind(blob bytes: [UInt8]?, at index: Int32) -> Statement {
        guard let bytes else { return bindNull(index) }
        return bind(blob: bytes, at: index)
    }

    /// Binds a copy of the text, or null.
    @discardableResult
    func bind(text: String?, at index: Int32) -> Statement {
        guard let text else { return bindNull(index) }
        return bind(index, text)
    }

    /// Binds a number, or null.
    @discardableResult
    func bind(_ index: Int32, _ value: Int64?) -> Statement {
        guard let value else { return bindNull(index) }
        return bind(index, value)
    }
}
