/// What the search for duplicates looks at of a person.
package struct PersonCard: Sendable {
    /// Names the record: `<log>/<id>`.
    package let key: String
    /// The chapter's people log.
    package let chapter: String
    let given: [String]
    let preferred: [String]
    let family: [String]
    let emails: Set<String>
    let phones: Set<String>
    /// 0 for K to 12, counted for one and the same school year where that is known; 13 for
    /// college; nil for adults and where it is unknown.
    let grade: Int?
    let ageBand: String?
    /// People who are said to be someone else, as `<log>/<id>`.
    let notSameAs: Set<String>

    /// - Parameters:
    ///   - value: the value of a field of the volunteer.
    ///   - notSameAs: the elements of that set, each as `<log>/<id>`.
    package init(
        key: String, chapter: String, notSameAs: Set<String> = [], value: (String) -> JSON?
    ) {
        (self.key, self.chapter, self.notSameAs) = (key, chapter, notSameAs)
        func words(_ field: String) -> [String] {
            NameWords.words(value(field)?.string ?? "")
        }
        (given, preferred, family) = (
            words("given_name"), words("preferred_name"), words("family_name")
        )
        let guardian = value("guardian")
        let mails = [value("email")?.string, guardian?["email"]?.string]
        emails = Set(mails.compactMap { $0?.lowercased() }.filter { !$0.isEmpty })
        let numbers = [value("phone")?.string, guardian?["phone"]?.string]
        phones = Set(
            numbers.compactMap { $0.map { String($0.filter(\.isNumber).suffix(9)) } }
                .filter { $0.utf8.count >= 7 })
        grade = Self.grade(value("grade"))
        ageBand = value("age_band")?.string.flatMap { $0 == "unknown" ? nil : $0 }
    }

    /// Grades of two school years are made comparable: who is in grade 5 in 2025 was in 4 in 2024.
    private static func grade(_ grade: JSON?) -> Int? {
        guard let text = grade?["value"]?.string else { return nil }
        let number =
            switch text {
            case "K": 0
            case "college": 13
            default: Int(text) ?? -1
            }
        guard number >= 0 else { return nil }
        let year = grade?["school_year"]?.string.flatMap { Int($0.prefix(4)) }
        // Without a year the number stands for itself; with one it is that of a far year.
        return year.map { 3000 - $0 + number } ?? number
    }

    var hasName: Bool { !given.isEmpty || !preferred.isEmpty || !family.isEmpty }
}
