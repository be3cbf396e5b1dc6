import DocketModel
import GRDB
import GRDBSQLite

/// The tables, and what the file says about itself.
enum SQLiteSchema {
    /// "DOCK"
    static let applicationID = 0x444F_434B
    static let version = 4
    /// Stores of earlier versions than this must be brought up to date before they can be read.
    static let oldestReadable = 4

    /// Items that nobody has touched are dealt in an order below this, the others above it, by when they were touched.
    static let touched: Int64 = 1 << 62

    /// When a claim lapses that was assigned: never.
    static let never = Int64.max

    /// A content row's key is its item's number and its place in the item: 0 the item itself, 1... its suggestions.
    static let contentBits: Int64 = 12
    static let suggestionLimit = 4095

    static func create(in database: Database, owner: PersonID, at time: Timestamp) throws {
        try database.execute(
            sql: people + queues + items + journal + projections + triggers + staging + version2 + version3 + version4)
        try database.run("INSERT INTO store(owner, created) VALUES (?, ?)", owner, time)
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(version)")
    }

    /// Brings the tables of an earlier version up to this one, inside the caller's transaction.
    static func upgrade(_ database: Database, from earlier: Int) throws {
        if earlier < 2 { try database.execute(sql: version2) }
        if earlier < 3 { try database.execute(sql: version3) }
        if earlier < 4 {
            try database.execute(sql: version4)
            try Precedents.fill(database)
        }
        try database.execute(sql: "PRAGMA user_version = \(version)")
    }

    private static let people = """
        CREATE TABLE store(owner TEXT NOT NULL, created INTEGER NOT NULL) STRICT;
        CREATE TABLE person(id TEXT PRIMARY KEY, role TEXT NOT NULL, cohort TEXT) STRICT, WITHOUT ROWID;

        """

    private static let queues = """
        -- version 0: made for an import that is not published yet; nobody sees it.
        CREATE TABLE queue(
            id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, configuration BLOB NOT NULL,
            version INTEGER NOT NULL CHECK (version >= 0), guideline BLOB,
            archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1))) STRICT;
        CREATE TABLE guideline(digest BLOB PRIMARY KEY, text BLOB NOT NULL) STRICT;
        -- What changes with every event, apart from the configuration that does not. Items up to last_item are seen.
        CREATE TABLE ledger(
            queue INTEGER PRIMARY KEY REFERENCES queue(id), position INTEGER NOT NULL DEFAULT 0, hash BLOB NOT NULL,
            fence INTEGER NOT NULL DEFAULT 0, touch INTEGER NOT NULL DEFAULT 0,
            first_item INTEGER NOT NULL DEFAULT 0, last_item INTEGER NOT NULL DEFAULT 0,
            items INTEGER NOT NULL DEFAULT 0, decisions INTEGER NOT NULL DEFAULT 0,
            complete INTEGER NOT NULL DEFAULT 0, resolved INTEGER NOT NULL DEFAULT 0) STRICT;
        -- A large import stays on a shelf of its own, so that publishing it moves no item.
        CREATE TABLE shelf(queue INTEGER NOT NULL REFERENCES queue(id), shelf INTEGER NOT NULL,
            PRIMARY KEY (queue, shelf)) STRICT, WITHOUT ROWID;
        CREATE TABLE import(
            queue INTEGER NOT NULL REFERENCES queue(id), position INTEGER NOT NULL,
            first_item INTEGER NOT NULL, last_item INTEGER NOT NULL,
            PRIMARY KEY (queue, position)) STRICT, WITHOUT ROWID;

        """

    private static let items = """
        CREATE TABLE item(
            seq INTEGER PRIMARY KEY, queue INTEGER NOT NULL REFERENCES queue(id), id TEXT NOT NULL,
            shelf INTEGER NOT NULL DEFAULT 0, revision INTEGER NOT NULL DEFAULT 1,
            rank INTEGER NOT NULL, overlap INTEGER NOT NULL CHECK (overlap >= 1),
            free INTEGER NOT NULL CHECK (free >= 0 AND free <= overlap),
            decided INTEGER NOT NULL DEFAULT 0 CHECK (decided >= 0 AND decided <= overlap - free),
            resolved INTEGER NOT NULL DEFAULT 0 CHECK (resolved IN (0, 1)),
            deal INTEGER NOT NULL, UNIQUE (queue, id)) STRICT;
        CREATE INDEX item_order ON item(queue, seq);
        CREATE INDEX item_deal ON item(queue, shelf, rank, free, deal) WHERE free > 0;
        CREATE INDEX item_contested ON item(queue, seq) WHERE decided > 1 OR resolved = 1;
        CREATE TABLE content(
            key INTEGER PRIMARY KEY, name TEXT NOT NULL, digest BLOB NOT NULL, since INTEGER NOT NULL DEFAULT 0,
            bytes BLOB NOT NULL) STRICT;

        """

