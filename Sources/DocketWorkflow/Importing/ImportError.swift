import DocketModel

/// Why a file does not become a queue. The description is one line.
package enum ImportError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file holds no item; the first bad record, where there is one.
    case nothingToReview(path: String, firstProblem: String?)

    package var description: String {
        switch self {
        case .nothingToReview(let path, let problem?):
            "\(path) has no item that could be reviewed (\(problem)): docket import \(path) lists what is wrong"
        case .nothingToReview(let path, nil): "\(path) has no items: nothing can be reviewed"
        }
    }
}
