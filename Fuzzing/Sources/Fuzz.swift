import FuzzTargets
import Glibc

/// The one that `DOCKET_FUZZ` names.
private let target: FuzzTarget = {
    guard let name = getenv("DOCKET_FUZZ").map({ String(cString: $0) }), let target = FuzzTarget(rawValue: name) else {
        let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
        fatalError("set DOCKET_FUZZ to one of \(names)")
    }
    return target
}()

@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let fault = target.fault(bytes) { fatalError("\(target.rawValue): \(fault)") }
    return 0
}
