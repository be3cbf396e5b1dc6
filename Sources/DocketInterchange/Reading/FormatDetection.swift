import DocketNotation

extension ImportFormat {
    /// The format of a record, by the fields it has; the first that fits:
    ///
    /// 1. `type`, `responses` or `suggestions`, or `prompt`, `chosen` and `rejected` all strings: `docket`
    /// 2. `chosen` and `rejected` that both begin with a blank line and `Human:`, without `prompt`: `hh`
    /// 3. `chosen` and `rejected`: `trl-preference`
    /// 4. `prompt`, `completion` and `label`: `trl-unpaired`
    /// 5. `prompt` and `completion`: `trl-prompt-completion`
    /// 6. `prompt` and nothing that another format could mean: `docket`, where the record is refused for what it lacks
    static func detect(_ object: JSONObject) -> ImportFormat? {
        if ["type", "responses", "suggestions"].contains(where: { object[$0] != nil }) || ShortRecord.isPair(object) {
            return .docket
        }
        if HHDecoder.isOne(object) { return .hh }
        if TRLPreferenceDecoder.isOne(object) { return .trlPreference }
        if TRLCompletionDecoder.isOne(object) {
            return object["label"] != nil ? .trlUnpaired : .trlPromptCompletion
        }
        return ShortRecord.isUnanswered(object) ? .docket : nil
    }
}
