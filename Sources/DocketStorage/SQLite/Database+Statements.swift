import DocketModel
import GRDB
import GRDBSQLite

/// A value that can stand for a `?` of a statement.
protocol Bindable {
    /// - Returns: SQLite's result code.
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32
}

/// Tells SQLite to copy what is bound (its `SQLITE_TRANSIENT`, a cast that Swift does not import).
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

extension Int: Bindable {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        sqlite3_bind_int64(statement, index, Int64(self))
    }
}

extension Int64: Bindable {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        sqlite3_bind_int64(statement, index, self)
    }
}

extension Bool: Bindable {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        sqlite3_bind_int64(statement, index, self ? 1 : 0)
    }
}

extension Timestamp: Bindable {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        sqlite3_bind_int64(statement, index, milliseconds)
    }
}

extension String: Bindable {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        var text = self
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                // An empty string may have no address, and a missing address would be taken for NULL.
                guard let start = characters.baseAddress else {
                    return sqlite3_bind_text(statement, index, "", 0, copied)
                }
                return sqlite3_bind_text(statement, index, start, Int32(characters.count), copied)
            }
        }
    }
}

extension Identifier: Bindable {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        rawValue.bind(to: statement, at: index)
    }
}

extension Array: Bindable where Element == UInt8 {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress, !bytes.isEmpty else {
                return sqlite3_bind_zeroblob(statement, index, 0)
            }
            return sqlite3_bind_blob64(statement, index, start, UInt64(bytes.count), copied)
        }
    }
}

extension Digest: Bindable {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        bytes.bind(to: statement, at: index)
    }
}

extension Optional: Bindable where Wrapped: Bindable {
    func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        self?.bind(to: statement, at: index) ?? sqlite3_bind_null(statement, index)
    }
}

/// What a row holds that cannot be: the file was changed by something else.
struct Damage: Error {
    var reason: String
}

/// The row a statement stands on. Only valid until the statement moves on.
struct ResultRow {
    let statement: OpaquePointer

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }
    func int64(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }
    func int(_ column: Int32) -> Int { Int(sqlite3_column_int64(statement, column)) }
    func optionalInt(_ column: Int32) -> Int? { isNull(column) ? nil : int(column) }
    func bool(_ column: Int32) -> Bool { sqlite3_column_int64(statement, column) != 0 }
    func timestamp(_ column: Int32) -> Timestamp { Timestamp(milliseconds: int64(column)) }

    func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(statement, column) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

    func blob(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(statement, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
    }

    func optionalBlob(_ column: Int32) -> [UInt8]? { isNull(column) ? nil : blob(column) }

    func digest(_ column: Int32) throws -> Digest {
        guard let digest = Digest(bytes: blob(column)) else { throw Damage(reason: "a digest is not 32 bytes long") }
        return digest
    }

    func optionalDigest(_ column: Int32) throws -> Digest? { isNull(column) ? nil : try digest(column) }
}

extension Database {
    /// Runs a statement that gives no rows, or whose rows do not matter.
    func run(_ sql: String, _ values: any Bindable...) throws {
        try each(sql, values) { _ in }
    }

    /// How many rows the last statement inserted, changed or deleted, without those of triggers.
    var changes: Int {
        sqliteConnection.map { Int(sqlite3_changes64($0)) } ?? 0
    }

    /// The first row, or nil.
    func first<Value>(_ sql: String, _ values: any Bindable..., read: (ResultRow) throws -> Value) throws -> Value? {
        var value: Value?
        try each(sql, values, limit: 1) { value = try read($0) }
        return value
    }

    /// The one number that a statement gives; 0 where it gives none.
    func integer(_ sql: String, _ values: any Bindable...) throws -> Int {
        var value = 0
        try each(sql, values, limit: 1) { value = $0.int(0) }
        return value
    }

    /// All rows.
    func all<Value>(_ sql: String, _ values: any Bindable..., read: (ResultRow) throws -> Value) throws -> [Value] {
        var rows: [Value] = []
        try each(sql, values) { rows.append(try read($0)) }
        return rows
    }

    /// Every row in turn. The same SQL must not be run again from inside `body`: a statement is prepared once.
    func forEachRow(_ sql: String, _ values: any Bindable..., body: (ResultRow) throws -> Void) throws {
        try each(sql, values, body: body)
    }

    /// A statement to run many times: saves looking it up each time. It must not outlive the access to the database.
    func prepared(_ sql: String) throws -> PreparedStatement {
        PreparedStatement(statement: try cachedStatement(sql: sql))
    }

    private func each(
        _ sql: String, _ values: [any Bindable], limit: Int = .max, body: (ResultRow) throws -> Void
    ) throws {
        try prepared(sql).each(values, limit: limit, body: body)
    }
}

/// A statement and its place in SQLite.
struct PreparedStatement {
    private let owner: Statement
    private let statement: OpaquePointer

    fileprivate init(statement: Statement) {
        owner = statement
        self.statement = statement.sqliteStatement
    }

    func run(_ values: any Bindable...) throws {
        try each(values, limit: .max) { _ in }
    }

    fileprivate func each(_ values: [any Bindable], limit: Int, body: (ResultRow) throws -> Void) throws {
        precondition(sqlite3_stmt_busy(statement) == 0, "a statement was run again from inside its own rows")
        precondition(values.count == sqlite3_bind_parameter_count(statement), "not a value for each ?")
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        for (index, value) in values.enumerated() {
            let code = value.bind(to: statement, at: Int32(index + 1))
            guard code == SQLITE_OK else { throw failure(code) }
        }
        var count = 0
        while count < limit {
            let code = sqlite3_step(statement)
            if code == SQLITE_DONE { return }
            guard code == SQLITE_ROW else { throw failure(code) }
            try body(ResultRow(statement: statement))
            count += 1
        }
    }

    // MARK: Without copies, for statements that run millions of times

    func bind(_ value: Int64, at index: Int32) {
        sqlite3_bind_int64(statement, index, value)
    }

    /// - Parameter text: UTF-8 that stays where it is until the statement has run.
    func bind(text: UnsafeRawBufferPointer, at index: Int32) {
        guard let start = text.baseAddress?.assumingMemoryBound(to: CChar.self), !text.isEmpty else {
            sqlite3_bind_text(statement, index, "", 0, copied)
            return
        }
        sqlite3_bind_text(statement, index, start, Int32(text.count), nil)
    }

    /// - Parameter blob: bytes that stay where they are until the statement has run.
    func bind(blob: UnsafeRawBufferPointer, at index: Int32) {
        guard let start = blob.baseAddress, !blob.isEmpty else {
            sqlite3_bind_zeroblob(statement, index, 0)
            return
        }
        sqlite3_bind_blob64(statement, index, start, UInt64(blob.count), nil)
    }

    /// Runs the statement, which gives no rows, with what was bound. An index that is out of range, or a value that is
    /// too large, leaves its place NULL, which the tables refuse.
    func runBound() throws {
        let code = sqlite3_step(statement)
        let failure = code == SQLITE_DONE ? nil : failure(code)
        sqlite3_reset(statement)
        if let failure { throw failure }
    }

    /// Forgets what was bound.
    func clear() {
        sqlite3_clear_bindings(statement)
    }

    private func failure(_ code: Int32) -> DatabaseError {
        let connection = sqlite3_db_handle(statement)
        let message = sqlite3_errmsg(connection).map { String(cString: $0) }
        return DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)), message: message, sql: owner.sql)
    }
}
