package import DocketModel

/// Some records in a row, and what was refused among them.
package struct RecordBatch: Sendable, Hashable {
    package var records: [ImportRecord] = []
    package var problems: [LineProblem] = []
    /// How far the source has been read, for a progress bar.
    package var bytesRead = 0
}

/// A source's records in batches. While one batch is being stored, the next is read beside it.
///
/// ```swift
/// for try await batch in RecordBatches(reader) { try await session.add(…) }
/// ```
package struct RecordBatches: AsyncSequence, Sendable {
    package typealias Element = RecordBatch

    private let reader: BatchReader

    /// - Parameters:
    ///   - rows: at most so many rows a batch.
    ///   - bytes: a batch ends once it has read so many.
    package init(_ reader: sending RecordReader, rows: Int = 4000, bytes: Int = 4 << 20) {
        self.reader = BatchReader(reader, rows: rows, bytes: bytes)
    }

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(reader: reader)
    }

    package struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let reader: BatchReader
        private var ahead: Task<RecordBatch?, any Error>?

        fileprivate init(reader: BatchReader) {
            self.reader = reader
        }

        package mutating func next() async throws -> RecordBatch? {
            let current = ahead ?? reader.start()
            ahead = nil
            guard let batch = try await current.value else { return nil }
            ahead = reader.start()
            return batch
        }
    }
}

/// Owns the reader, which only one task may use at a time.
private actor BatchReader {
    private let reader: RecordReader
    private let rows: Int
    private let bytes: Int

    init(_ reader: sending RecordReader, rows: Int, bytes: Int) {
        self.reader = reader
        self.rows = rows
        self.bytes = bytes
    }

    nonisolated func start() -> Task<RecordBatch?, any Error> {
        Task { try await next() }
    }

    /// Nil at the end of the source.
    private func next() throws -> RecordBatch? {
        var batch = RecordBatch()
        batch.records.reserveCapacity(rows)
        let start = reader.bytesRead
        var count = 0
        while count < rows, reader.bytesRead - start < bytes, let result = try reader.next() {
            count += 1
            switch result {
            case .records(let records): batch.records += records
            case .refused(let problem): batch.problems.append(problem)
            }
        }
        batch.bytesRead = reader.bytesRead
        return count == 0 ? nil : batch
    }
}
