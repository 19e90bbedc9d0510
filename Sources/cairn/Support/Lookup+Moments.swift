import CairnModel
import CairnStore

extension Lookup {
    /// Reads times in the zone of a log's chapter.
    func moments(_ log: RecordID) throws -> MomentReader {
        MomentReader(zone: try snapshot.zone(of: log), now: workspace.now)
    }

    /// Reads times of something that is there: in its zone, a time alone on its day.
    func timing(around when: JSON?, _ log: RecordID) throws -> WhenInput {
        WhenInput(around: when, zone: try snapshot.zone(of: log), now: workspace.now)
    }

    /// The time now in the zone of a log's chapter, `YYYY-MM-DDTHH:MM`.
    func localNow(_ log: RecordID) throws -> String {
        Zone.local(try snapshot.zone(of: log), workspace.now)
    }
}
