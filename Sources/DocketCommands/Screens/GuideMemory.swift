import DocketModel
import DocketWorkflow
import Glibc

/// Who was offered the guide on this machine: an empty file for each, among the person's state files.
enum GuideMemory {
    /// Whether this person was not offered it yet. Where that could not be remembered the answer is no, so that nobody
    /// is asked at every start.
    static func isFirstStart(of person: PersonID, in state: String? = Surroundings.stateFolder) -> Bool {
        guard let folder = folder(in: state), access(folder, W_OK | X_OK) == 0 else { return false }
        var found = stat()
        return lstat(path(of: person, in: folder), &found) != 0 && errno == ENOENT
    }

    /// From now on they do not see it for the first time: to be told once the offer was on the screen.
    static func remember(_ person: PersonID, in state: String? = Surroundings.stateFolder) {
        guard let folder = folder(in: state) else { return }
        let descriptor = open(
            path(of: person, in: folder), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if descriptor >= 0 { close(descriptor) }
    }

    private static func folder(in state: String?) -> String? {
        guard let folder = state.map({ $0 + "/guide" }), makeFolder(folder) else { return nil }
        return folder
    }

    private static func path(of person: PersonID, in folder: String) -> String {
        "\(folder)/\(KeyFileName.stem(of: person))"
    }

    /// Makes a folder and those above it that are missing, for this person alone.
    private static func makeFolder(_ path: String) -> Bool {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return true }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return false }
        return makeFolder(String(path[..<slash])) && (mkdir(path, 0o700) == 0 || errno == EEXIST)
    }
}
