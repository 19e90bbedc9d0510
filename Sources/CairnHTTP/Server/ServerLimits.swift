internal import CairnModel

/// What a server bears. Tests use smaller ones.
package struct ServerLimits: Sendable {
    /// Unpacked bytes of a request to /v1/sync.
    package var exchangeBytesMax = Limit.exchangeBytesMax
    /// Bytes of a record's JSON, which is to fit into a line of the log.
    package var recordBytesMax = Limit.entryBytesMax
    /// Bytes of any other body.
    package var bodyBytesMax = 16 * 1024
    /// Events or tasks in a calendar feed; the latest ones where there are more.
    package var feedRecordsMax = 10_000
    /// In which a body has to be there.
    package var bodySeconds = 300
    /// In which the next `bodyStepBytes` of a body have to arrive, or its end; less than
    /// `idleSeconds`, after which there is nobody to tell.
    package var bodyPauseSeconds = 20
    package var bodyStepBytes = 1_024
    /// Without a byte, while a request is awaited or read.
    package var idleSeconds = 30
    /// In which an answer has to be taken.
    package var answerSeconds = 300
    /// For which a connection stays open after a request was refused before it was read.
    package var lingerSeconds = 5
    package var connectionsMax = 512
    /// Exchanges of one token at the same time.
    package var exchangesOfTokenMax = 4
    /// Watches of one token at the same time.
    package var watchesOfTokenMax = 4
    /// After which a watch ends, to be opened anew.
    package var watchSeconds = 900
    /// Between two signs of life of a watch.
    package var heartbeatSeconds = 20
    /// Between two looks for changes.
    package var watchPauseMilliseconds = 1_000

    package init() {}
}
