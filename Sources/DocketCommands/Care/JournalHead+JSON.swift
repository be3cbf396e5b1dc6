import DocketModel
import DocketNotation

extension JournalHead {
    /// The chains as `--head` takes them, beside the hash of all.
    var chainsJSON: JSONValue {
        .array(
            chains.map { chain in
                .object([
                    "queue": JSONValue(chain.queue.rawValue), "position": JSONValue(chain.position),
                    "hash": JSONValue(chain.hash.hexadecimal),
                ])
            })
    }
}
