package import DocketModel
package import DocketNotation
import Glibc

/// A file of items as the beginning of a queue: the queue's name, and the configuration that lies beside it.
package enum QueueFile {
    /// `/data/replies.jsonl` gives `replies`. White space and control characters become `-`; standard input (`-`) gives
    /// `standard-input`.
    package static func queueName(for path: String) -> QueueID {
        if path == "-" { return "standard-input" }
        let file = path.split(separator: "/").last.map(String.init) ?? ""
        let dot = file.lastIndex(of: ".").flatMap { $0 > file.startIndex ? $0 : nil }
        let stem = dot.map { file[..<$0] } ?? file[...]
        let scalars = stem.unicodeScalars.map { scalar in
            scalar.properties.isWhitespace || scalar.properties.generalCategory == .control ? "-" : scalar
        }
        let name = String(String(String.UnicodeScalarView(scalars)).prefix(QueueID.nameLimit))
        return QueueID(name.isEmpty ? "queue" : name)
    }

    /// The configuration in `x.toml` beside `x.jsonl`, with its guideline's text; nil where there is no such file.
    package static func configuration(
        beside path: String
    ) throws(InterchangeError) -> (configuration: QueueConfiguration, guideline: SourceText?)? {
        if path == "-" { return nil }
        let file = path.split(separator: "/").last.map(String.init) ?? ""
        guard let dot = file.lastIndex(of: "."), dot > file.startIndex else { return nil }
        let sidecar = path.dropLast(file.distance(from: dot, to: file.endIndex)) + ".toml"
        guard sidecar != path, access(String(sidecar), F_OK) == 0 else { return nil }
        return try load(String(sidecar), name: queueName(for: path))
    }

    /// Reads a queue's configuration and the guideline it names, which is looked for beside it.
    /// - Parameter name: the queue's name where the file gives none.
    package static func load(
        _ path: String, name: QueueID? = nil
    ) throws(InterchangeError) -> (configuration: QueueConfiguration, guideline: SourceText?) {
        let text = try SettingsFile.read(path)
        let record = try SettingsFile.parse(text, name: path)
        let configuration: QueueConfiguration
        do throws(RecordError) {
            configuration = try QueueConfiguration(json: record, name: name)
            if let fault = configuration.name.nameFault(limit: QueueID.nameLimit) {
                throw RecordError(field: "name", reason: fault)
            }
        } catch {
            throw SettingsFile.failure(error, in: text, name: path)
        }
        guard let guideline = configuration.guideline else { return (configuration, nil) }
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
        let place = guideline.hasPrefix("/") ? guideline : folder + guideline
        return (configuration, try SettingsFile.bytes(place))
    }
}
