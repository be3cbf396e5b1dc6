import DocketTerminal
import DocketText

extension VeilScreen {
    package func announce(_ voice: inout Voice) {
        let lines = lines(
            show: DisplayText(voice.key(.unveil, in: .veil)), hide: DisplayText(voice.key(.veil, in: .veil)))
        voice.add("veil", lines.map(\.text))
        voice.sayNotice(notice)
        voice.sayKeys(self)
    }
}
