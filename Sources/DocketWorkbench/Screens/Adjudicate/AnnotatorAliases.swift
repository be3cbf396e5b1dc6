import DocketModel
import DocketStorage

/// Letters in place of the names of an item's annotators. They are dealt anew for each item, so that nobody is known by
/// their letter or their place.
struct AnnotatorAliases: Sendable, Hashable {
    /// Everybody who decided the item, in the order of their letters.
    private let order: [PersonID]

    init(of state: ItemState) {
        let people = Set(state.decisions.map(\.decision.annotator.id))
        order = people.sorted { Self.rank($0, state.item.id) < Self.rank($1, state.item.id) }
    }

    private static func rank(_ person: PersonID, _ item: ItemID) -> String {
        Digest(ofParts: [
            Array("docket.alias.v1".utf8), Array(item.rawValue.utf8), Array(person.rawValue.utf8),
        ]).hexadecimal
    }

    /// The place of somebody among the item's annotators; behind all of them for others.
    func place(of person: PersonID) -> Int { order.firstIndex(of: person) ?? order.count }

    /// `A`, `B` … `Z`, `A2` …; of somebody who did not decide the item, their name.
    func name(of person: PersonID) -> String {
        guard let place = order.firstIndex(of: person) else { return person.rawValue }
        let letter = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(place % 26)))
        return place < 26 ? letter : "\(letter)\(place / 26 + 1)"
    }
}
