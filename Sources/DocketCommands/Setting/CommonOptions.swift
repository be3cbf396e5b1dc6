import ArgumentParser
import DocketModel
import DocketStorage
import DocketWorkflow

/// The options that every command takes.
package struct CommonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The store's file. (default: DOCKET_STORE, else docket/docket.db in the data folder)", valueName: "path"))
    var store: String?

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Who you are. (default: DOCKET_ANNOTATOR, else your login name)", valueName: "name"))
    var person: String?

    @Flag(help: "Print one JSON document.")
    var json = false

    @Flag(help: "Print no messages and no progress.")
    var quiet = false

    package init() {}

    var console: Console { Console(isQuiet: quiet) }

    /// What a command does to the store's file.
    enum Opening {
        /// Makes it where there is none.
        case creating
        /// Writes to one that must be there.
        case existing
        /// Leaves no trace: where there is no store, a scratch one stands in for it.
        case trying
        /// Only reads, so that a file without write permission will do.
        case reading
    }

    /// Opens the store for this person.
    /// - Throws: `CommandError`, `StoreError`, `WorkflowError.notListed`.
    /// - Parameter scratch: where a store that is only tried is made.
    func session(_ opening: Opening, scratch: ScratchFolder? = nil) async throws -> Session {
        var path = try storePath()
        let person = try annotator()
        var mode: StoreAddress.Mode =
            switch opening {
            case .creating: .createIfMissing
            case .existing, .trying: .existing
            case .reading: .readOnly
            }
        if opening != .creating, !Surroundings.exists(path) {
            guard opening == .trying, let scratch else { throw CommandError.noStore(path: path) }
            path = scratch.storePath
            mode = .createIfMissing
        }
        let isNew = opening == .creating && !Surroundings.exists(path)
        let store = try await opened(path, mode, person)
        // A mistyped name makes a store, too.
        if isNew, path != (try? defaultStorePath()) { console.note("made a new store at \(path)") }
        return try await Session(
            store: store, person: person, clientVersion: Docket.version, now: SystemSources.time,
            makeID: SystemSources.id)
    }

    /// A store of an earlier Docket is brought up to date, also for reading, where the file may be written.
    private func opened(
        _ path: String, _ mode: StoreAddress.Mode, _ person: PersonID
    ) async throws -> any Store {
        let address = try StoreAddress(path)
        do {
            return try await address.open(mode, owner: person)
        } catch StoreError.older(let place, let version, let known) where Surroundings.isWritable(path) {
            console.note("\(place) is brought up to date (from schema \(version) to \(known))")
            return try await address.open(.existing, owner: person)
        }
    }

    /// Opens the store, does the work, and closes it whatever came of it.
    func withSession<Value>(_ opening: Opening, _ work: (Session) async throws -> Value) async throws -> Value {
        let scratch = opening == .trying ? try ScratchFolder() : nil
        defer { scratch?.remove() }
        let session = try await session(opening, scratch: scratch)
        do {
            let value = try await work(session)
            await session.store.close()
            return value
        } catch {
            await session.store.close()
            throw error
        }
    }

    /// The same with a queue of the store.
    func withQueue<Value>(
        _ name: String, _ opening: Opening, _ work: (Session, QueueRecord) async throws -> Value
    ) async throws -> Value {
        try await withSession(opening) { session in
            try await work(session, session.store.queue(QueueID(name)))
        }
    }

    func storePath() throws(CommandError) -> String {
        let named = store.flatMap { $0.isEmpty ? nil : $0 } ?? Surroundings.variable("DOCKET_STORE")
        if let named {
            guard !named.hasPrefix("postgresql://"), !named.hasPrefix("postgres://") else {
                throw .unsupportedStore(named)
            }
            return named
        }
        return try defaultStorePath()
    }

    private func defaultStorePath() throws(CommandError) -> String {
        guard let folder = Surroundings.dataFolder else { throw .noHome }
        return folder + "/docket.db"
    }

    func annotator() throws(CommandError) -> PersonID {
        guard let name = person ?? Surroundings.variable("DOCKET_ANNOTATOR") ?? Surroundings.loginName, !name.isEmpty
        else { throw .noPerson }
        let person = PersonID(name)
        if let fault = person.nameFault(limit: PersonID.nameLimit) { throw .badPerson(reason: fault) }
        return person
    }
}
