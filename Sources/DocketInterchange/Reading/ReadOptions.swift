package import DocketModel

/// How a source is to be read.
package struct ReadOptions: Sendable {
    /// Nil: found by the first record's fields; `mapped` where there is a mapping.
    package var format: ImportFormat?
    package var mapping: Mapping?
    /// Nil: the first record's, else `fallbackQueue`.
    package var queue: QueueID?
    /// Named after the file; see `QueueFile.queueName(for:)`.
    package var fallbackQueue: QueueID
    package var recorded: RecordedChoice
    /// The time of decisions that come without one. It must not depend on when the import runs, or importing again
    /// would give other records: 1970-01-01 means that the time is not known.
    package var unknownTime: Timestamp
    /// The longest line, element or table record that is read, in bytes.
    package var rowLimit: Int
    /// Whether the shortest items come as the records that are stored of them (`ImportRecord.Content.stored`) and not as
    /// values: for a reader that only stores them.
    package var isForStoring: Bool

    package init(
        format: ImportFormat? = nil, mapping: Mapping? = nil, queue: QueueID? = nil, fallbackQueue: QueueID,
        recorded: RecordedChoice = .assessment, unknownTime: Timestamp = Timestamp(milliseconds: 0),
        rowLimit: Int = 64 << 20, isForStoring: Bool = false
    ) {
        self.format = format
        self.mapping = mapping
        self.queue = queue
        self.fallbackQueue = fallbackQueue
        self.recorded = recorded
        self.unknownTime = unknownTime
        self.rowLimit = rowLimit
        self.isForStoring = isForStoring
    }
}
