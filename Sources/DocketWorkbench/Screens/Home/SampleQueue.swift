/// A sample queue that ships beside the program.
package struct SampleQueue: Sendable, Hashable {
    package var name: String
    package var title: String
    package var path: String

    package init(name: String, title: String, path: String) {
        self.name = name
        self.title = title
        self.path = path
    }
}
