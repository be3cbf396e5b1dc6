import CFaultVFS
import DocketTestSupport
import Glibc
import Testing

/// What can go wrong beneath a store.
enum Fault: UInt32, CaseIterable, Sendable, CustomTestStringConvertible {
    case write = 1
    case shortWrite = 2
    case noRoom = 3
    case lateWrite = 4
    case sync = 5
    case truncate = 6
    case sharedMemory = 7
    case read = 8
    case power = 9

    var testDescription: String { "\(self)" }

    /// The other way in which the same operations fail for as long.
    var twin: Fault {
        switch self {
        case .write: .lateWrite
        case .lateWrite: .write
        case .noRoom: .shortWrite
        case .shortWrite: .noRoom
        case .sync, .truncate, .sharedMemory, .read, .power: self
        }
    }

    /// A disk that is full stays so until there is room.
    var lasts: Bool { self == .noRoom || self == .shortWrite || self == .power }
}

/// Spoils the input and output of the stores in one folder, from the moment they are opened.
final class FaultPlan: Sendable {
    // The plan has a lock of its own.
    private nonisolated(unsafe) let plan: OpaquePointer

    struct NotInstalled: Error {}

    /// - Parameter keepsContent: keep account of what a loss of power would leave.
    init(folder: String, keepsContent: Bool = false) throws {
        guard fault_vfs_install(), let real = realpath(folder, nil) else { throw NotInstalled() }
        defer { free(real) }
        guard let plan = fault_plan_create(real, keepsContent) else { throw NotInstalled() }
        self.plan = plan
    }

    deinit {
        fault_plan_destroy(plan)
    }

    /// - Parameter operation: which of the operations that the fault concerns fails; 1 is the next.
    /// - Parameter lasts: whether all operations behind it fail, too; nil for what is the fault's nature.
    func arm(_ fault: Fault, at operation: Int, lasts: Bool? = nil) {
        fault_plan_arm(plan, fault_kind(fault.rawValue), Int64(operation), lasts ?? fault.lasts)
    }

    func disarm() { fault_plan_disarm(plan) }

    /// How many operations the fault concerned since it was armed.
    var count: Int { Int(fault_plan_count(plan)) }
    var fired: Int { Int(fault_plan_fired(plan)) }

    /// Writes into a folder what a loss of power leaves.
    func losePower(seed: UInt64, into folder: String) -> Bool { fault_plan_materialise(plan, seed, folder) }
}
