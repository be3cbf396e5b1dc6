import DocketModel
import DocketStorage

/// Who may manage people: the admins that are listed, and who made the store unless listed otherwise.
enum Administrators {
    /// - Parameters:
    ///   - people: the list as it would be.
    ///   - changed: whose entry changes.
    /// - Throws: `CommandError.lastAdmin` where nobody would be left.
    static func requireOne(among people: [Person], in store: any Store, without changed: PersonID) async throws {
        let owner = try await store.owner()
        guard people.contains(where: { $0.role == .admin }) || !people.contains(where: { $0.id == owner }) else {
            throw CommandError.lastAdmin(changed)
        }
    }
}
