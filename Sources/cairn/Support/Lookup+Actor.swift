import CairnModel
import CairnStore

extension Lookup {
    /// Who acts, as an `Intent` has it: `<people log>/<id>`; nil where nobody said.
    func actor() throws -> String? {
        if let ref = options.actorRef, ref != "me" {
            let volunteer = try find(ref, "volunteer")
            return "\(volunteer.log)/\(volunteer.id)"
        }
        guard let me = workspace.me else { return nil }
        guard !me.contains("/"), let home = workspace.home else { return me }
        return "\(home.peopleLog)/\(me)"
    }

    /// Who acts, for commands that mean nothing without.
    func requiredActor(for what: String) throws -> StoredRecord {
        guard let name = try actor() else {
            throw CommandFault.usage(
                "\(what) needs to know who you are",
                hint: "cairn me REF says it once for this laptop, --as REF for one command; cairn "
                    + "volunteer list shows the refs")
        }
        let log = RecordID(name.prefix(36)) ?? RecordID(high: 0, low: 0)
        guard let volunteer = try snapshot.record("volunteer", named: name, from: log) else {
            throw CommandFault.notFound(
                "the volunteer who works on this laptop is not in the store any more",
                hint: "cairn me REF names another")
        }
        return volunteer
    }
}
