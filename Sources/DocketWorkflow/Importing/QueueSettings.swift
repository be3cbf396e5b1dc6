import DocketInterchange
import DocketModel
import DocketNotation

/// The configuration that a file brings along for a queue that is not there yet.
struct QueueSettings {
    var configuration: QueueConfiguration
    var guideline: SourceText?

    /// From `options.configurationPath`, else from the file beside `path`, else the usual one with k = 1.
    init(for path: String, _ options: ImportOptions) throws(InterchangeError) {
        let name = options.queue ?? QueueFile.queueName(for: path)
        if let configurationPath = options.configurationPath {
            let loaded = try QueueFile.load(configurationPath, name: name)
            (configuration, guideline) = (loaded.configuration, loaded.guideline)
        } else if let beside = try QueueFile.configuration(beside: path) {
            (configuration, guideline) = (beside.configuration, beside.guideline)
        } else {
            configuration = QueueConfiguration(name: name)
        }
        if let queue = options.queue { configuration.name = queue }
    }
}
