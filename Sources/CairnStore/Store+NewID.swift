package import CairnModel

extension Store {
    /// An id for a record that is about to be made, in the order of making.
    package func newID() -> RecordID {
        let bytes = RecordID(bytes: surroundings.random(16))
        return .version7(milliseconds: surroundings.wall(), random: (bytes.high, bytes.low))
    }
}
