import DocketAdjudication
import DocketNotation
import DocketWorkflow

/// How far people agree, for somebody to read.
struct AgreementReport {
    private let block: AgreementBlock
    private let console: Console

    /// More people than this make no matrix that could be read.
    private static let widestMatrix = 12

    init(_ block: AgreementBlock, _ console: Console) {
        self.block = block
        self.console = console
    }

    func print() {
        counts()
        metrics()
        if block.classes.count > 1 { classes() }
        if block.pairs.count > 1 { pairs() }
        for slice in block.slices?.slices ?? [] {
            console.line()
            console.outsideLine(SourceText("\(block.slices?.by ?? ""): \(slice.value.isEmpty ? "none" : slice.value)"))
            let report = AgreementReport(slice.block, console)
            report.counts()
            report.metrics()
        }
    }

    private func counts() {
        var table = TextTable(
            ["items", "annotators", "decisions", "comparable", "repeated"], figures: [0, 1, 2, 3, 4])
        table.add(
            [block.items, block.annotators, block.decisions, block.pairable, block.repeated].map { String($0) })
        table.print(to: console)
        console.line()
    }

    private func metrics() {
        var table = TextTable(["coefficient", "value", "95 % from", "to", ""], figures: [1, 2, 3])
        for metric in block.metrics {
            let estimate = metric.estimate
            table.add(
                [metric.coefficient.title] + Self.cells(estimate) + [estimate.reason?.description ?? ""])
        }
        table.print(to: console)
    }

    private func classes() {
        console.line()
        var table = TextTable(
            ["class", "given", "specific agreement", "Fleiss' kappa", "alpha"], figures: [1, 2, 3, 4])
        for each in block.classes {
            table.add([
                each.label, String(each.votes), Self.cell(each.specificAgreement.value),
                Self.cell(each.fleissKappa.value), Self.cell(each.krippendorffAlpha.value),
            ])
        }
        table.print(to: console)
    }

    /// Cohen's kappa of every two people: a matrix, of many a list.
    private func pairs() {
        console.line()
        guard block.annotators <= Self.widestMatrix else {
            console.note("\(block.pairs.count) pairs of people share items: --json has each of them")
            return
        }
        var names: [String] = []
        for pair in block.pairs {
            for name in [pair.first, pair.second] where !names.contains(name) { names.append(name) }
        }
        var kappas: [Set<String>: Double] = [:]
        for pair in block.pairs { kappas[[pair.first, pair.second]] = pair.kappa.value }
        var table = TextTable(["Cohen's kappa"] + names, figures: Set(1...names.count))
        for name in names {
            table.add([name] + names.map { $0 == name ? "" : Self.cell(kappas[[name, $0]]) })
        }
        table.print(to: console)
    }

    private static func cells(_ estimate: Estimate) -> [String] {
        let interval = estimate.interval
        return [cell(estimate.value), cell(interval?.lower), cell(interval?.upper)]
    }

    /// Four decimals; `-` where there is no number.
    private static func cell(_ value: Double?) -> String {
        value?.decimals(4) ?? "-"
    }
}
