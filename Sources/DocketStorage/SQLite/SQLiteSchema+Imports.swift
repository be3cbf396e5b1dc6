/// What version 3 knows more: how far an import is, so that one that was cut off goes on.
extension SQLiteSchema {
    static let imports = """
        -- The import under way, or the one that was cut off. Where it has a position its items are published and the
        -- decisions that came along are being appended.
        CREATE TABLE staged_import(
            only INTEGER PRIMARY KEY CHECK (only = 1), source TEXT, queue INTEGER NOT NULL REFERENCES queue(id),
            overlap INTEGER NOT NULL, first_item INTEGER NOT NULL, next_item INTEGER NOT NULL,
            taken INTEGER NOT NULL DEFAULT 0, line INTEGER NOT NULL DEFAULT 0, revised INTEGER NOT NULL DEFAULT 0,
            unchanged INTEGER NOT NULL DEFAULT 0, position INTEGER) STRICT;
        CREATE TABLE staged_refusal(seq INTEGER PRIMARY KEY, line INTEGER NOT NULL, reason TEXT NOT NULL) STRICT;
        DROP TABLE staged_record;
        CREATE TABLE staged_record(
            seq INTEGER PRIMARY KEY, line INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, item TEXT NOT NULL,
            bytes BLOB NOT NULL) STRICT;
        -- Items on a held shelf are seen and not dealt: the decisions that came with them are not in yet.
        ALTER TABLE shelf ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
        -- The rows of an import lie together, and the table import says where.
        DROP INDEX item_order;

        """
}
