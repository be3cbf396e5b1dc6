import DocketModel
import DocketNotation

@testable import DocketInterchange

/// Everything a source gives, with the queue `q` unless the options say otherwise.
func read(_ bytes: [UInt8], _ options: ReadOptions = ReadOptions(fallbackQueue: "q")) throws -> [ReadResult] {
    let reader = try RecordReader(ByteSource(bytes: bytes, name: "source.jsonl"), options: options)
    return try results(of: reader)
}

func read(_ text: String, _ options: ReadOptions = ReadOptions(fallbackQueue: "q")) throws -> [ReadResult] {
    try read(Array(text.utf8), options)
}

func results(of reader: RecordReader) throws -> [ReadResult] {
    var results: [ReadResult] = []
    while let result = try reader.next() { results.append(result) }
    return results
}

extension [ReadResult] {
    var records: [ImportRecord] {
        flatMap { result -> [ImportRecord] in
            if case .records(let records) = result { return records }
            return []
        }
    }
    var problems: [LineProblem] {
        compactMap { result -> LineProblem? in
            if case .refused(let problem) = result { return problem }
            return nil
        }
    }
    var items: [Item] {
        records.compactMap { record -> Item? in
            if case .item(let item) = record.content { return item }
            return nil
        }
    }
    var decisions: [Decision] {
        records.compactMap { record -> Decision? in
            if case .decision(let decision) = record.content { return decision }
            return nil
        }
    }
    var resolutions: [Resolution] {
        records.compactMap { record -> Resolution? in
            if case .resolution(let resolution) = record.content { return resolution }
            return nil
        }
    }
}
