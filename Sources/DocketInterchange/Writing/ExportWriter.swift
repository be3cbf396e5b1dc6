import DocketModel
package import DocketNotation

/// Writes an export and its manifest, item by item. Nothing is seen under their names before `finish`, and nothing
/// stays where that is not reached.
///
/// ```swift
/// let writer = try ExportWriter(to: .file("pairs.jsonl"), manifest: manifest)
/// for row in outcomes { try writer.add(renderer.render(row)) }
/// let receipt = try writer.finish()
/// ```
package final class ExportWriter {
    package enum Destination: Sendable, Hashable {
        /// Replaces a file that is there. The manifest goes beside it, as `PATH.manifest.json`.
        case file(String)
        /// With a manifest only where a path for it is given.
        case standardOutput(manifest: String? = nil)
        /// A dry run: only the receipt.
        case nowhere
    }

    private let file: AtomicFile?
    private let manifest: ManifestFile?
    private let shown: (@Sendable (SourceText) -> [UInt8])?
    private let signature: (@Sendable (Digest) -> JSONObject)?
    private var hasher: DigestHasher?
    private var receipt: ExportReceipt

    /// - Parameter shown: how a line is to be written where a terminal shows it; nil writes it as it is.
    package init(
        to destination: Destination, manifest: Manifest, shown: (@Sendable (SourceText) -> [UInt8])? = nil
    ) throws(InterchangeError) {
        self.shown = shown
        var path: String?
        var manifestPath: String?
        switch destination {
        case .file(let name):
            path = name
            manifestPath = ManifestFile.path(besides: name)
            file = try AtomicFile(name)
        case .standardOutput(let name):
            manifestPath = name
            file = AtomicFile()
        case .nowhere: file = nil
        }
        if let manifestPath {
            self.manifest = try ManifestFile(manifestPath, header: manifest.header)
        } else {
            self.manifest = nil
        }
        signature = manifest.signature
        hasher = DigestHasher()
        receipt = ExportReceipt(
            items: 0, rows: 0, leftOut: [:], sha256: .zero, bytes: 0, path: path, manifestPath: manifestPath)
    }

    package func add(_ rendered: RenderedOutcome) throws(InterchangeError) {
        for line in rendered.lines {
            let bytes = line.bytes + [UInt8(ascii: "\n")]
            hasher?.update(bytes)
            receipt.bytes += bytes.count
            try file?.write(shown.map { $0(SourceText(bytes: line.bytes)) + [UInt8(ascii: "\n")] } ?? bytes)
        }
        try manifest?.add(rendered, firstLine: receipt.rows + 1)
        receipt.items += 1
        receipt.rows += rendered.lines.count
        for reason in rendered.leftOut { receipt.leftOut[reason, default: 0] += 1 }
    }

    /// Puts both files in their place: the export first, so that a manifest never speaks of a file that is not there.
    /// - Precondition: called once.
    package func finish() throws(InterchangeError) -> ExportReceipt {
        guard let hasher = hasher.take() else { preconditionFailure("an export is finished once") }
        receipt.sha256 = hasher.finish()
        let name = receipt.path?.split(separator: "/").last.map(String.init)
        try manifest?.finish(receipt, fileName: name, signature: signature?(receipt.sha256))
        try file?.commit()
        try manifest?.commit()
        return receipt
    }
}
