import Glibc

@main
struct Benchmarks {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.contains("--help") || arguments.contains("-h") { return print(Options.help) }
        do {
            try run(Options(arguments))
        } catch {
            let message = Array("benchmarks: \(error)\n".utf8)
            _ = write(STDERR_FILENO, message, message.count)
            exit(Self.status(of: error))
        }
    }

    /// The exit status for an error, as in sysexits.
    private static func status(of error: any Error) -> Int32 {
        if case BenchmarkError.usage = error { 64 } else { 70 }
    }

    private static func run(_ options: Options) throws {
        // A program that ends early closes its pipe; writing to it is then an error and not the end of the run.
        signal(SIGPIPE, SIG_IGN)
        let workplace = try Workplace(options)
        defer { workplace.remove() }

        var report = try Report(facts: Machine.facts(workplace, options))
        print(report.heading)
        fflush(nil)
        for bench in options.benches {
            let section =
                switch bench {
                case .start: try startBenchmark(workplace, options)
                case .key: try keyBenchmark(workplace, options)
                case .decide: try decideBenchmark(workplace, options)
                case .import: try importBenchmark(workplace, options)
                case .export: try exportBenchmark(workplace, options)
                case .statistics: try statisticsBenchmark(workplace, options)
                }
            print(section.markdown)
            fflush(nil)
            report.sections.append(section)
        }
        if let results = options.results { try report.write(to: results) }
    }
}
