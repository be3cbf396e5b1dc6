import ArgumentParser
import DocketAdjudication
import DocketInterchange
import DocketModel
import DocketNotation
import DocketWorkflow

struct MergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Merge several people's edits of one text, word by word.",
        discussion: """
            With --base: files, of which one may be - for standard input. Without: the edits of an item by its annotators, \
            which takes a lead.

            What only one changed, or all who touched it changed alike, merges by itself. The rest are hunks, \
            marked in the manner of diff3 unless --favor settles them. The status is 1 if hunks are left.

            --markers lines puts markers on lines of their own, as git does; with more than two sides those in the middle are \
            named on the ======= before them. --markers words marks within the line.

            Examples:
              docket merge --base draft.md ana.md ben.md cho.md --output merged.md
              docket merge --base draft.md ana.md ben.md --favor vote --json
              docket merge replies 17 --suggestion a --markers words
              git config merge.words.driver "docket merge --base %O %A %B --names ours,theirs --marker-size %L --output %A"
            """)

    @Argument(help: ArgumentHelp("The edited files; or a queue and an item.", valueName: "edit"))
    var edits: [String]

    @Option(help: ArgumentHelp("The text that was edited.", valueName: "file"))
    var base: String?

    @Option(help: ArgumentHelp("Which suggestion of the item, where several were edited.", valueName: "id"))
    var suggestion: String?

    @Option(
        help: ArgumentHelp("What the edits are called, with commas between. (default: their files)", valueName: "names")
    )
    var names: String?

    @Option(
        help: ArgumentHelp(
            "Settle hunks: as base has them, by vote (a tie stays open), as the edit nearest to all, or as the edit of that name.",
            valueName: "name|base|vote|nearest"))
    var favor: String?

    @Option(help: "How open hunks are marked: lines or words.")
    var markers = MergeMarkers.Granularity.lines

    @Option(help: ArgumentHelp("How many signs a marker has.", valueName: "count"))
    var markerSize = 7

    @Option(name: [.long, .short], help: ArgumentHelp("Where to write. (default: standard output)", valueName: "file"))
    var output: String?

    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (1...100).contains(markerSize) else { throw ValidationError("--marker-size is from 1 to 100.") }
        if let base {
            guard suggestion == nil else {
                throw ValidationError("--suggestion goes with a queue and an item, not with files.")
            }
            guard ([base] + edits).count(where: { $0 == "-" }) <= 1 else {
                throw ValidationError("Standard input can be only one of the files: - stands there twice.")
            }
            let labels = fileLabels
            guard labels.count == edits.count else {
                throw ValidationError(
                    "--names names \(labels.count) and there are \(edits.count) edits: name each of them.")
            }
            guard Set(labels).count == labels.count else {
                throw ValidationError("Two edits have the same name: tell them apart with --names.")
            }
        } else {
            guard edits.count == 2 else {
                throw ValidationError("Name the edited text with --base; or name a queue and an item.")
            }
            guard names == nil else {
                throw ValidationError("--names goes with files: an item's annotators have names.")
            }
        }
    }

    private var fileLabels: [String] {
        names?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? edits
    }

    func run() async throws {
        let console = common.console
        let merge = try await merge()
        let choices = try choices(of: merge)
        let open = merge.open(choices).count
        if let output, output != "-" {
            let file = try AtomicFile(output)
            try file.write(marked(merge, choices).bytes)
            try file.commit()
        }
        if common.json {
            console.json(merge.json(choices))
        } else if output ?? "-" == "-" {
            console.outsideDocument(marked(merge, choices))
        }
        guard open > 0 else { return }
        console.note("\(open) \(open == 1 ? "hunk is" : "hunks are") open")
        throw ExitStatus.no
    }

    private func marked(_ merge: EditMerge, _ choices: MergeChoices) -> SourceText {
        MergeMarkers(markers, size: markerSize).text(merge, choices)
    }

    private func merge() async throws -> EditMerge {
        guard let base else { return try await itemMerge() }
        let text = try SmallFile.read(base)
        return EditMerge(
            base: text,
            edits: try zip(fileLabels, edits).map { .init(name: $0, text: try SmallFile.read($1)) })
    }

    private func itemMerge() async throws -> EditMerge {
        let item = ItemID(edits[1])
        return try await common.withQueue(edits[0], .reading) { session, queue in
            let merges = try await session.editMerges(of: item, in: queue)
            if let suggestion {
                guard let merge = merges.first(where: { $0.suggestion == SuggestionID(suggestion) }) else {
                    throw CommandError.nothingToMerge(item, SuggestionID(suggestion))
                }
                return merge.merge
            }
            guard let first = merges.first else { throw CommandError.nothingToMerge(item, nil) }
            guard merges.count == 1 else { throw CommandError.severalEdited(item, merges.map(\.suggestion)) }
            return first.merge
        }
    }

    private func choices(of merge: EditMerge) throws -> MergeChoices {
        let none = MergeChoices()
        switch favor {
        case nil: return none
        case "base"?: return merge.choices(favouringBaseOver: none)
        case "vote"?: return merge.choices(byVoteOver: none)
        case "nearest"?: return merge.medoid.map { merge.choices(favouring: $0) } ?? none
        case let name?:
            guard let person = merge.edits.firstIndex(where: { $0.name == name }) else {
                throw CommandError.noSuchEdit(name, merge.edits.map(\.name))
            }
            return merge.choices(favouring: person)
        }
    }
}

extension MergeMarkers.Granularity: ExpressibleByArgument {}
