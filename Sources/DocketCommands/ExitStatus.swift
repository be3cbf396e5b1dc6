import DocketAdjudication
import DocketInterchange
import DocketModel
import DocketNotation
import DocketStorage
import DocketTerminal
import DocketWorkbench
import DocketWorkflow
import Glibc

/// What the program says to its caller: 0, 1, and the numbers of sysexits. Thrown, it ends a command without a message.
enum ExitStatus: Int32, Error {
    case done = 0
    /// Done, and the answer is "no": a check failed, or some of what was given was refused.
    case no = 1
    case usage = 64
    case badData = 65
    case noInput = 66
    case unavailable = 69
    case cannotCreate = 73
    case inputOutput = 74
    case notAllowed = 77
    /// Whoever read the output is gone: as if the signal had ended the program.
    case brokenPipe = 141

    init(for error: any Error) {
        self =
            switch error {
            case let error as CommandError: error.status
            case let error as StoreError: Self.status(of: error)
            case let error as RestorationError: Self.status(of: error)
            case let error as WorkflowError: Self.status(of: error)
            case let error as SigningError: Self.status(of: error)
            case let error as InterchangeError: Self.status(of: error)
            case is ImportError: .badData
            case is ExportError: .usage
            case is UndeclaredLabel: .badData
            case let error as ThemeError: Self.status(of: error)
            case let error as KeyMapError: Self.status(of: error)
            case is TerminalError: .unavailable
            case is RecordError, is JSONError, is TOMLError: .badData
            default: .inputOutput
            }
    }

    private static func status(of error: StoreError) -> ExitStatus {
        switch error {
        case .unknownQueue, .unknownItem: .noInput
        case .refused(.notYours): .notAllowed
        case .refused(.unknownItem), .refused(.unknownEvent): .noInput
        case .refused, .claimLost: .no
        case .unavailable, .newer, .older, .readOnly: .unavailable
        case .foreign, .damaged: .badData
        case .diskFull, .inputOutput, .unknownOutcome: .inputOutput
        case .cannotCreate: .cannotCreate
        }
    }

    private static func status(of error: RestorationError) -> ExitStatus {
        switch error {
        case .exists: .cannotCreate
        case .sameFile: .usage
        case .damagedBackup: .badData
        case .importUnderWay: .unavailable
        }
    }

    private static func status(of error: WorkflowError) -> ExitStatus {
        switch error {
        case .notListed, .reservedName, .notAllowed, .adjudicatorIsAnnotator, .notYourself: .notAllowed
        case .invalid, .incomplete, .notItsDecisions, .inputsLeaveOut, .alreadyResolved: .badData
        case .noDecisions, .notItsAnnotators, .notResolved: .no
        case .nothingSaid: .usage
        case .noSuchVersion, .unknownPerson, .unknownQuestion: .noInput
        case .unsettled(_, let error): status(of: error)
        }
    }

    private static func status(of error: SigningError) -> ExitStatus {
        switch error {
        case .noPrivateKey, .noPublicKey, .unreadable: .noInput
        case .exists: .cannotCreate
        case .notAKey: .badData
        case .exposed: .notAllowed
        case .cannotWrite(_, ENOSPC), .cannotWrite(_, EDQUOT), .cannotWrite(_, EIO): .inputOutput
        case .cannotWrite: .cannotCreate
        case .noRandomness: .unavailable
        }
    }

    private static func status(of error: InterchangeError) -> ExitStatus {
        switch error {
        case .cannotOpen, .cannotRead(_, EISDIR): .noInput
        case .cannotRead: .inputOutput
        case .cannotWrite(_, ENOSPC), .cannotWrite(_, EDQUOT), .cannotWrite(_, EIO): .inputOutput
        case .cannotWrite(_, EPIPE): .brokenPipe
        case .cannotWrite, .exists, .isStore: .cannotCreate
        case .encoding, .unrecognized, .noRecords, .configuration, .packed, .table: .badData
        case .mapMissing, .tableWithoutMap: .usage
        }
    }

    private static func status(of error: KeyMapError) -> ExitStatus {
        switch error {
        case .notFound: .noInput
        case .invalid: .badData
        }
    }

    private static func status(of error: ThemeError) -> ExitStatus {
        switch error {
        case .notFound, .unreadable: .noInput
        case .invalid, .circularInheritance: .badData
        }
    }
}
