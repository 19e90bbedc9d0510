import CairnModel
import Foundation
import TestSupport
import Testing

struct DuplicateFinderTests {
    private func person(
        _ given: String?, _ family: String?, email: String? = nil, grade: String? = nil,
        chapter: String = "one", notSameAs: Set<String> = [], key: String = "x"
    ) -> PersonCard {
        PersonCard(key: key, chapter: chapter, notSameAs: notSameAs) { field in
            switch field {
            case "given_name": given.map { .string($0) }
            case "family_name": family.map { .string($0) }
            case "email": email.map { .string($0) }
            case "grade": grade.map { ["value": .string($0)] }
            default: nil
            }
        }
    }

    private func score(_ people: PersonCard...) -> Int? {
        DuplicateFinder.suggestions(people).first?.score
    }

    @Test("forms of a name, errors of one key, diacritics and exchanged parts are seen through")
    func findsErrors() {
        let jose = person("José", "García López", grade: "5")
        #expect(score(jose, person("Jose", "Garcia Lopez", grade: "5")) != nil)
        #expect(score(jose, person("Joes", "Garcia Lopez", grade: "5")) != nil)
        #expect(score(jose, person("García López", "José", grade: "5")) != nil)
        #expect(score(jose, person("José", "García", grade: "5")) != nil)
        let liz = person("Elizabeth", "Moore", grade: "5")
        #expect(score(liz, person("Liz", "Moore", grade: "5")) != nil)
        #expect(score(liz, person("Elizabeth", "Morore", grade: "5")) != nil)
    }

    @Test("siblings who share a parent's e-mail are not suggested")
    func sparesSiblings() {
        let mail = "parent@example.org"
        let ana = person("Ana", "Ruiz", email: mail, grade: "5")
        #expect(score(ana, person("Luis", "Ruiz", email: mail, grade: "5")) == nil)
        #expect(score(ana, person("Anna", "Ruiz", email: mail, grade: "7")) == nil)
        #expect(score(ana, person("Ben", "Weber", email: mail)) == nil)
        #expect(score(person(nil, nil, email: mail), person(nil, nil, email: mail)) == nil)
    }

    @Test("people who were said to be two are not suggested again")
    func keepsWord() {
        let one = person("Ana", "Ruiz", notSameAs: ["b"], key: "a")
        #expect(score(one, person("Ana", "Ruiz", key: "b")) == nil)
        #expect(score(one, person("Ana", "Ruiz", key: "c")) != nil)
    }

    @Test("a suggestion says why, without the people's data")
    func saysWhy() throws {
        let mail = "parent@example.org"
        let found = DuplicateFinder.suggestions([
            person("Elizabeth", "Moore", email: mail, grade: "5"),
            person("Liz", "Moore", email: mail, grade: "6"),
        ])
        let evidence = try #require(found.first?.evidence)
        #expect(
            evidence == [
                "the given names are forms of one name", "same family name", "same e-mail",
                "but they are one grade apart",
            ])
    }

    /// Pairs of a name and its short form.
    private func nicknames() throws -> [(String, String)] {
        guard let file = ProjectFolder.realData("nicknames.csv") else {
            return [("elizabeth", "liz"), ("william", "bill"), ("katherine", "kate")]
        }
        let text = try String(contentsOf: file, encoding: .utf8)
        return text.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
            let cells = line.split(separator: ",")
            return cells.count == 3 ? (String(cells[0]), String(cells[2])) : nil
        }
    }

    @Test("of generated lists at least 19 of 20 suggestions are right", arguments: 1...4)
    func isPrecise(_ seed: Int) throws {
        let made = DuplicateGenerator(
            seed: UInt64(seed), people: 3_000, nicknames: try nicknames())
        let found = DuplicateFinder.suggestions(made.people).map {
            DuplicateGenerator.Pair(first: $0.first, second: $0.second)
        }
        let right = found.count { made.pairs.contains($0) }
        let precision = Double(right) / Double(found.count)
        let recall = Double(right) / Double(made.pairs.count)
        let siblings = found.count { made.siblings.contains($0) }
        print(
            "seed \(seed): \(made.people.count) people, \(made.pairs.count) entered twice, "
                + "\(made.siblings.count) pairs of siblings: precision \(precision), recall "
                + "\(recall), siblings suggested \(siblings)")
        #expect(made.siblings.count > 50)
        #expect(precision >= 0.95)
        #expect(recall >= 0.85)
    }

    @Test("ten thousand people take seconds")
    func isFast() throws {
        let made = DuplicateGenerator(seed: 9, people: 10_000, nicknames: try nicknames())
        let clock = ContinuousClock()
        let time = clock.measure { _ = DuplicateFinder.suggestions(made.people) }
        print("10,000 people: \(time)")
        #expect(time < .seconds(30))
    }
}
