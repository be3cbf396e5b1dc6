package import DocketText

/// Something that a screen says where nothing is painted: a few lines about one thing.
package struct Announcement: Sendable, Hashable {
    /// What it is about. While that says the same as before, it is not said again.
    package var topic: String
    package var lines: [DisplayText]
    /// Whether it is said once and not again with every new item: a title, the keys.
    package var isLasting = false
}