    private static let journal = """
        CREATE TABLE event(
            seq INTEGER PRIMARY KEY, queue INTEGER NOT NULL REFERENCES queue(id), position INTEGER NOT NULL,
            id TEXT NOT NULL, kind TEXT NOT NULL, actor TEXT NOT NULL, item INTEGER REFERENCES item(seq),
            occasion TEXT, supersedes TEXT, body BLOB NOT NULL, shown BLOB NOT NULL, client_version TEXT NOT NULL,
            client_time INTEGER NOT NULL, server_time INTEGER NOT NULL, previous BLOB NOT NULL, hash BLOB NOT NULL,
            UNIQUE (queue, position), UNIQUE (queue, id)) STRICT;
        -- Two events that supersede the same one cannot both be.
        CREATE UNIQUE INDEX event_line ON event(queue, supersedes) WHERE supersedes IS NOT NULL;
        CREATE INDEX event_item ON event(item, seq) WHERE item IS NOT NULL;
        -- NULL where it was redacted.
        CREATE TABLE body(event INTEGER PRIMARY KEY REFERENCES event(seq), bytes BLOB) STRICT;
        CREATE TRIGGER event_stays BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
        CREATE TRIGGER event_is_fixed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
        CREATE TRIGGER body_stays BEFORE DELETE ON body BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
        CREATE TRIGGER body_is_fixed BEFORE UPDATE ON body WHEN NEW.bytes IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;

        """

    private static let projections = """
        -- A row for each slot that is claimed or decided; a free slot has none. The key enforces k, the unique
        -- constraint that nobody counts twice.
        CREATE TABLE slot(
            item INTEGER NOT NULL REFERENCES item(seq), slot INTEGER NOT NULL CHECK (slot >= 0),
            queue INTEGER NOT NULL REFERENCES queue(id), annotator TEXT NOT NULL,
            decided INTEGER NOT NULL CHECK (decided IN (0, 1)), fence INTEGER NOT NULL,
            granted INTEGER NOT NULL, expires INTEGER NOT NULL, event INTEGER,
            PRIMARY KEY (item, slot), UNIQUE (item, annotator), CHECK (decided = (event IS NOT NULL)))
            STRICT, WITHOUT ROWID;
        CREATE INDEX slot_claim ON slot(queue, expires) WHERE decided = 0;
        CREATE INDEX slot_holder ON slot(queue, annotator, fence) WHERE decided = 0;
        -- The history of (item, annotator, occasion): its last event, and the decision that stands.
        CREATE TABLE line(
            item INTEGER NOT NULL REFERENCES item(seq), annotator TEXT NOT NULL, occasion TEXT NOT NULL,
            queue INTEGER NOT NULL REFERENCES queue(id), tip INTEGER NOT NULL REFERENCES event(seq),
            live INTEGER REFERENCES event(seq), skip INTEGER NOT NULL DEFAULT 0, surplus INTEGER NOT NULL DEFAULT 0,
            time INTEGER NOT NULL, PRIMARY KEY (item, annotator, occasion)) STRICT, WITHOUT ROWID;
        CREATE INDEX line_person ON line(queue, annotator, item) WHERE live IS NOT NULL;
        CREATE INDEX line_progress ON line(queue, annotator, skip, time) WHERE live IS NOT NULL AND occasion = 'primary';
        -- The same for an item's resolutions and send-backs.
        CREATE TABLE verdict(
            item INTEGER PRIMARY KEY REFERENCES item(seq), tip INTEGER NOT NULL REFERENCES event(seq),
            live INTEGER REFERENCES event(seq)) STRICT;
        CREATE TABLE sendback(
            queue INTEGER NOT NULL, item INTEGER NOT NULL REFERENCES item(seq),
            event INTEGER NOT NULL REFERENCES event(seq), PRIMARY KEY (queue, item, event)) STRICT, WITHOUT ROWID;
        -- What each person can undo (0: done) and redo (1: undone); 2: undone, and something new was done since.
        CREATE TABLE action(
            event INTEGER PRIMARY KEY REFERENCES event(seq), queue INTEGER NOT NULL, actor TEXT NOT NULL,
            state INTEGER NOT NULL CHECK (state IN (0, 1, 2)), undone INTEGER) STRICT;
        CREATE INDEX action_done ON action(queue, actor, event) WHERE state = 0;
        CREATE INDEX action_undone ON action(queue, actor, undone) WHERE state = 1;
        CREATE TABLE draft(
            item INTEGER NOT NULL REFERENCES item(seq), annotator TEXT NOT NULL, bytes BLOB NOT NULL,
            PRIMARY KEY (item, annotator)) STRICT, WITHOUT ROWID;
        -- How far an annotator has passed over the touched items of a group, because they had decided them.
        CREATE TABLE passed(
            queue INTEGER NOT NULL, annotator TEXT NOT NULL, shelf INTEGER NOT NULL, rank INTEGER NOT NULL,
            free INTEGER NOT NULL, deal INTEGER NOT NULL,
            PRIMARY KEY (queue, annotator, shelf, rank, free)) STRICT, WITHOUT ROWID;

        """

