internal import CairnModel

/// What follows from a volunteer and a shift alone.
enum SignupRules {
    /// The roles that a volunteer can have; a shift's role is one of them or a free text.
    private static let roles: Set<String> = [
        "member", "student_leader", "adviser", "coordinator", "guardian", "guest",
    ]

    /// - Parameter today: the day in the chapter's zone, `YYYY-MM-DD`.
    static func codes(
        of volunteer: StoredRecord, for target: StoredRecord, isOwn: Bool, today: String
    ) -> [SignupCode] {
        var codes: [SignupCode] = []
        if let role = target["role"]?.string, roles.contains(role),
            volunteer["role/\(role)"] == nil
        {
            codes.append(.roleRequired)
        }
        let isForAdvisers =
            target["self_signup"]?.bool == false
            || volunteer.contactPolicy == "adviser_only"
        let isBlocked = volunteer.status == "blocked"
        if isOwn && isForAdvisers || isBlocked { codes.append(.adviserOnly) }
        let oldest = oldestAge(of: volunteer)
        if let oldest, let minimum = target["minimum_age"]?.integer, oldest < minimum {
            codes.append(.tooYoung)
        }
        if oldest != nil && !hasConsent(volunteer, today: today) { codes.append(.consentMissing) }
        return codes
    }

    /// The greatest age of a minor's band; nil for an adult. Who has no band counts as a minor.
    private static func oldestAge(of volunteer: StoredRecord) -> Int64? {
        switch volunteer["age_band"]?.string {
        case "adult": nil
        case "under_13": 12
        case "13_15": 15
        default: 17
        }
    }

    private static func hasConsent(_ volunteer: StoredRecord, today: String) -> Bool {
        guard let consent = volunteer["consent/participation"],
            consent["state"]?.string == "granted"
        else { return false }
        guard let expires = consent["expires"]?.string else { return true }
        // The last day may be a whole month or year.
        return !expires.utf8.lexicographicallyPrecedes(today.utf8.prefix(expires.utf8.count))
    }

    static func isCalledOff(_ gathering: StoredRecord) -> Bool {
        ["cancelled", "postponed"].contains(gathering["status"]?.string)
    }
}
