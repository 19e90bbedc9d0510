/// The age of a volunteer, kept as a band: no birthdate is ever stored.
package enum AgeBand {
    /// The band of a person born that day, as the day `today` sees it.
    package static func of(born: CivilDate, today: CivilDate) -> String {
        let hadBirthday = (today.month, today.day) >= (born.month, born.day)
        switch today.year - born.year - (hadBirthday ? 0 : 1) {
        case ..<0: return "unknown"
        case 0..<13: return "under_13"
        case 13..<16: return "13_15"
        case 16..<18: return "16_17"
        default: return "adult"
        }
    }
}
