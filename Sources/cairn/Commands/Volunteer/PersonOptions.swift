import ArgumentParser

/// A volunteer's fields as flags.
struct PersonOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The given name.", valueName: "name"))
    var given: String?
    @Option(
        name: .long, help: ArgumentHelp("The family name; an initial is enough.", valueName: "name")
    )
    var family: String?
    @Option(name: .long, help: ArgumentHelp("What the person is called.", valueName: "name"))
    var preferred: String?
    @Option(name: .long, help: ArgumentHelp("The e-mail address.", valueName: "address"))
    var email: String?
    @Option(
        name: .long,
        help: ArgumentHelp("The telephone number, such as +13045550123.", valueName: "number"))
    var phone: String?
    @Option(
        name: .long,
        help: ArgumentHelp("The grade: K, 1 to 12, college or adult.", valueName: "grade"))
    var grade: String?
    @Option(
        name: .long,
        help: ArgumentHelp("The age: under_13, 13_15, 16_17, adult or unknown.", valueName: "band"),
        completion: Completions.words("volunteer", "age_band"))
    var ageBand: String?
    @Option(name: .long, help: ArgumentHelp("The guardian's name.", valueName: "name"))
    var guardianName: String?
    @Option(name: .long, help: ArgumentHelp("The guardian's e-mail address.", valueName: "address"))
    var guardianEmail: String?
    @Option(
        name: .long, help: ArgumentHelp("The guardian's telephone number.", valueName: "number"))
    var guardianPhone: String?
    @Option(
        name: .long, help: ArgumentHelp("Who the guardian is: mother, uncle ...", valueName: "word")
    )
    var guardianRelation: String?
    @Option(
        name: .long,
        help: ArgumentHelp("The part in the chapter: member, adviser ...; may be repeated."),
        completion: .list([
            "member", "student_leader", "adviser", "coordinator", "guardian", "guest",
        ]))
    var role: [String] = []

    /// As `field=value`.
    var assignments: [String] {
        let texts: [(field: String, text: String?)] = [
            ("given_name", given), ("family_name", family), ("preferred_name", preferred),
            ("email", email), ("phone", phone), ("grade.value", grade), ("age_band", ageBand),
            ("guardian.name", guardianName), ("guardian.email", guardianEmail),
            ("guardian.phone", guardianPhone), ("guardian.relation", guardianRelation),
        ]
        return texts.compactMap { field, text in text.map { "\(field)=\($0)" } }
            + role.map { "role/\($0)=true" }
    }
}
