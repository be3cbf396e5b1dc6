import ArgumentParser
import DocketModel
import DocketNotation
import DocketStorage

/// What an undo or a redo says.
struct UndoAnswer {
    let undo: UndoReceipt
    let verb: String

    init(_ undo: UndoReceipt, verb: String) {
        self.undo = undo
        self.verb = verb
    }

    func print(_ common: CommonOptions) {
        let target = undo.target.event
        if common.json {
            var answer: JSONObject = ["id": JSONValue(undo.receipt.id.rawValue)]
            answer["status"] = JSONValue(undo.receipt.status.rawValue)
            answer["position"] = JSONValue(undo.receipt.position)
            answer["hash"] = JSONValue(undo.receipt.hash.hexadecimal)
            answer[verb] = .object([
                "id": JSONValue(target.id.rawValue), "kind": JSONValue(target.kind.rawValue),
                "item": target.item.map { JSONValue($0.rawValue) } ?? .null,
            ])
            common.console.json(answer)
            return
        }
        let item = target.item.map { " on item \($0)" } ?? ""
        let surplus = undo.receipt.status == .surplus ? " (its slot was taken: it is surplus)" : ""
        common.console.outsideLine(
            SourceText("\(verb): \(target.kind.rawValue) \(target.id)\(item)\(surplus)"))
    }
}
