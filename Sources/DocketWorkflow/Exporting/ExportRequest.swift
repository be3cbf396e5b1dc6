package import DocketInterchange
package import DocketModel
package import DocketNotation

/// What is to be exported, and how.
package struct ExportRequest: Sendable {
    package var format: ExportFormat
    /// The outcomes as they were when the queue's journal ended there; nil for now.
    package var asOf: Int?
    package var isFlat: Bool
    package var isPerDecision: Bool
    package var includesMargin: Bool
    package var destination: ExportWriter.Destination
    /// Signs the manifest, in the name of whoever exports.
    package var key: PrivateKey?
    /// How a line is to be written where a terminal shows it; nil writes it as it is.
    package var shown: (@Sendable (SourceText) -> [UInt8])?

    package init(
        format: ExportFormat, asOf: Int? = nil, isFlat: Bool = false, isPerDecision: Bool = false,
        includesMargin: Bool = false, destination: ExportWriter.Destination, key: PrivateKey? = nil,
        shown: (@Sendable (SourceText) -> [UInt8])? = nil
    ) {
        self.format = format
        self.asOf = asOf
        self.isFlat = isFlat
        self.isPerDecision = isPerDecision
        self.includesMargin = includesMargin
        self.destination = destination
        self.key = key
        self.shown = shown
    }
}

/// Why an export is not made. The description is one line.
package enum ExportError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The journal of the queue does not reach that position.
    case noSuchPosition(Int, QueueID, last: Int)

    package var description: String {
        switch self {
        case .noSuchPosition(let position, let queue, let last):
            "queue \"\(queue)\" has no position \(position): its journal ends at \(last); "
                + "name one up to that with --as-of"
        }
    }
}

/// How far an export is.
package struct ExportProgress: Sendable, Hashable {
    /// Items read so far, of both passes together.
    package var done: Int
    /// Items to read in both passes.
    package var total: Int
}
