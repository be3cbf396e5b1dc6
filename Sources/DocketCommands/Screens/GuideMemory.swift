import DocketModel
import DocketWorkflow
import Glibc

/// Who was offered the guide on this machine: an empty file for each, among the person's state files.
enum GuideMemory {
    /// Whether this person sees a screen for the first time; they do not any more afterwards. Where that cannot be
    /// remembered the answer is no, so that nobody is asked at every start.
    static func isFirstStart(of person: PersonID) -> Bool {
        guard let folder = Surroundings.stateFolder, makeFolder(folder + "/guide") else { return false }
        let path = "\(folder)/guide/\(KeyFileName.stem(of: person))"
        let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return false }
        close(descriptor)
        return true
    }

    /// Makes a folder and those above it that are missing, for this person alone.
    private static func makeFolder(_ path: String) -> Bool {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return true }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return false }
        return makeFolder(String(path[..<slash])) && (mkdir(path, 0o700) == 0 || errno == EEXIST)
    }
}
