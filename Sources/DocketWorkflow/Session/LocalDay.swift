package import DocketModel
import Glibc

/// Days as the clock on the wall counts them.
package enum LocalDay {
    /// When the day of `time` began in the machine's time zone.
    @Sendable package static func start(of time: Timestamp) -> Timestamp {
        var seconds = time_t((Double(time.milliseconds) / 1000).rounded(.down))
        var local = tm()
        tzset()
        guard localtime_r(&seconds, &local) != nil else { return time }
        local.tm_hour = 0
        local.tm_min = 0
        local.tm_sec = 0
        // Whether summer time holds at midnight is for the system to find out: it may have changed since.
        local.tm_isdst = -1
        return Timestamp(milliseconds: Int64(mktime(&local)) * 1000)
    }
}
