import DocketModel
import DocketNotation
import DocketStorage
import DocketWorkflow

/// Takes JSON lines one by one, and prints for each what became of it, once that is durable.
struct LineReceipts {
    let console: Console

    /// - Parameter record: what to do with each line's object.
    /// - Throws: what keeps the store from taking anything more. A line that is refused does not.
    /// - Returns: whether any line was refused.
    func run(_ feed: LineFeed, record: (JSONObject) async throws -> Receipt) async throws -> Bool {
        let parser = JSONParser()
        var refusedAny = false
        while let line = try feed.next() {
            var object: JSONObject?
            do {
                let value = try parser.parse(line)
                guard let parsed = value.object else {
                    throw RecordError(field: "", reason: "expected an object, found \(value.kindName)")
                }
                object = parsed
                print(try await record(parsed), of: parsed, line: feed.number)
            } catch {
                refusedAny = true
                printRefusal(error, of: object, line: feed.number)
                guard Self.isAboutTheLine(error) else { throw error }
            }
        }
        return refusedAny
    }

    /// Whether the next line may fare better.
    static func isAboutTheLine(_ error: any Error) -> Bool {
        if let error = error as? StoreError {
            switch error {
            case .unknownItem, .refused, .claimLost: return true
            default: return false
            }
        }
        if case .unsettled? = error as? WorkflowError { return false }
        return error is JSONError || error is RecordError || error is WorkflowError
    }

    private func print(_ receipt: Receipt, of record: JSONObject, line: Int) {
        var answer: JSONObject = ["line": JSONValue(line), "id": JSONValue(receipt.id.rawValue)]
        answer["status"] = JSONValue(receipt.status.rawValue)
        answer["position"] = JSONValue(receipt.position)
        answer["hash"] = JSONValue(receipt.hash.hexadecimal)
        answer["error"] = .null
        answer.set("item", record["item"])
        console.json(answer)
    }

    private func printRefusal(_ error: any Error, of record: JSONObject?, line: Int) {
        var answer: JSONObject = ["line": JSONValue(line), "id": record?["id"] ?? .null, "status": "refused"]
        // What may be there after all is asked for by the id it has there.
        if case .unsettled(let id, _)? = error as? WorkflowError { answer["id"] = JSONValue(id.rawValue) }
        answer["position"] = .null
        answer["hash"] = .null
        answer["error"] = JSONValue(String(describing: error))
        answer.set("item", record?["item"])
        console.json(answer)
    }
}
