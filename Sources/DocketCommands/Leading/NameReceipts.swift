import DocketModel
import DocketNotation

/// Does something with names one by one, and prints for each what became of it, once that is durable.
struct NameReceipts {
    let console: Console
    /// What is named: `item`, `decision`, `event`.
    let key: String
    /// Members of every receipt beside the name.
    var about: JSONObject = [:]

    /// - Parameter act: what to do; its result goes into the receipt.
    /// - Throws: what keeps the store from taking anything more. A name that is refused does not.
    /// - Returns: whether any was refused.
    func run(_ names: NameFeed, _ act: (String) async throws -> JSONObject) async throws -> Bool {
        var names = names
        var refusedAny = false
        while let next = try names.next() {
            var name: String?
            do {
                let given = try next.get()
                name = given
                console.json(receipt(names.number, given, try await act(given), error: nil))
            } catch {
                refusedAny = true
                console.json(receipt(names.number, name, ["status": "refused", "position": .null], error: error))
                guard LineReceipts.isAboutTheLine(error) else { throw error }
            }
        }
        return refusedAny
    }

    private func receipt(_ line: Int, _ name: String?, _ result: JSONObject, error: (any Error)?) -> JSONObject {
        var answer: JSONObject = ["line": JSONValue(line), key: name.map { JSONValue($0) } ?? .null]
        for member in about.members + result.members { answer[member.key] = member.value }
        answer["error"] = error.map { JSONValue(String(describing: $0)) } ?? .null
        return answer
    }
}
