import Glibc

/// A terminal whose bytes this program reads and writes itself: waiting for keys, signals and other threads at once.
protocol PolledTerminal: TerminalDevice {
    var input: Int32 { get }
    var output: Int32 { get }
    /// Where the numbers of signals are read.
    var signals: Int32 { get }
    var decoder: KeyDecoder { get }
    /// Events that came up outside `nextEvents`.
    var waiting: [TerminalEvent] { get set }
    var isHungUp: Bool { get set }
    /// What one read's worth of bytes means.
    func decode(_ bytes: [UInt8]) -> [TerminalEvent]
    /// What an escape means behind which nothing came.
    func flushDecoder() -> [TerminalEvent]
    /// Takes the terminal again after it was another's.
    func comeBack()
    /// Looks how large the terminal is now; true if that is news.
    @discardableResult
    func updateSize() -> Bool
}

extension PolledTerminal {
    func pollEvents(timeoutMilliseconds: Int?) -> [TerminalEvent] {
        let deadline = timeoutMilliseconds.map { now() + max(0, $0) }
        while true {
            var events = waiting
            waiting.removeAll()
            events += drainSignals()
            if waker.drain() { events.append(.wake) }
            events += drainInput()
            guard events.isEmpty else { return events }

            let left = deadline.map { max(0, $0 - now()) }
            if left == 0 { return [] }
            let open = decoder.timeoutMilliseconds
            let isReady = wait([left, open].compactMap { $0 }.min())
            if !isReady, let open, left.map({ $0 >= open }) ?? true {
                let late = flushDecoder()
                if !late.isEmpty { return late }
            }
        }
    }

    /// True if something came before the time was over.
    private func wait(_ milliseconds: Int?) -> Bool {
        var waited = [
            // A descriptor below 0 is passed over: a terminal that is gone would be ready for ever.
            pollfd(fd: isHungUp ? -1 : input, events: Int16(POLLIN), revents: 0),
            pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
            pollfd(fd: waker.readEnd, events: Int16(POLLIN), revents: 0),
        ]
        return poll(&waited, 3, milliseconds.map { Int32(clamping: $0) } ?? -1) != 0
    }

    private func drainInput() -> [TerminalEvent] {
        guard !isHungUp else { return [] }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4096)
        // Blocking or not is the shell's business, since it shares the descriptor: ask before each read.
        while bytes.count < 1 << 20 {
            var waited = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
            guard poll(&waited, 1, 0) > 0 else { break }
            let count = read(input, &piece, piece.count)
            if count > 0 {
                bytes += piece.prefix(count)
            } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
                isHungUp = true
                break
            }
        }
        let events = bytes.isEmpty ? [] : decode(bytes)
        return isHungUp ? events + [.hangup] : events
    }

    private func drainSignals() -> [TerminalEvent] {
        let numbers = Set(readAvailable(from: signals).map(Int32.init))
        guard !numbers.isEmpty else { return [] }
        var events: [TerminalEvent] = []
        // A stop that nobody could catch leaves the shell's modes behind.
        if numbers.contains(SIGCONT) {
            comeBack()
            events.append(.resumed)
        }
        if numbers.contains(SIGWINCH) {
            updateSize()
            redraw()
            events.append(.resize(size))
        }
        if numbers.contains(SIGTSTP) { suspend() }
        if numbers.contains(SIGHUP) { events.append(.hangup) }
        for number in [SIGINT, SIGTERM] where numbers.contains(number) { events.append(.terminate(signal: number)) }
        return events
    }

    private func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }

    func send(_ bytes: [UInt8]) throws(TerminalError) {
        try bytes.withUnsafeBufferPointer { buffer throws(TerminalError) in try send(buffer) }
    }

    func send(_ bytes: UnsafeBufferPointer<UInt8>) throws(TerminalError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = write(output, UnsafeBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                var waited = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
                _ = poll(&waited, 1, -1)
            } else if errno == EIO {
                isHungUp = true
                waiting.append(.hangup)
                throw .disconnected
            } else if errno != EINTR {
                throw .system(operation: "cannot write to the terminal", errno: errno)
            }
        }
    }
}
