internal import CairnModel

/// Why a form was not taken: the field to blame and a sentence, to be said beside what was typed.
struct FormFault: Error {
    let field: String
    let text: String

    init(_ field: String, _ text: String) { (self.field, self.text) = (field, text) }

    /// Says the faults of the vocabulary and of dates as those of a form's field.
    static func of<Result>(_ field: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let fault as FieldFault {
            throw FormFault(field, sentences(fault.reason, fault.hint))
        } catch let fault as MomentFault {
            throw FormFault(field, sentences(fault.reason, fault.hint))
        }
    }

    private static func sentences(_ reason: String, _ hint: String) -> String {
        [reason, hint].filter { !$0.isEmpty }
            .map { $0.prefix(1).uppercased() + $0.dropFirst() + "." }.joined(separator: " ")
    }
}
