/// The page that `docket --help` shows: it fits a screen of 24 by 80.
enum RootHelp {
    static let text = """
        docket \(Docket.version): label and review model suggestions in the terminal

        Usage: docket [COMMAND] [OPTIONS]    without a command: the home screen

          review QUEUE|FILE     decide item by item; a FILE is imported first
          adjudicate QUEUE      settle what people disagree on
          import, export        take in items and decisions; write what was decided
          queue, people         configure queues; say who may do what
          status, history       how a queue stands; all that was done with an item
          conflicts, questions  what is contested, or unclear (precedents, outdated)
          agreement, consensus  how far people agree; one answer an item (ranking)

          next, decide, undo    claim an item; record decisions; take back (inbox, redo)
          resolve, merge        settle; merge edits (send-back: ask again; reopen)
          assign, promote       keep items for people (unassign); count a surplus one

          verify, head, key     check the journal; keep its head; keys to sign it
          doctor, redact        find what is wrong, and mend it; take out a text
          backup, restore       copy the store while in use; put a copy in its place
          guide, keys, theme    keys, looks (manual, picture, completions)

        Common: --store PATH  --as NAME  --json  --quiet  --help  --version
        docket COMMAND --help has all options, and examples.
        """
}
