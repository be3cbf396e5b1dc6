import CSignature
import DocketInterchange
import DocketModel
import DocketNotation
import DocketTerminal
import DocketTestSupport
import DocketText

/// What takes bytes from strangers, each with what must hold whatever they are. libFuzzer (`Fuzzing/`) and the ordinary
/// tests run the same checks.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// The terminal's bytes to keys.
    case keys
    /// Bytes through the display policy, the layout and a frame.
    case display
    /// Text as Markdown: read, laid out, searched for its lines.
    case markdown
    case json
    case toml
    /// CSV and TSV.
    case table
    /// Lines of JSON as an import reads them.
    case lines
    /// A colour scheme in YAML.
    case scheme
    /// Keys that somebody sent.
    case pem

    /// What is wrong with how these bytes are dealt with; nil where nothing is.
    package func fault(_ bytes: [UInt8]) -> String? {
        switch self {
        case .keys: keysFault(bytes)
        case .display: displayFault(bytes)
        case .markdown: markdownFault(bytes)
        case .json: jsonFault(bytes)
        case .toml: tomlFault(bytes)
        case .table: readingFault(bytes, name: "data.csv")
        case .lines: readingFault(bytes, name: "data.jsonl")
        case .scheme: schemeFault(bytes)
        case .pem: pemFault(bytes)
        }
    }

    private func keysFault(_ input: [UInt8]) -> String? {
        // Ctrl-C in a piece of its own ends a paste.
        let bytes = input.filter { $0 != 0x03 }
        var whole = KeyDecoder()
        let expected = (whole.feed(bytes) + whole.flush()).map(Self.unmarked)
        if whole.timeoutMilliseconds != nil { return "something is open after a flush" }
        var single = KeyDecoder()
        var events: [TerminalEvent] = []
        for byte in bytes { events += single.feed([byte]) }
        events += single.flush()
        return events.map(Self.unmarked) == expected ? nil : "byte by byte the events differ"
    }

    /// The event without the mark that depends on how bytes were cut into reads.
    private static func unmarked(_ event: TerminalEvent) -> TerminalEvent {
        if case .key(let stroke, _) = event { .key(stroke) } else { event }
    }

    private func displayFault(_ bytes: [UInt8]) -> String? {
        let policies: [DisplayPolicy] = [.standard, .revealing, .singleLine, DisplayPolicy(asciiOnly: true)]
        for policy in policies {
            let text = DisplayText(bytes: bytes, policy: policy)
            for cluster in text.clusters where !cluster.isLineBreak {
                if let fault = ScalarSafety.fault(in: cluster.text) { return fault }
                guard (1...2).contains(cluster.width) else { return "a cluster of width \(cluster.width)" }
                if policy.asciiOnly, !cluster.text.utf8.allSatisfy({ $0 < 0x80 }) { return "\(cluster.text) in ASCII" }
            }
            for width in [1, 2, 7, 40] {
                if let fault = layoutFault(TextLayout(text, width: width), text, width) { return fault }
            }
        }
        return nil
    }

    private func layoutFault(_ layout: TextLayout, _ text: DisplayText, _ width: Int) -> String? {
        var next = 0
        for line in layout.lines {
            guard line.clusters.lowerBound >= next else { return "lines overlap at width \(width)" }
            next = line.clusters.upperBound
            let slice = text.slice(line.clusters)
            let isOneGlyph = slice.clusters.count <= 1
            if line.indent + slice.width > width, !isOneGlyph, slice.clusters.contains(where: { !$0.isBlank }) {
                let shown = slice.clusters.reversed().drop { $0.isBlank || $0.isLineBreak }.reduce(0) { $0 + $1.width }
                if line.indent + shown > max(width, 2) { return "a line of \(shown) cells at width \(width)" }
            }
        }
        var frame = Frame(size: Size(rows: layout.lines.count, columns: width))
        for (row, line) in layout.lines.enumerated() {
            frame.put(text.slice(line.clusters), at: Point(row: row, column: line.indent), style: .plain)
        }
        return ScalarSafety.fault(in: frame.text.filter { $0 != "\n" })
    }

    private func jsonFault(_ bytes: [UInt8]) -> String? {
        guard let value = try? JSONParser().parse(bytes) else { return nil }
        guard let again = try? JSONParser().parse(value.serialized) else { return "what was written cannot be read" }
        return again.serialized == value.serialized ? nil : "written twice it differs"
    }

    private func tomlFault(_ bytes: [UInt8]) -> String? {
        guard let record = try? TOML.parse(String(decoding: bytes, as: UTF8.self)) else { return nil }
        let written = TOML.text(of: record)
        guard let again = try? TOML.parse(written) else { return "what was written cannot be read" }
        return TOML.text(of: again) == written ? nil : "written twice it differs"
    }

    private func readingFault(_ bytes: [UInt8], name: String) -> String? {
        var options = ReadOptions(fallbackQueue: "q")
        if name.hasSuffix(".csv") { options.mapping = Self.mapping }
        guard let reader = try? RecordReader(ByteSource(bytes: bytes, name: name), options: options) else { return nil }
        var count = 0
        do {
            while let result = try reader.next() {
                count += 1
                if count > bytes.count + 1 { return "more results than bytes" }
                guard case .refused(let problem) = result else { continue }
                if problem.line < 1 || problem.column < 1 { return "a problem at \(problem)" }
                let reason = DisplayText(problem.reason, policy: .singleLine).string
                if let fault = ScalarSafety.fault(in: reason) { return fault }
            }
        } catch {
            return nil
        }
        return nil
    }

    private static let mapping = try? Mapping(
        toml: """
            [item]
            id = "id"
            [[context]]
            role = "user"
            text = ["prompt"]
            [[suggestion]]
            id = "a"
            text = "a"
            [[suggestion]]
            id = "b"
            text = "b"
            """, name: "fuzz")

    private func schemeFault(_ bytes: [UInt8]) -> String? {
        guard let scheme = try? Base16Scheme(yaml: String(decoding: bytes, as: UTF8.self), source: "fuzz") else {
            return nil
        }
        guard scheme.colors.count >= 16 else { return "\(scheme.colors.count) colours" }
        return (try? TOML.parse(scheme.toml)) == nil ? "the theme that it makes cannot be read" : nil
    }
}
