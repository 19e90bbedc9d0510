/// What a volunteer is called where others read it.
package enum DisplayName {
    /// Preferred or given name with the family name; of a minor its initial alone. Who has no
    /// age band counts as a minor.
    ///
    /// - Parameter volunteer: the value of a field of the volunteer.
    package static func of(volunteer: (String) -> JSON?) -> String {
        func text(_ field: String) -> String? {
            volunteer(field)?.string.flatMap { $0.isEmpty ? nil : $0 }
        }
        let given = text("preferred_name") ?? text("given_name")
        let family = text("family_name").map { name in
            text("age_band") == "adult" ? name : name.prefix(1) + "."
        }
        let parts = [given, family].compactMap { $0 }
        return parts.isEmpty ? "volunteer without a name" : parts.joined(separator: " ")
    }

    /// Given name and initial, whatever the age: for what strangers may come to see.
    ///
    /// - Parameter volunteer: the value of a field of the volunteer.
    package static func short(of volunteer: (String) -> JSON?) -> String {
        of(volunteer: { $0 == "age_band" ? nil : volunteer($0) })
    }

    /// What a volunteer is called who is spoken to; nil where no name is known.
    ///
    /// - Parameter volunteer: the value of a field of the volunteer.
    package static func given(of volunteer: (String) -> JSON?) -> String? {
        let name = volunteer("preferred_name")?.string ?? volunteer("given_name")?.string
        return name.flatMap { $0.isEmpty ? nil : $0 }
    }
}
