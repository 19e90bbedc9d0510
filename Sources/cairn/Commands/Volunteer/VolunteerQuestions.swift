import CairnModel

/// Asks for a volunteer's fields one by one; an empty answer leaves a field out.
enum VolunteerQuestions {
    private static let questions: [(field: String, question: String)] = [
        ("given_name", "Given name:"),
        ("family_name", "Family name (an initial is enough):"),
        ("age_band", "Age (under_13, 13_15, 16_17, adult):"),
        ("grade.value", "Grade (K, 1 to 12, college):"),
    ]
    private static let minorQuestions: [(field: String, question: String)] = [
        ("guardian.name", "Guardian's name:"),
        ("guardian.email", "Guardian's e-mail:"),
        ("guardian.phone", "Guardian's telephone (+1...):"),
    ]
    private static let adultQuestions: [(field: String, question: String)] = [
        ("email", "E-mail:"),
        ("phone", "Telephone (+1...):"),
    ]

    /// The answers, as `field=value`.
    static func ask() -> [String] {
        Console.note("Press return to leave a field out.")
        var answers = questions.compactMap(answer)
        // Of a minor only the guardian's contact is asked for.
        let isAdult = answers.contains("age_band=adult")
        answers += (isAdult ? adultQuestions : minorQuestions).compactMap(answer)
        return answers
    }

    private static func answer(_ field: String, _ question: String) -> String? {
        while let text = Console.ask(question) {
            let assignment = "\(field)=\(text)"
            if text.allSatisfy(\.isWhitespace) { return nil }
            guard let fault = fault(assignment) else { return assignment }
            Console.note("\(fault.reason); \(fault.hint)")
        }
        return nil
    }

    /// Why an answer cannot be taken.
    private static func fault(_ assignment: String) -> FieldFault? {
        let reader = FieldReader(
            kind: Vocabulary.current.kind("volunteer")!, readMoment: { ($0, nil) },
            resolve: { $1 })
        do {
            _ = try reader.read(assignment)
            return nil
        } catch {
            return error as? FieldFault
        }
    }
}
