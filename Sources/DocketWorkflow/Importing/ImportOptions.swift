package import DocketInterchange
package import DocketModel

/// How a file is to be taken in.
package struct ImportOptions: Sendable {
    /// Nil: the records', else one named after the file.
    package var queue: QueueID?
    /// Nil: found by the first record.
    package var format: ImportFormat?
    /// The file of a mapping, for formats that are not known.
    package var mapPath: String?
    /// The configuration of a new queue; nil: the one beside the file, else the usual one with k = 1.
    package var configurationPath: String?
    /// Whether the first bad record ends the import and nothing of it stays.
    package var isStrict: Bool
    /// Whether only to find out what would happen.
    package var isDryRun: Bool
    package var recorded: RecordedChoice

    package init(
        queue: QueueID? = nil, format: ImportFormat? = nil, mapPath: String? = nil, configurationPath: String? = nil,
        isStrict: Bool = false, isDryRun: Bool = false, recorded: RecordedChoice = .assessment
    ) {
        self.queue = queue
        self.format = format
        self.mapPath = mapPath
        self.configurationPath = configurationPath
        self.isStrict = isStrict
        self.isDryRun = isDryRun
        self.recorded = recorded
    }
}

/// How far an import is.
package struct ImportProgress: Sendable, Hashable {
    /// Records read so far.
    package var records: Int
    /// The line reached.
    package var line: Int
    /// How much of the source has been read, 0 to 1; nil where its size is not known.
    package var share: Double?
    /// Where an import that was cut off goes on: the line behind the last record that was staged then.
    package var resumedAt: Int?
}
