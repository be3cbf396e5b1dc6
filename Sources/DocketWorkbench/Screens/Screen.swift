package import DocketModel
package import DocketTerminal

/// A screen is a value: what happens to it is its update, what it looks like its view. It knows no terminal and no
/// store; what it wants done there it answers as effects.
package protocol Screen: Sendable {
    /// Where keys are looked up now.
    var scope: Scope { get }
    /// The commands of the footer, the most useful first.
    var footer: [Command] { get }
    /// How many things the digits choose among.
    var choiceCount: Int { get }
    func availability(of command: Command) -> Availability
    mutating func perform(_ command: Command, _ context: Context) -> [Effect]
    /// A key that is bound to nothing here.
    mutating func type(_ stroke: KeyStroke, _ context: Context) -> [Effect]
    mutating func paste(_ bytes: [UInt8], _ context: Context) -> [Effect]
    mutating func click(_ target: HitTarget, _ context: Context) -> [Effect]
    /// The mouse was moved there with its button down.
    mutating func drag(_ target: HitTarget, _ context: Context) -> [Effect]
    mutating func scroll(_ target: HitTarget?, by lines: Int, _ context: Context) -> [Effect]
    mutating func receive(_ message: Reply, _ context: Context) -> [Effect]
    /// The screen appeared, or came back after another one was left.
    mutating func appear(_ context: Context) -> [Effect]
    /// Another screen covered this one for so long: nobody read it then.
    mutating func wasCovered(milliseconds: Int64)
    /// What to do before the screen is left for good: give claims back, keep drafts.
    mutating func leave(_ context: Context) -> [Effect]
    /// What it shows can be seen now.
    /// - Returns: whether that is something new to decide on, so that keys typed before must not decide it.
    mutating func painted(_ now: Timestamp) -> Bool
    /// Shows one line, for example why a key did nothing.
    mutating func notify(_ text: String)
    /// Somebody is at work.
    mutating func activity(_ context: Context) -> [Effect]
    /// Why it should not be left just now; nil where nothing speaks against it.
    var objectionToLeaving: String? { get }
    /// Whether it has nothing to show yet but that it is loading.
    var isLoading: Bool { get }
    /// When it wants to hear of the time again.
    func nextTick(after now: Timestamp) -> Timestamp?
    /// Whether the screen below is hidden.
    var coversAll: Bool { get }
    /// Whether the next key is asked about, and no command.
    var asksForKey: Bool { get }
    /// The item whose texts it shows; nil where it shows none.
    var shownSubject: Subject? { get }
    /// Whether what was decided here is on disk, also while the screen is hidden; nil where nothing is decided.
    func savedMark(_ canvas: Canvas) -> Piece?
    func view(_ canvas: inout Canvas)
    /// Says what it shows, for those who hear it.
    func announce(_ voice: inout Voice)
}

/// An item on the screen, and what its queue says of showing it.
package struct Subject: Sendable, Hashable {
    package var queue: QueueID
    package var item: ItemID
    /// Nil where items are shown at once.
    package var veil: VeilPolicy?
}

extension Screen {
    package var choiceCount: Int { 2 }
    package mutating func wasCovered(milliseconds: Int64) {}
    package var coversAll: Bool { true }
    package var asksForKey: Bool { false }
    package var shownSubject: Subject? { nil }
    package func savedMark(_ canvas: Canvas) -> Piece? { nil }
    package mutating func painted(_ now: Timestamp) -> Bool { false }
    package mutating func notify(_ text: String) {}
    package mutating func activity(_ context: Context) -> [Effect] { [] }
    package mutating func type(_ stroke: KeyStroke, _ context: Context) -> [Effect] { [] }
    package mutating func paste(_ bytes: [UInt8], _ context: Context) -> [Effect] { [] }
    package mutating func drag(_ target: HitTarget, _ context: Context) -> [Effect] { [] }
    package mutating func leave(_ context: Context) -> [Effect] { [] }
    package var objectionToLeaving: String? { nil }
    package var isLoading: Bool { false }
    package func nextTick(after now: Timestamp) -> Timestamp? { nil }
}

/// What an update may know of the world. Time and ids come from outside, so that updates are functions.
package struct Context: Sendable {
    package var person: PersonID
    package var annotator: Annotator
    package var role: Role
    package var now: Timestamp
    package var size: Size
    /// What was painted last.
    package var painted: Painted
    /// Where the text being written was painted last.
    package var textWindow: TextWindow?
    /// Whether Shift is held with a command that moves the cursor, or the mouse is dragged.
    package var extendsSelection = false
    package var newID: @Sendable () -> EventID

    /// How far each part of the screen can be scrolled.
    package var scrollLimits: [ScrollArea: Int] { painted.limits }

    package init(
        person: PersonID, annotator: Annotator, role: Role, now: Timestamp, size: Size,
        painted: Painted = Painted(), textWindow: TextWindow? = nil,
        newID: @escaping @Sendable () -> EventID
    ) {
        self.person = person
        self.annotator = annotator
        self.role = role
        self.now = now
        self.size = size
        self.painted = painted
        self.textWindow = textWindow
        self.newID = newID
    }
}

/// What a cell of the screen stands for, for the mouse.
package enum HitTarget: Sendable, Hashable {
    case command(Command)
    /// An entry of a list.
    case entry(Int)
    /// A suggestion, by its place.
    case pane(Int)
    /// An annotator's column, by its place.
    case column(Int)
    case context
    /// The mark that stands for turns that are folded.
    case fold
    /// The text being written, at an offset of it.
    case editor(offset: Int)
    /// The mark that stands for unchanged lines that are folded, by what its comparison calls them.
    case unchanged(Int)
}
