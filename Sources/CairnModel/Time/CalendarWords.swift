/// Names of months and weekdays: English for what is shown; English, German, Spanish and French
/// for what is read, since sheets come from many schools.
enum CalendarWords {
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
    static let weekdays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]

    /// The month that a lower-case word names (1 to 12), whole or shortened; nil for none.
    static func month(_ word: String) -> Int? { monthWords[trimmed(word)] }

    /// The weekday that a lower-case word names (1 for Monday to 7), whole or shortened.
    static func weekday(_ word: String) -> Int? { weekdayWords[trimmed(word)] }

    private static func trimmed(_ word: String) -> String {
        word.hasSuffix(".") ? String(word.dropLast()) : word
    }

    private static let monthWords = table([
        "january jan januar jänner enero ene janvier janv",
        "february feb februar feber febrero février fevrier févr fév fev",
        "march mar märz maerz mär mrz marzo mars",
        "april apr abril abr avril avr",
        "may mai mayo",
        "june jun juni junio juin",
        "july jul juli julio juillet juil",
        "august aug agosto ago août aout",
        "september sep sept septiembre septembre set",
        "october oct oktober okt octubre octobre",
        "november nov noviembre novembre",
        "december dec dezember dez diciembre dic décembre decembre déc",
    ])

    private static let weekdayWords = table([
        "monday mon montag lunes lundi",
        "tuesday tue tues dienstag martes mardi",
        "wednesday wed weds mittwoch miércoles miercoles mercredi",
        "thursday thu thur thurs donnerstag jueves jeudi",
        "friday fri freitag viernes vendredi",
        "saturday sat samstag sonnabend sábado sabado samedi",
        "sunday sun sonntag domingo dimanche",
    ])

    private static func table(_ rows: [String]) -> [String: Int] {
        var words: [String: Int] = [:]
        for (index, row) in rows.enumerated() {
            for word in row.split(separator: " ") { words[String(word)] = index + 1 }
        }
        return words
    }
}
