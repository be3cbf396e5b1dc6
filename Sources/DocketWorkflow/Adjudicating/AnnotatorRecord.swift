package import DocketModel

/// How somebody's decisions in a queue compare with those of others and with rulings: a reason to look, never a verdict.
package struct AnnotatorRecord: Sendable, Hashable {
    package var person: PersonID
    /// Items that they decided and that they skipped, all of the queue.
    package var decided = 0
    package var skipped = 0
    /// Their items that were looked at for what follows, at most `Session.recordLimit`.
    package var examined = 0
    /// Comparisons of one of their decisions with one of somebody else on the same item, and how many of these agree in
    /// everything that the queue sends to a lead.
    package var comparisons = 0
    package var agreeing = 0
    /// How often each kind of conflict was found in a comparison.
    package var differences: [Conflict.Kind: Int] = [:]
    /// Their items that have a ruling, and how many of these rulings agree with them.
    package var ruled = 0
    package var upheld = 0
    /// The median of the times they took, and that of the others on the same items; nil where no time is known.
    package var medianMilliseconds: Int?
    package var othersMedianMilliseconds: Int?

    package init(person: PersonID) {
        self.person = person
    }
}
