import CairnModel
import TestSupport

/// People with known duplicates: what a school's lists look like after several years.
///
/// Of each hundred people about ten are siblings (two who share a family name and a parent's
/// address), and a third are entered twice, the second time with one error: a short form of the
/// given name, one wrong key in a name, given and family name in each other's place, diacritics
/// left away, a grade later, or nothing but another address.
struct DuplicateGenerator {
    private var random: SplitMix64
    private let nicknames: [(String, String)]
    private(set) var people: [PersonCard] = []
    /// The positions of each pair of records of one person.
    private(set) var pairs: Set<Pair> = []
    private(set) var kinds: [Pair: String] = [:]
    /// Pairs of siblings.
    private(set) var siblings: Set<Pair> = []

    struct Pair: Hashable {
        let first: Int
        let second: Int
    }

    /// Which errors are made; `kinds` of a pair says which it was.
    static let errors = [
        "nickname", "nickname", "nickname", "key in given", "key in family", "key in given",
        "key in family", "swapped", "diacritics", "later grade", "other address",
    ]

    /// - Parameter nicknames: pairs of a name and a short form.
    init(seed: UInt64, people count: Int, nicknames: [(String, String)]) {
        random = SplitMix64(seed: seed)
        self.nicknames = nicknames
        var number = 0
        while people.count < count {
            let family = familyName()
            let first = person(number, family: family)
            number += 1
            enter(first)
            if random.next(below: 100) < 5 {
                var sibling = person(number, family: family)
                number += 1
                while sibling.given == first.given { sibling = person(number, family: family) }
                (sibling.email, sibling.phone) = (first.email, first.phone)
                sibling.chapter = first.chapter
                let places = (people.count - 1, people.count)
                enter(sibling)
                siblings.insert(Pair(first: places.0, second: places.1))
            }
        }
    }

    struct Person {
        var given: String
        var family: String
        var email: String?
        var phone: String?
        var grade: Int
        var chapter: Int
    }

    private mutating func enter(_ person: Person) {
        let place = people.count
        add(person)
        guard random.next(below: 3) == 0 else { return }
        var copy = person
        let error = Self.errors[random.next(below: Self.errors.count)]
        make(error, &copy)
        // Another list often lacks the contact, or has the other parent's.
        switch random.next(below: 6) {
        case 0: (copy.email, copy.phone) = (nil, nil)
        case 1: copy.email = "other\(place)@example.org"
        default: break
        }
        add(copy)
        let pair = Pair(first: place, second: place + 1)
        pairs.insert(pair)
        kinds[pair] = error
    }

    private mutating func add(_ person: Person) {
        let log = RecordID(high: 0xC0, low: UInt64(person.chapter)).description
        let index = people.count
        people.append(
            PersonCard(key: "\(log)/\(index)", chapter: log) { field in
                switch field {
                case "given_name": .string(person.given)
                case "family_name": .string(person.family)
                case "email": person.email.map { .string($0) }
                case "phone": person.phone.map { .string($0) }
                case "grade": ["value": .string(person.grade == 0 ? "K" : String(person.grade))]
                default: nil
                }
            })
    }

    private mutating func make(_ error: String, _ person: inout Person) {
        switch error {
        case "nickname":
            let name = person.given.lowercased()
            let forms = nicknames.filter { $0.0 == name }.map(\.1)
            if !forms.isEmpty { person.given = forms[random.next(below: forms.count)].capitalized }
        case "key in given": person.given = wrongKey(person.given)
        case "key in family": person.family = wrongKey(person.family)
        case "swapped": (person.given, person.family) = (person.family, person.given)
        case "diacritics":
            person.given = person.given.folded
            person.family = person.family.folded
        case "later grade": person.grade = min(12, person.grade + 1)
        default: person.email = "new\(people.count)@example.org"
        }
    }

    private mutating func wrongKey(_ name: String) -> String {
        var letters = Array(name)
        let place = random.next(below: letters.count)
        let letter = Array("abcdefghijklmnopqrstuvwxyz")[random.next(below: 26)]
        switch random.next(below: 4) {
        case 0 where letters.count > 2: letters.remove(at: place)
        case 1: letters.insert(letter, at: place)
        case 2 where place + 1 < letters.count: letters.swapAt(place, place + 1)
        default: letters[place] = letter
        }
        return String(letters)
    }

    private mutating func person(_ number: Int, family: String) -> Person {
        // Half of all have a common name, the others any that has a short form.
        let isCommon = nicknames.isEmpty || random.next(below: 2) == 0
        let given =
            isCommon
            ? Self.givenNames[random.next(below: Self.givenNames.count)]
            : nicknames[random.next(below: nicknames.count)].0.capitalized
        return Person(
            given: given, family: family, email: "home\(number)@example.org",
            phone: random.next(below: 2) == 0 ? "+1304555\(1_000 + number % 9_000)" : nil,
            grade: random.next(below: 13), chapter: random.next(below: 20))
    }

    private mutating func familyName() -> String {
        // Some names are common, most are rare.
        if random.next(below: 4) == 0 {
            return Self.commonFamilies[random.next(below: Self.commonFamilies.count)]
        }
        let syllables = Self.syllables
        let count = 2 + random.next(below: 2)
        let name = (0..<count).map { _ in syllables[random.next(below: syllables.count)] }.joined()
        return name.capitalized
    }

    private static let givenNames = [
        "Emma", "Olivia", "Noah", "Liam", "Sofía", "Mateo", "Zoë", "José", "Ana", "Anna", "Jürgen",
        "Maria", "Mia", "Lucas", "Aisha", "Wei", "Mei", "Thảo", "Minh", "Ngọc", "Fatima", "Omar",
        "Priya", "Arjun", "Chloe", "Ethan", "Ava", "Isaac", "Hana", "Yuki", "Marek", "Łucja",
    ]
    private static let commonFamilies = [
        "Smith", "Johnson", "García", "Nguyễn", "Müller", "Brown", "Lee", "Kim", "Patel", "López",
        "Martínez", "Davis", "Wilson", "Khan", "Novák", "O'Neil", "Sørensen", "Díaz", "Moore",
    ]
    private static let syllables = [
        "ber", "car", "den", "fal", "gor", "hol", "jen", "kas", "lin", "mar", "nor", "pol", "ros",
        "sten", "tor", "vil", "wes", "zim", "bach", "dal", "ford", "ley", "man", "sky", "ton",
        "wick", "ham", "rey", "son", "ster",
    ]
}

extension String {
    fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }

    /// Without diacritics, as a keyboard without them writes it.
    fileprivate var folded: String {
        let letters: [Character: Character] = [
            "í": "i", "ë": "e", "é": "e", "ü": "u", "ả": "a", "ọ": "o", "Ł": "L", "ễ": "e",
            "á": "a", "ø": "o", "ó": "o",
        ]
        return String(map { letters[$0] ?? $0 })
    }
}

extension SplitMix64 {
    /// A number from 0 to one less than `limit`.
    fileprivate mutating func next(below limit: Int) -> Int { number(in: 0...(limit - 1)) }
}