    private static let triggers = """
        CREATE TRIGGER slot_within_k BEFORE INSERT ON slot
        WHEN NEW.slot >= (SELECT overlap FROM item WHERE seq = NEW.item)
        BEGIN SELECT RAISE(ABORT, 'an item has k slots'); END;
        CREATE TRIGGER slot_stays_put BEFORE UPDATE OF item, slot, queue, annotator ON slot
        BEGIN SELECT RAISE(ABORT, 'a slot is freed and taken, not moved'); END;
        CREATE TRIGGER slot_taken AFTER INSERT ON slot BEGIN
            UPDATE ledger SET touch = touch + 1 WHERE queue = NEW.queue;
            UPDATE item SET free = free - 1, decided = decided + NEW.decided,
                deal = \(touched) + (SELECT touch FROM ledger WHERE queue = NEW.queue) WHERE seq = NEW.item;
        END;
        CREATE TRIGGER slot_freed AFTER DELETE ON slot BEGIN
            UPDATE ledger SET touch = touch + 1 WHERE queue = OLD.queue;
            UPDATE item SET free = free + 1, decided = decided - OLD.decided,
                deal = \(touched) + (SELECT touch FROM ledger WHERE queue = OLD.queue) WHERE seq = OLD.item;
        END;
        CREATE TRIGGER slot_decided AFTER UPDATE OF decided ON slot WHEN NEW.decided <> OLD.decided BEGIN
            UPDATE item SET decided = decided + NEW.decided - OLD.decided WHERE seq = NEW.item;
        END;
        CREATE TRIGGER k_holds_slots BEFORE UPDATE OF overlap ON item
        WHEN NEW.overlap <= (SELECT max(slot) FROM slot WHERE item = NEW.seq)
        BEGIN SELECT RAISE(ABORT, 'k cannot shrink below a slot that is taken'); END;
        CREATE TRIGGER item_counted AFTER UPDATE OF decided, overlap, resolved ON item BEGIN
            UPDATE ledger SET decisions = decisions + NEW.decided - OLD.decided,
                complete = complete + (NEW.decided >= NEW.overlap) - (OLD.decided >= OLD.overlap),
                resolved = resolved + NEW.resolved - OLD.resolved
            WHERE queue = NEW.queue;
        END;

        """

    private static let version2 = """
        -- The slot that each annotator had last on an item and has not any more: a decision made under that claim is
        -- surplus if somebody else has the slot.
        CREATE TABLE freed(
            item INTEGER NOT NULL REFERENCES item(seq), annotator TEXT NOT NULL, fence INTEGER NOT NULL,
            slot INTEGER NOT NULL, PRIMARY KEY (item, annotator)) STRICT, WITHOUT ROWID;
        CREATE TRIGGER slot_remembered AFTER DELETE ON slot WHEN OLD.fence > 0 BEGIN
            INSERT INTO freed(item, annotator, fence, slot) VALUES (OLD.item, OLD.annotator, OLD.fence, OLD.slot)
            ON CONFLICT (item, annotator) DO UPDATE SET fence = excluded.fence, slot = excluded.slot;
        END;
        CREATE INDEX event_configuration ON event(queue, position) WHERE kind = 'configuration';

        """

    private static let version3 = assignments + imports

    private static let version4 = precedents + questions

    private static let assignments = """
        -- What leads assigned. Its slot is a claim that never lapses, as long as it is neither decided nor skipped.
        CREATE TABLE assignment(
            queue INTEGER NOT NULL REFERENCES queue(id), item INTEGER NOT NULL REFERENCES item(seq),
            annotator TEXT NOT NULL, PRIMARY KEY (queue, item, annotator)) STRICT, WITHOUT ROWID;
        CREATE INDEX assignment_person ON assignment(queue, annotator, item);
        DROP INDEX slot_holder;
        CREATE INDEX slot_open ON slot(queue, annotator, fence) WHERE decided = 0 AND expires < \(never);
        CREATE INDEX slot_assigned ON slot(queue, annotator, fence) WHERE decided = 0 AND expires = \(never);

        """

    /// What an import has read and not published.
    private static let staging = """
        CREATE TABLE staged_suggestion(
            item INTEGER NOT NULL, ordinal INTEGER NOT NULL, name TEXT NOT NULL, digest BLOB NOT NULL,
            bytes BLOB NOT NULL, PRIMARY KEY (item, ordinal), UNIQUE (item, name)) STRICT;
        CREATE TABLE staged_record(
            seq INTEGER PRIMARY KEY, line INTEGER NOT NULL, kind TEXT NOT NULL, bytes BLOB NOT NULL) STRICT;

        """
}
