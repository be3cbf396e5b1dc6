package import DocketAdjudication
package import DocketInterchange

extension LabelTable {
    /// The table that a file of labels holds.
    package init(_ file: LabelFile, classes: LabelClasses = .occurring) throws(UndeclaredLabel) {
        try self.init(
            units: file.items.names.map { Unit(item: $0) }, annotators: file.annotators.names,
            labels: file.labels.names, unitCodes: file.items.codes, annotatorCodes: file.annotators.codes,
            labelCodes: file.labels.codes, classes: classes)
    }
}
