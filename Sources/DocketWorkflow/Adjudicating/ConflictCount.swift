/// How many conflicts there are, as far as they were counted.
package struct ConflictCount: Sendable, Hashable {
    package var atLeast: Int
    /// Whether everything was looked at.
    package var isExact: Bool

    package init(atLeast: Int, isExact: Bool) {
        self.atLeast = atLeast
        self.isExact = isExact
    }
}
