import DocketText

/// The commands of a list that a few letters stand for, the best first.
package struct CommandSearch: Sendable {
    package struct Hit: Sendable {
        package var entry: CommandList.Entry
        /// Which characters of the title were matched; none where another name or the sentence was.
        package var places: [Int]
    }

    /// Without letters all of them: those of the footer, then what the screen is for, then how to get around.
    package static func hits(for text: String, in list: CommandList) -> [Hit] {
        let entries = CommandTheme.all.flatMap { theme in
            list.entries.filter { theme.definitions[$0.command] != nil }
        }
        let pattern = text.filter { !$0.isWhitespace }
        guard !pattern.isEmpty else {
            let usual = list.usual.filter { $0 != .palette }.compactMap(list.entry(of:))
            let named = Set(usual.map(\.command))
            return (usual + entries.filter { !named.contains($0.command) && $0.command != .palette })
                .map { Hit(entry: $0, places: []) }
        }
        let found = entries.compactMap { entry in score(text, entry).map { (hit: $0.hit, score: $0.score) } }
        return found.enumerated().sorted {
            $0.element.score != $1.element.score ? $0.element.score > $1.element.score : $0.offset < $1.offset
        }.map(\.element.hit)
    }

    /// The commands in whose names or sentence the letters stand as they are written: for lists that are read and not
    /// only taken the best of.
    package static func named(_ text: String, in list: CommandList) -> Set<Command> {
        let wanted = text.lowercased()
        return Set(
            list.entries.filter { entry in
                let names = [entry.title, entry.command.rawValue] + entry.command.otherNames
                // A letter or two stand in every sentence.
                let sentence = wanted.count > 2 ? [entry.command.summary(in: list.scope)] : []
                return wanted.isEmpty || (names + sentence).contains { $0.lowercased().contains(wanted) }
            }.map(\.command))
    }

    private static let exactly = 10_000

    private static func score(_ text: String, _ entry: CommandList.Entry) -> (hit: Hit, score: Int)? {
        let wanted = text.lowercased()
        let title = FuzzyMatch(text, in: entry.title)
        let names = entry.command.otherNames
        let bonus = entry.title == wanted || names.contains(wanted) ? exactly : 0
        let named = (names + [entry.command.rawValue]).compactMap { FuzzyMatch(text, in: $0)?.score }.max()
        if let title, bonus > 0 || title.score >= named ?? .min {
            return (Hit(entry: entry, places: title.places), title.score + bonus)
        }
        if let named { return (Hit(entry: entry, places: title?.places ?? []), named - 1 + bonus) }
        // A word of the sentence, as it stands there.
        guard wanted.count > 2, entry.command.definition.summary.lowercased().contains(wanted) else { return nil }
        return (Hit(entry: entry, places: []), 0)
    }
}
