package import DocketModel

/// A resolved item that is like another one.
package struct Precedent: Sendable, Hashable {
    /// As it was when it was resolved.
    package var item: Item
    package var resolution: Resolution
    /// The resolution's position in the journal.
    package var position: Int
    /// The share of the words of both items that both have, 0...1.
    package var similarity: Double

    package init(item: Item, resolution: Resolution, position: Int, similarity: Double) {
        self.item = item
        self.resolution = resolution
        self.position = position
        self.similarity = similarity
    }
}

/// A question about the guideline that stands, and what stands as its answer.
package struct StoredQuestion: Sendable, Hashable {
    package var question: GuidelineQuestion
    package var answer: GuidelineAnswer?
    /// The question's position in the journal.
    package var position: Int

    package init(question: GuidelineQuestion, answer: GuidelineAnswer?, position: Int) {
        self.question = question
        self.answer = answer
        self.position = position
    }
}
