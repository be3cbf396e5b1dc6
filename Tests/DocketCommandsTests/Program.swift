import DocketNotation
import DocketTestSupport
import Testing

/// A folder of its own with a store, and the built program run in it.
final class Workspace {
    private let temporary: TemporaryFolder
    var folder: String { temporary.path }

    init() throws {
        temporary = try TemporaryFolder()
    }

    func path(_ name: String) -> String { folder + "/" + name }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try temporary.write(text, to: name)
    }

    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        try temporary.write(bytes, to: name)
    }

    func bytes(of name: String) throws -> [UInt8] { try temporary.read(name) }

    /// The files in the folder.
    var names: [String] { temporary.names }

    func read(_ name: String) throws -> String {
        String(decoding: try temporary.read(name), as: UTF8.self)
    }

    /// Runs the program in this folder, with its store in `d.db`, as `person`.
    @discardableResult
    func docket(
        _ arguments: String..., as person: String = "boss", input: String = "", variables: [String: String] = [:]
    ) throws -> ChildProcess.Outcome {
        try prepared(arguments, person, variables).run(input: input)
    }

    /// The program, not yet started.
    func prepared(_ arguments: [String], _ person: String, _ variables: [String: String] = [:]) -> ChildProcess {
        let environment = ["DOCKET_STORE": path("d.db"), "DOCKET_ANNOTATOR": person, "HOME": folder, "LANG": "C.UTF-8"]
        return ChildProcess(
            ChildProcess.docket, arguments, environment: environment.merging(variables) { $1 }, folder: folder)
    }
}

extension ChildProcess.Outcome {
    /// The only document on standard output.
    var json: JSONValue {
        get throws { try JSONParser().parse(output) }
    }

    /// One document a line.
    var lines: [JSONValue] {
        get throws { try output.split(separator: "\n").map { try JSONParser().parse(String($0)) } }
    }
}

extension JSONValue {
    subscript(_ keys: String...) -> JSONValue? {
        keys.reduce(self as JSONValue?) { value, key in value?.object?[key] }
    }
}

/// Small queues for tests.
enum Fixture {
    /// Two items of two suggestions by named models, with a judge's word, a gold answer and a source's remark.
    static let items = """
        {"id":"1","context":[{"role":"user","content":"Name a fruit."}],"suggestions":[{"id":"a","model":"model-east","text":"Apple"},{"id":"b","model":"model-west","text":"Carrot"}],"assessments":[{"agent":"judge-secret","question":"preference","value":{"winner":"a"}}],"gold":{"winner":"a"},"meta":{"remark":"remark-secret"},"type":"item"}
        {"id":"2","context":[{"role":"user","content":"Name a bird."}],"suggestions":[{"id":"a","model":"model-east","text":"Robin"},{"id":"b","model":"model-west","text":"Wren"}],"gold":{"winner":"b"},"type":"item"}

        """

    /// A workspace with queue `q` of these items, two annotators an item. `boss` made the store; `lead` and the
    /// annotators `ann1` and `ann2` are listed.
    static func workspace() throws -> Workspace {
        let workspace = try Workspace()
        let file = try workspace.write(items, to: "q.jsonl")
        try workspace.write("title = \"Fruits and birds\"\noverlap = 2\nguideline = \"q.md\"\n", to: "q.toml")
        try workspace.write("Prefer the true one.\n", to: "q.md")
        #expect(try workspace.docket("import", file).status == 0)
        #expect(try workspace.docket("people", "add", "lead", "--role", "lead").status == 0)
        for name in ["ann1", "ann2"] {
            #expect(try workspace.docket("people", "add", name, "--cohort", "vendor").status == 0)
        }
        return workspace
    }
}
