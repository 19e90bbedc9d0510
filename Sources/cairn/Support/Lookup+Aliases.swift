import CairnModel
import CairnStore

/// Volunteers whose record is another name of someone else's.
extension Lookup {
    /// The record that others are names of, at the end of the chain of `merged_into`.
    func person(behind volunteer: StoredRecord) throws -> StoredRecord {
        var (person, seen) = (volunteer, Set([volunteer.id]))
        while let name = person["merged_into"]?.string,
            let next = try record("volunteer", named: name, from: person.log),
            seen.insert(next.id).inserted
        {
            person = next
        }
        return person
    }

    /// The records that were merged into a volunteer's, and those into these.
    func otherNames(of volunteer: StoredRecord) throws -> [StoredRecord] {
        var found: [StoredRecord] = []
        var seen = Set([volunteer.id])
        var waiting = [volunteer]
        while let person = waiting.popLast() {
            for alias in try recordsAnywhere("volunteer", of: person, in: "merged_into")
            where seen.insert(alias.id).inserted {
                found.append(alias)
                waiting.append(alias)
            }
        }
        return found
    }
}
