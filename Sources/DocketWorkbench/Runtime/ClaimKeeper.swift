import DocketModel
import DocketWorkflow

/// Keeps up a screen's claims while the loop stands still, as behind an external editor: it is asked now and then what its
/// activity asks for, as if a key had been pressed.
@MainActor
final class ClaimKeeper {
    private let task: Task<Void, Never>
    private static let interval = Duration.seconds(20)

    init(screen: any Screen, context: Context, session: Session, worker: StoreWorker) {
        task = Task.detached {
            var screen = screen
            while (try? await Task.sleep(for: Self.interval)) != nil {
                var now = context
                now.now = session.time
                for case .store(let work) in screen.activity(now) { worker.enqueue(work) }
            }
        }
    }

    func stop() {
        task.cancel()
    }
}
