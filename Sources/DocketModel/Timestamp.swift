/// A moment, in milliseconds since 1970-01-01T00:00:00Z. Written as `2026-05-04T09:30:00.123Z`.
package struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
    package var milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    package func advanced(byMilliseconds distance: Int64) -> Timestamp {
        Timestamp(milliseconds: milliseconds + distance)
    }

    /// Days since 1970-01-01, in UTC.
    private var day: Int64 {
        milliseconds >= 0 ? milliseconds / 86_400_000 : (milliseconds - 86_399_999) / 86_400_000
    }

    /// The week of ISO 8601 in UTC, such as `2026-W07`: weeks begin on Monday and belong to the year of their Thursday.
    package var week: String {
        // 1970-01-01 was a Thursday.
        let weekday = ((day + 3) % 7 + 7) % 7
        let thursday = day - weekday + 3
        let year = CivilDate(daysSinceEpoch: thursday).year
        let number = (thursday - CivilDate(year: year, month: 1, day: 1).daysSinceEpoch) / 7 + 1
        return "\(year)-W\(number < 10 ? "0" : "")\(number)"
    }

    /// ISO 8601 in UTC with milliseconds.
    package var description: String {
        let date = CivilDate(daysSinceEpoch: day)
        let rest = milliseconds - day * 86_400_000
        func padded(_ value: Int64, _ width: Int) -> String {
            let text = String(value)
            return String(repeating: "0", count: max(0, width - text.count)) + text
        }
        return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
            + "T\(padded(rest / 3_600_000, 2)):\(padded(rest / 60_000 % 60, 2)):\(padded(rest / 1000 % 60, 2))"
            + ".\(padded(rest % 1000, 3))Z"
    }

    /// Reads ISO 8601: a date, `T` or a blank, a time with optional fraction, `Z` or an offset. Nil for anything else.
    package init?(_ text: String) {
        var reader = DigitReader(text)
        guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2), reader.skip("-"),
            let day = reader.number(2), (1...12).contains(month), (1...31).contains(day), reader.skip("T", "t", " "),
            let hour = reader.number(2), reader.skip(":"), let minute = reader.number(2), reader.skip(":"),
            let second = reader.number(2), hour < 24, minute < 60, second <= 60
        else { return nil }
        let fraction = reader.skip(".", ",") ? reader.fractionInMilliseconds() : 0
        guard let offset = reader.offsetInMinutes(), reader.isAtEnd else { return nil }
        let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
        milliseconds = ((days * 24 + hour) * 60 + minute - offset) * 60_000 + second * 1000 + fraction
    }
}

/// A date of the proleptic Gregorian calendar and its day number (Howard Hinnant, "chrono-compatible low-level date
/// algorithms", 2013).
private struct CivilDate {
    var year: Int64
    var month: Int64
    var day: Int64

    init(year: Int64, month: Int64, day: Int64) {
        (self.year, self.month, self.day) = (year, month, day)
    }

    init(daysSinceEpoch: Int64) {
        let shifted = daysSinceEpoch + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    var daysSinceEpoch: Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

/// Reads the fixed-width numbers of a date.
private struct DigitReader {
    private let bytes: [UInt8]
    private var index = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool { index == bytes.count }

    mutating func number(_ width: Int) -> Int64? {
        guard index + width <= bytes.count else { return nil }
        var value: Int64 = 0
        for byte in bytes[index..<index + width] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - 0x30)
        }
        index += width
        return value
    }

    mutating func skip(_ any: Character...) -> Bool {
        guard index < bytes.count, any.contains(Character(UnicodeScalar(bytes[index]))) else { return false }
        index += 1
        return true
    }

    mutating func fractionInMilliseconds() -> Int64 {
        var value: Int64 = 0
        var scale: Int64 = 100
        while let digit = number(1) {
            value += digit * scale
            scale /= 10
        }
        return value
    }

    mutating func offsetInMinutes() -> Int64? {
        if skip("Z", "z") { return 0 }
        let isNegative = index < bytes.count && bytes[index] == UInt8(ascii: "-")
        guard skip("+", "-"), let hours = number(2) else { return nil }
        _ = skip(":")
        guard let minutes = number(2) else { return nil }
        return (hours * 60 + minutes) * (isNegative ? -1 : 1)
    }
}
