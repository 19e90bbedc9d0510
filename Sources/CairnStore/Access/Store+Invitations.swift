internal import CairnModel

extension Store {
    /// Notes an invitation.
    ///
    /// - Returns: its one-time code, which is not kept.
    package func invite(_ invitation: Invitation) throws -> String {
        let code = Crockford.text(surroundings.random(15), count: 24)
        let hash = Hash.bytes(of: code)
        let made = surroundings.wall()
        try write { snapshot in
            try snapshot.engine.prepared(
                """
                INSERT INTO invitation (code, role, chapter, above, made, expires)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                """
            ).bind(blob: hash, at: 1).bind(2, invitation.role.rawValue)
                .bind(blob: invitation.chapter?.bytes, at: 3)
                .bind(blob: invitation.above?.bytes, at: 4)
                .bind(5, made).bind(6, invitation.expires).run()
            for grant in invitation.grants {
                try snapshot.engine.add(grant, toCode: hash)
            }
        }
        return code
    }

    /// What an invitation is for. Looking spends nothing.
    ///
    /// - Throws: `JoinFault.unknown`, `.expired`.
    package func invitation(ofCode code: String) throws -> InvitationLook {
        try read { snapshot in
            let noted = try snapshot.engine.invitation(Hash.bytes(of: code))
            if noted.expires <= surroundings.wall() { throw JoinFault.expired }
            let given = try noted.token.flatMap { try snapshot.engine.token($0) }
            let chapter = try noted.chapter.flatMap { try snapshot.record("chapter", $0, in: $0) }
            return InvitationLook(
                role: noted.role, chapter: chapter?["name"]?.string, isUsed: given?.used != nil)
        }
    }

    /// Lets somebody in who has a code.
    ///
    /// The same code from the same node gives a token again, and the former one dies, until a
    /// token of it was used. With a token of this server's the grants are added to that one.
    ///
    /// - Throws: `JoinFault`.
    package func join(_ joining: Joining) throws -> Joined {
        try write { snapshot in
            let engine = snapshot.engine
            let code = Hash.bytes(of: joining.code)
            let noted = try engine.invitation(code)
            let holder = try joining.token.flatMap { try engine.tokenHolder($0) }
            try check(noted, joining, holder, engine)
            let chapter = try chapter(noted, joining, engine)
            let (number, token) = try token(noted, joining, holder, engine)
            var grants = try engine.grants(code: code)
            if noted.chapter == nil {
                let grant = Grant(.chapter, chapter)
                grants.append(grant)
                try engine.add(grant, toCode: code)
                if let above = noted.above { try engine.putBranch(chapter, under: above) }
            }
            for grant in grants { try engine.add(grant, to: number) }
            try engine.prepared(
                """
                UPDATE invitation SET node = ?2, token = ?3, chapter = ?4 WHERE code = ?1
                """
            ).bind(blob: code, at: 1).bind(2, joining.node.description).bind(3, number)
                .bind(blob: chapter.bytes, at: 4).run()
            return Joined(
                token: token, log: chapter, role: noted.role,
                rights: try engine.rights(of: engine.grants(token: number)), above: noted.above)
        }
    }

    /// Whether the code may be used, by this node, now.
    private func check(
        _ noted: NotedInvitation, _ joining: Joining, _ holder: TokenHolder?, _ engine: Engine
    ) throws {
        if noted.expires <= surroundings.wall() { throw JoinFault.expired }
        guard let node = noted.node else { return }
        if node != joining.node.description { throw JoinFault.used }
        guard let number = noted.token, number != holder?.number else { return }
        if try engine.token(number)?.used != nil { throw JoinFault.used }
    }

    /// The chapter that the joining is about.
    private func chapter(
        _ noted: NotedInvitation, _ joining: Joining, _ engine: Engine
    ) throws -> RecordID {
        if let invited = noted.chapter {
            if noted.role == .chapter, let log = joining.log, log != invited {
                throw JoinFault.otherChapter
            }
            return invited
        }
        guard let log = joining.log else { throw JoinFault.noChapter }
        // A code for a new school must not open what the server has or what others were let in to.
        let known = try engine.knownLogs()
        if known.contains(log) || known.contains(log.peopleLog) { throw JoinFault.chapterKnown }
        return log
    }

    private func token(
        _ noted: NotedInvitation, _ joining: Joining, _ holder: TokenHolder?, _ engine: Engine
    ) throws -> (number: Int64, token: String) {
        if let former = noted.token, former != holder?.number {
            try engine.deleteToken(former)
        }
        if let holder, let token = joining.token { return (holder.number, token) }
        let token = Base64URL.text(surroundings.random(32))
        let number = try engine.addToken(
            Hash.bytes(of: token), joining, made: surroundings.wall())
        return (number, token)
    }
}
