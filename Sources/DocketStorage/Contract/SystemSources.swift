package import DocketModel
import Glibc

/// Time and randomness as the program gets them; tests bring their own.
package enum SystemSources {
    /// The time of the system, in milliseconds.
    @Sendable package static func time() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    @Sendable package static func id() -> EventID {
        var generator = SystemRandomNumberGenerator()
        return .random(using: &generator)
    }
}
