import DocketAdjudication
import DocketModel
import DocketNotation
import DocketTerminal
import DocketText

extension MergeScreen {
    func announce(_ voice: inout Voice) {
        voice.say(
            "title",
            "Merge of suggestion \(suggestion.rawValue) of item \(item.rawValue), "
                + "\(merge.edits.count) people, \(merge.hunks.count) hunks", isLasting: true)
        voice.add("original", voice.lines("As it was:", merge.base, reading), true)
        sayRegion(&voice)
        sayResult(&voice)
        switch mode {
        case .choosing: break
        case .writing(let editor): voice.sayEditor(editor, nil)
        case .picking(let picker): voice.sayPicker(picker)
        }
        voice.sayNotice(notice?.text)
        voice.sayKeys(self)
    }

    private func sayRegion(_ voice: inout Voice) {
        let chosen = merge.choice(of: focus, in: choices)
        let original = SourceText(bytes: Array(merge.base.bytes[region.base]))
        var lines = voice.lines(
            "\(place), \(chosen == nil ? "open" : "settled"), was:", original.isEmpty ? "(nothing)" : original, reading)
        for (place, variant) in region.variants.enumerated() {
            let mark = chosen == .variant(place) ? ", chosen" : ""
            lines += voice.lines(
                "\(place + 1), \(whose(variant))\(mark):", variant.text.isEmpty ? "(nothing)" : variant.text, reading)
        }
        if case .own(let text)? = chosen {
            lines += voice.lines("\(choiceCount), yours, chosen:", text, reading)
        } else {
            lines.append(voice.line("\(choiceCount), write here"))
        }
        voice.add("region \(focus)", lines)
    }

    private func sayResult(_ voice: inout Voice) {
        let result = merge.result(choices)
        voice.add("result", voice.lines("Result:", result.text, reading))
        let parts = result.spans.filter { $0.origin != .base }.map { span in
            let text = SourceText(bytes: Array(result.text.bytes[span.range]))
            let what = span.range.isEmpty ? "taken out" : "\"\(text.string)\""
            return "\(what) \(MergeResultView.who(span, self))"
        }
        voice.say("provenance", "Changed: " + parts.joined(separator: "; "))
    }
}
