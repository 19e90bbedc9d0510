package import CairnModel

extension Snapshot {
    /// What the search for duplicates looks at of a volunteer.
    package func personCard(_ volunteer: StoredRecord) throws -> PersonCard {
        let others = volunteer.elements(of: "not_same_as").map { name, _ in
            name.utf8.count > 36 ? name : "\(volunteer.log)/\(name)"
        }
        return PersonCard(
            key: "\(volunteer.log)/\(volunteer.id)", chapter: volunteer.log.description,
            notSameAs: Set(others)
        ) { volunteer[$0] }
    }
}
