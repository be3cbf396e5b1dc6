import ArgumentParser
import DocketModel

/// Refuses names that a list could not hold, as wrong arguments.
enum NameCheck {
    static func queue(_ name: String) throws(ValidationError) {
        if let fault = QueueID(name).nameFault(limit: QueueID.nameLimit) {
            throw ValidationError("The name of a queue \(fault).")
        }
    }

    static func person(_ name: String) throws(ValidationError) {
        if let fault = PersonID(name).nameFault(limit: PersonID.nameLimit) {
            throw ValidationError("The name of a person \(fault).")
        }
    }
}
