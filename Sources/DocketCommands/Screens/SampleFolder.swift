import DocketInterchange
import DocketModel
import DocketWorkbench

/// The sample queues that lie beside the program.
enum SampleFolder {
    /// By name; empty where there is no such folder.
    static func queues() -> [SampleQueue] {
        guard let folder else { return [] }
        return Surroundings.names(in: folder).filter { $0.hasSuffix(".jsonl") }.compactMap { file in
            let path = "\(folder)/\(file)"
            guard let settings = try? QueueFile.configuration(beside: path)?.configuration else { return nil }
            return SampleQueue(name: settings.name.rawValue, title: settings.title, path: path)
        }
    }

    /// `DOCKET_SAMPLES`, else `SampleQueues` in the program's folder or one above it.
    private static var folder: String? {
        if let named = Surroundings.variable("DOCKET_SAMPLES") { return named }
        guard var place = Surroundings.executablePath else { return nil }
        for _ in 0..<6 {
            guard let slash = place.lastIndex(of: "/") else { return nil }
            place = String(place[..<slash])
            let folder = place + "/SampleQueues"
            if Surroundings.exists(folder) { return folder }
        }
        return nil
    }
}
