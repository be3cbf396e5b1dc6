/// What version 4 knows more: items that were resolved, by their words; and questions about the guideline.
extension SQLiteSchema {
    static let precedents = """
        -- A row for each item with a resolution that stands, by the item's number: the queue's number, and the words of what
        -- the item shows and of the resolution's reason, each once. SearchWords says what a word is, not the tokenizer.
        CREATE VIRTUAL TABLE precedent USING fts5(queue, words, tokenize = 'ascii', detail = column);
        -- In how many rows each word is.
        CREATE VIRTUAL TABLE precedent_word USING fts5vocab(precedent, col);

        """

    static let withoutPrecedents = "DROP TABLE IF EXISTS precedent_word; DROP TABLE IF EXISTS precedent;"

    static let questions = """
        -- A question's history: its last event, whether it stands, and the answer that does.
        CREATE TABLE question(
            event INTEGER PRIMARY KEY REFERENCES event(seq), queue INTEGER NOT NULL REFERENCES queue(id),
            item INTEGER NOT NULL REFERENCES item(seq), tip INTEGER NOT NULL REFERENCES event(seq),
            stands INTEGER NOT NULL CHECK (stands IN (0, 1)), answer INTEGER REFERENCES event(seq)) STRICT;
        CREATE INDEX question_queue ON question(queue, event) WHERE stands = 1;
        CREATE INDEX question_item ON question(item);

        """
}
