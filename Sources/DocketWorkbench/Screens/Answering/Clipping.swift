package import DocketModel
import DocketNotation

/// Something on the screen that can be copied, as the bytes that are stored.
package struct Clipping: Sendable, Hashable {
    package var name: String
    package var bytes: [UInt8]

    /// What an item and its answers offer, the suggestion in the focus first.
    package static func offered(_ sheet: AnswerSheet, drafts: [SuggestionID: Editor]) -> [Clipping] {
        let places = ([sheet.focus] + sheet.order.indices.filter { $0 != sheet.focus })
            .filter { sheet.order.indices.contains($0) }
        var clippings: [Clipping] = []
        for place in places {
            let id = sheet.order[place]
            guard let text = sheet.item.suggestion(id)?.text else { continue }
            let name = sheet.order.count > 1 ? "suggestion \(place + 1)" : "the suggestion"
            clippings.append(Clipping(name: name, bytes: text.bytes))
            let own = drafts[id]?.text
            if let edited = own ?? sheet.answers.judgement(of: id)?.verdict?.editedText {
                clippings.append(Clipping(name: "\(name) with your edit", bytes: edited.bytes))
            }
        }
        if let last = sheet.item.context.last {
            clippings.append(Clipping(name: "the last turn of the context", bytes: last.content.bytes))
        }
        clippings.append(Clipping(name: "the item's id", bytes: Array(sheet.item.id.rawValue.utf8)))
        return clippings
    }
}
