import FuzzTargets
import Glibc

/// libFuzzer's entry for programs that have a main of their own; it returns when it is done.
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// The one that `DOCKET_FUZZ` names: every argument is libFuzzer's.
private let target = getenv("DOCKET_FUZZ").flatMap { FuzzTarget(rawValue: String(cString: $0)) }
guard target != nil else {
    print("set DOCKET_FUZZ to one of \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))")
    exit(EX_USAGE)
}
var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
let status = runFuzzer(&count, &arguments) { start, count in
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let fault = target?.fault(bytes) { fatalError("\(fault)") }
    return 0
}
exit(status)
