import DocketTestSupport
import Glibc
import Testing

@Suite("The rooms know only those that Package.swift lets them know")
struct HouseTests {
    /// The rooms of `Package.swift`, each with what it knows.
    private static let rooms: [String: Set<String>] = {
        let package = Surroundings.text(ofFile: Surroundings.projectFile("Package.swift")) ?? ""
        var rooms: [String: Set<String>] = [:]
        let table = package.firstRange(of: "let rooms = [").map { package[$0.upperBound...] } ?? ""
        for entry in (table.firstRange(of: "\n]\n").map { table[..<$0.lowerBound] } ?? table).split(separator: "Room(")
        {
            let names = entry.split(separator: "\"", omittingEmptySubsequences: false)
            let quoted = stride(from: 1, to: names.count, by: 2).map { String(names[$0]) }
            guard let room = quoted.first(where: { $0.hasPrefix("Docket") }) else { continue }
            rooms[room] = Set(quoted.dropFirst().filter { $0.hasPrefix("Docket") || $0.hasPrefix("C") })
        }
        return rooms
    }()

    private static func swiftFiles(in folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var files: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasPrefix(".") { continue }
            if name.hasSuffix(".swift") {
                files.append("\(folder)/\(name)")
            } else {
                files += swiftFiles(in: "\(folder)/\(name)")
            }
        }
        return files
    }

    @Test("There are rooms, and none knows itself through another")
    func noCircle() {
        #expect(Self.rooms.count >= 10)
        func reaches(_ room: String, _ target: String, _ depth: Int) -> Bool {
            depth > 0 && (Self.rooms[room] ?? []).contains { $0 == target || reaches($0, target, depth - 1) }
        }
        for room in Self.rooms.keys { #expect(!reaches(room, room, Self.rooms.count), "\(room)") }
    }

    @Test("Every import of another room is in the table", arguments: rooms.keys.sorted())
    func imports(_ room: String) {
        let files = Self.swiftFiles(in: Surroundings.projectFile("Sources/\(room)"))
        #expect(!files.isEmpty)
        for file in files {
            for line in (Surroundings.text(ofFile: file) ?? "").split(separator: "\n") {
                let words = line.split(separator: " ").filter { $0 != "package" && $0 != "@testable" }
                guard words.count == 2, words[0] == "import", words[1].hasPrefix("Docket") else { continue }
                #expect(Self.rooms[room]?.contains(String(words[1])) == true, "\(file) imports \(words[1])")
            }
        }
    }

    @Test("Only the terminal's room knows ncurses, only storage SQL")
    func doors() {
        for (room, known) in Self.rooms {
            #expect(!known.contains("CNcurses") || room == "DocketTerminal")
            #expect(!known.contains("CSQLiteSupport") || room == "DocketStorage")
        }
    }
}
