internal import CairnModel

// MARK: - More people than places, and people in two places

extension IssueScan {
    /// Shifts and events for which more people are registered than there are places.
    func overCapacity(_ rank: Ranking) throws -> [Issue] {
        let signups = Dictionary(grouping: registered, by: \.target)
        return try signups.compactMap { target, signups in
            guard shown.contains(target), let places = gatherings[target]?.places,
                signups.count > places
            else { return nil }
            let queue = SignupQueue(
                places: places,
                members: try signups.map {
                    SignupQueue.Member(
                        key: $0.key, rsvp: "registered", rank: try rank($0.key, "rsvp"))
                })
            let keys = queue.registered.map(\.key)
            return Issue(
                .overCapacity, of: target,
                detail: "\(Words.count(keys.count, "person is", "people are")) registered for "
                    + "\(Words.count(queue.places ?? 0, "place")); the last "
                    + "\(queue.surplus == 1 ? "one is" : "\(queue.surplus) are") on the waiting list",
                involved: keys, state: ["\(places)"] + keys.map(\.text).sorted(),
                accepted: accepted(.overCapacity, target))
        }
    }

    /// Tasks that more people hold than they take.
    mutating func contestedClaims(_ rank: Ranking) throws -> [Issue] {
        var issues: [Issue] = []
        for task in contested {
            let names = try TaskClaims.ordered(task.holders) { try rank(task.key, $0) }
            let holders = names.compactMap { reader.key($0, kind: "volunteer", from: task.key) }
            let held = Words.count(names.count, "person holds", "people hold")
            issues.append(
                Issue(
                    .contestedClaim, of: task.key,
                    detail: "\(held) a task meant for \(task.places)",
                    involved: holders, state: ["\(task.places)"] + names.sorted(),
                    accepted: accepted(.contestedClaim, task.key)))
        }
        return issues
    }

    /// Signups of one volunteer whose times overlap, each listed under the one made later.
    func overlaps(_ rank: Ranking) throws -> [Issue] {
        var spans: [RecordKey: Span?] = [:]
        var issues: [Issue] = []
        for signups in Dictionary(
            grouping: registered, by: { Aliases.end(of: $0.volunteer, in: aliases) }
        ).values
        where signups.count > 1 {
            let timed = signups.compactMap { signup -> (key: RecordKey, span: Span)? in
                let span = spans[signup.target] ?? self.span(of: signup.target)
                spans[signup.target] = .some(span)
                return span.map { (signup.key, $0) }
            }
            issues += try overlaps(of: timed, rank)
        }
        return issues
    }

    private func overlaps(
        of signups: [(key: RecordKey, span: Span)], _ rank: Ranking
    ) throws -> [Issue] {
        let byStart = signups.sorted { ($0.span.start, $0.key) < ($1.span.start, $1.key) }
        var pairs: [(Int, Int)] = []
        for (index, signup) in byStart.enumerated() {
            for other in byStart.indices.dropFirst(index + 1) {
                guard byStart[other].span.start < signup.span.end else { break }
                pairs.append((index, other))
            }
        }
        guard !pairs.isEmpty else { return [] }
        let members = try byStart.map {
            SignupQueue.Member(key: $0.key, rsvp: "registered", rank: try rank($0.key, "rsvp"))
        }
        var others: [Int: [Int]] = [:]
        for (left, right) in pairs {
            let isLeftFirst = SignupQueue.comesBefore(members[left], members[right])
            others[isLeftFirst ? right : left, default: []].append(isLeftFirst ? left : right)
        }
        return others.map { later, earlier in
            let involved = (earlier + [later]).map { byStart[$0] }
            let key = byStart[later].key
            return Issue(
                .overlap, of: key,
                detail: "this volunteer is also registered for "
                    + "\(Words.count(earlier.count, "other thing")) at that time",
                involved: involved.map(\.key),
                state: involved.map { "\($0.key.text) \($0.span.start) \($0.span.end)" }.sorted(),
                accepted: accepted(.overlap, key))
        }
    }

    /// The time of a shift, or of its event where it has none; nil for what is called off.
    private func span(of target: RecordKey) -> Span? {
        guard let gathering = gatherings[target] else { return nil }
        let zone = zones[target.log] ?? "UTC"
        guard let event = gathering.event else { return Span(when: gathering.when, zone: zone) }
        guard !shown.contains(event) || gatherings[event] != nil else { return nil }
        return Span(when: gathering.when ?? gatherings[event]?.when, zone: zone)
    }

    /// Tasks that wait for one another, each circle listed under its first.
    func dependencyCycles() -> [Issue] {
        graph.cycles.map { tasks in
            Issue(
                .dependencyCycle, of: tasks[0],
                detail: tasks.count == 1
                    ? "this task waits for itself, so it can never start"
                    : "\(tasks.count) tasks wait for one another, so none of them can start",
                involved: tasks, state: tasks.map(\.text),
                accepted: accepted(.dependencyCycle, tasks[0]))
        }
    }
}
