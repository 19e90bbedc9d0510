internal import GRDB

extension Store {
    /// Records that may wait: to look through so many is no slower than to take them in.
    private static let waitingMax: Int64 = 100
    /// Records of one transaction, so that others can write in between.
    private static let batchRecords: Int64 = 2_000

    /// Makes searching fast: takes into the index what was written since the last time. To be
    /// called before a search, outside of a read.
    ///
    /// Does nothing where the store cannot be written just now (a file for reading alone, a full
    /// disk, another program that writes): a search finds everything all the same, slower.
    ///
    /// - Parameter progress: is told how many records are done.
    package func prepareSearch(progress: (Int) throws -> Void = { _ in }) throws {
        if queue.configuration.readonly { return }
        if try read({ try $0.engine.searchWaiting() }) <= Self.waitingMax { return }
        do {
            var done = 0
            while true {
                let count = try write {
                    try $0.engine.takeIn(atMost: Self.batchRecords, $0)
                }
                if count == 0 { return }
                done += count
                try progress(done)
            }
        } catch let error as StoreError where [.readOnly, .diskFull, .busy].contains(error.code) {
            return
        }
    }
}
