package import DocketModel
package import DocketNotation

/// What an export was made from, for the file beside it. Each of its rows is led back to the decisions behind it.
///
/// It holds no time and no host, so that the same journal head gives the same bytes; a signature adds its time.
package struct Manifest: Sendable {
    package var configuration: QueueConfiguration
    package var options: ExportOptions
    /// The position that `--as-of` asked for.
    package var asOf: Int?
    /// Where the queue's journal stood: the last position that is in the export, and its hash.
    package var position: Int
    package var hash: Digest
    /// The digests of the guideline texts that the decisions were made under.
    package var guidelines: [Digest]
    /// Agreement figures, as `docket agreement --json` prints them.
    package var agreement: JSONValue?
    package var toolVersion: String
    /// Makes the member `signature` from the digest of the export's bytes; nil where it is not signed.
    package var signature: (@Sendable (_ file: Digest) -> JSONObject)?

    package init(
        configuration: QueueConfiguration, options: ExportOptions, asOf: Int? = nil, position: Int, hash: Digest,
        guidelines: [Digest], agreement: JSONValue? = nil, toolVersion: String,
        signature: (@Sendable (_ file: Digest) -> JSONObject)? = nil
    ) {
        self.configuration = configuration
        self.options = options
        self.asOf = asOf
        self.position = position
        self.hash = hash
        self.guidelines = guidelines
        self.agreement = agreement
        self.toolVersion = toolVersion
        self.signature = signature
    }

    /// What is known before the first row.
    var header: JSONObject {
        var asked: JSONObject = ["queue": JSONValue(configuration.name.rawValue)]
        asked["format"] = JSONValue(options.format.rawValue)
        asked["flat"] = .bool(options.isFlat)
        asked["per_decision"] = .bool(options.isPerDecision)
        asked["margin"] = .bool(options.includesMargin)
        asked["excluding_flags"] = .array(options.excludingFlags.sorted().map { JSONValue($0) })
        asked.set("as_of", asOf.map { JSONValue($0) })
        var header: JSONObject = ["v": 1, "type": "manifest", "tool": JSONValue("docket \(toolVersion)")]
        header["asked"] = .object(asked)
        header["journal"] = .object(["position": JSONValue(position), "hash": JSONValue(hash.hexadecimal)])
        header.set("overlap", configuration.json["overlap"])
        header["guidelines"] = .array(Set(guidelines).map(\.hexadecimal).sorted().map { JSONValue($0) })
        header["configuration"] = .object(configuration.json)
        header.set("agreement", agreement)
        return header
    }
}

/// What an export came to.
package struct ExportReceipt: Sendable, Hashable {
    package var items: Int
    package var rows: Int
    package var leftOut: [LeftOut: Int]
    /// Of the file's bytes, each line with its line end.
    package var sha256: Digest
    package var bytes: Int
    /// Nil where the export went to standard output or nowhere.
    package var path: String?
    package var manifestPath: String?

    /// As `docket export --json` prints it.
    package var json: JSONObject {
        var record: JSONObject = ["rows": JSONValue(rows), "left_out": .object(leftOutJSON)]
        record["items"] = JSONValue(items)
        record["sha256"] = JSONValue(sha256.hexadecimal)
        record["manifest"] = manifestPath.map { JSONValue($0) } ?? .null
        return record
    }

    /// In the order in which the reasons are declared.
    var leftOutJSON: JSONObject {
        var counts: JSONObject = [:]
        for reason in LeftOut.allCases { counts.set(reason.rawValue, leftOut[reason].map { JSONValue($0) }) }
        return counts
    }
}
