package import DocketModel
import GRDB

extension SQLiteStore {
    package func owner() async throws -> PersonID {
        try await read { database in
            guard let owner = try database.first("SELECT owner FROM store", read: { PersonID($0.text(0)) }) else {
                throw Damage(reason: "it has no owner")
            }
            return owner
        }
    }

    package func people() async throws -> [Person] {
        try await read { database in
            try database.all("SELECT id, role, cohort FROM person ORDER BY id") { row in
                guard let role = Role(rawValue: row.text(1)) else {
                    throw Damage(reason: "\(row.text(0)) has an unknown role, \"\(row.text(1))\"")
                }
                return Person(id: PersonID(row.text(0)), role: role, cohort: row.optionalText(2))
            }
        }
    }

    package func put(_ person: Person, by author: Author) async throws {
        try await write { database in
            try database.run(
                """
                INSERT INTO person(id, role, cohort) VALUES (?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET role = excluded.role, cohort = excluded.cohort
                """, person.id, person.role.rawValue, person.cohort)
        }
    }

    package func remove(_ person: PersonID, by author: Author) async throws {
        try await write { database in try database.run("DELETE FROM person WHERE id = ?", person) }
    }
}
