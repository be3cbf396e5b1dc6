import ArgumentParser
import DocketModel
import DocketNotation
import DocketStorage

/// What is said of one queue.
struct QueueAnswer {
    let queue: QueueRecord

    var json: JSONObject {
        var answer: JSONObject = ["queue": JSONValue(queue.id.rawValue), "version": JSONValue(queue.version)]
        answer["archived"] = .bool(queue.isArchived)
        answer["position"] = JSONValue(queue.position)
        answer["hash"] = JSONValue(queue.hash.hexadecimal)
        answer["guideline_sha256"] = queue.guidelineDigest.map { JSONValue($0.hexadecimal) } ?? .null
        answer["configuration"] = .object(queue.configuration.json)
        return answer
    }

    func print(_ verb: String, _ common: CommonOptions) {
        if common.json {
            common.console.json(json)
        } else {
            common.console.outsideLine(SourceText("\(verb): queue \(queue.id), version \(queue.version)"))
        }
    }
}
