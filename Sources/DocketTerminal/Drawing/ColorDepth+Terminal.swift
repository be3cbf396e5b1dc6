extension ColorDepth {
    /// What a terminal of this type shows by its description and the environment; nil where there is no description.
    package static func described(by term: String, environment: [String: String]) -> ColorDepth? {
        TerminfoEntry.find(term, environment: environment).map { entry in
            detected(environment: environment, colors: entry.colorCount)
        }
    }
}
