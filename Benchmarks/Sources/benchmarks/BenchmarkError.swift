/// Why a benchmark could not be taken.
enum BenchmarkError: Error, CustomStringConvertible {
    case usage(String)
    case system(action: String, code: Int32)
    case failed(command: String, status: Int32)
    case silent(command: String, awaited: String)
    case receipt(String)
    case sqlite(String)

    var description: String {
        switch self {
        case .usage(let problem): "\(problem)\n\n\(Options.help)"
        case .system(let action, let code): "\(action): error \(code) (see errno(3))"
        case .failed(let command, let status): "`\(command)` ended with status \(status); run it by hand to see why"
        case .silent(let command, let awaited): "`\(command)` did not send \(awaited) in ten seconds"
        case .receipt(let line): "docket decide did not save a decision; its receipt: \(line)"
        case .sqlite(let message): "SQLite: \(message)"
        }
    }
}
