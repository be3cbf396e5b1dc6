import ArgumentParser
import DocketAdjudication
import DocketInterchange
import DocketModel
import DocketStorage
import DocketWorkflow

/// What a command that measures labels was given: a file, or a queue.
enum LabelSource {
    /// A file that is there, or standard input; anything else names a queue.
    static func isFile(_ subject: String) -> Bool {
        subject == "-" || Surroundings.exists(subject)
    }

    /// - Parameter labels: the classes in their order; nil: those that occur.
    static func table(_ file: LabelFile, at path: String, labels: [String]?) throws -> LabelTable {
        do throws(UndeclaredLabel) {
            return try LabelTable(file, classes: labels.map { .ordered($0) } ?? .occurring)
        } catch {
            throw CommandError.badFile(path: path, reason: error.description + ": name it in --labels, too")
        }
    }

    /// - Throws: `CommandError.neitherQueueNorFile` where there is no such queue.
    static func withQueue<Value>(
        _ name: String, _ common: CommonOptions, _ work: (Session, QueueRecord) async throws -> Value
    ) async throws -> Value {
        do {
            return try await common.withQueue(name, .reading, work)
        } catch StoreError.unknownQueue(_, let near) {
            throw CommandError.neitherQueueNorFile(name, near: near)
        } catch CommandError.noStore {
            throw CommandError.neitherQueueNorFile(name, near: [])
        }
    }

    /// - Throws: what the queue does ask.
    static func question(_ name: String, of queue: QueueRecord) throws -> Question {
        let ask = queue.configuration.ask
        guard let question = ask.question(named: name) else {
            let names = ask.questions.map(\.description).joined(separator: ", ")
            throw ValidationError("\(queue.id) asks nothing called \"\(name)\": it asks \(names).")
        }
        return question
    }
}
