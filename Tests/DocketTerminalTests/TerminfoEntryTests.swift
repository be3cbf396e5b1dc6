import DocketTestSupport
@testable import DocketTerminal
import Glibc
import Testing

@Suite("Terminal descriptions")
struct TerminfoEntryTests {
    private static let hasXterm = TerminfoEntry.find("xterm-256color", environment: [:]) != nil

    @Test(
        "a description written again reads as the same description",
        .enabled(if: Self.hasXterm, "no terminfo entry of xterm-256color is installed"),
        arguments: ["xterm-256color", "vt100", "linux", "screen-256color", "tmux-256color"])
    func roundTrip(term: String) throws {
        guard let entry = TerminfoEntry.find(term, environment: [:]) else { return }
        let bytes = entry.bytes
        #expect(try #require(TerminfoEntry(bytes)).bytes == bytes)
    }

    @Test(
        "direct colour is added once",
        .enabled(if: Self.hasXterm, "no terminfo entry of xterm-256color is installed"))
    func directColor() throws {
        let entry = try #require(TerminfoEntry.find("xterm-256color", environment: [:]))
        let direct = entry.withDirectColor()
        #expect(direct.bytes != entry.bytes)
        #expect(direct.withDirectColor().bytes == direct.bytes)
        let text = String(decoding: direct.bytes, as: UTF8.self)
        #expect(text.contains("\u{1B}[38;2;%p1%{65536}%/%d"))
        #expect(text.contains("RGB\0"))
        #expect(direct.inlineValue.hasPrefix("hex:1E02"))
        #expect(direct.inlineValue.utf8.count == 4 + 2 * direct.bytes.count)
    }

    @Test(
        "an entry that is found by a link has the link's name",
        .enabled(
            if: TerminfoEntry.find("rxvt", environment: [:]) != nil, "no terminfo entry of rxvt is installed"))
    func linkedName() throws {
        let entry = try #require(TerminfoEntry.find("rxvt", environment: [:]))
        let names = try #require(entry.bytes.dropFirst(12).split(separator: 0).first)
        #expect(names.split(separator: UInt8(ascii: "|")).contains { $0.elementsEqual("rxvt".utf8) })
    }

    @Test(
        "the corner is plain where the terminal waits there, and only there",
        .enabled(if: Self.hasXterm, "no terminfo entry of xterm-256color is installed"))
    func plainCorner() throws {
        let entry = try #require(TerminfoEntry.find("xterm-256color", environment: [:]))
        #expect(entry.withPlainCorner().bytes != entry.bytes)
        #expect(entry.withPlainCorner().withPlainCorner().bytes == entry.withPlainCorner().bytes)
        if let dumb = TerminfoEntry.find("dumb", environment: [:]) {
            #expect(dumb.withPlainCorner().bytes == dumb.bytes)
        }
    }

    @Test(
        "erasing is said to leave the terminal's own background",
        .enabled(if: Self.hasXterm, "no terminfo entry of xterm-256color is installed"))
    func plainErasing() throws {
        let entry = try #require(TerminfoEntry.find("xterm-256color", environment: [:]))
        #expect(entry.withPlainErasing().bytes != entry.bytes)
        #expect(entry.withPlainErasing().withPlainErasing().bytes == entry.withPlainErasing().bytes)
    }

    @Test("bytes that are no description give none, however they are cut or changed", arguments: 0..<UInt64(100))
    func garbage(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        #expect(TerminfoEntry([]) == nil)
        #expect(TerminfoEntry(Array("#!/bin/sh\n".utf8)) == nil)
        guard var bytes = TerminfoEntry.find("xterm-256color", environment: [:])?.bytes else { return }
        for _ in 0..<20 {
            bytes[Int.random(in: 2..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
        }
        let cut = Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &generator)))
        // Whatever is read must be writable and readable again.
        for candidate in [bytes, cut] {
            guard let entry = TerminfoEntry(candidate) else { continue }
            #expect(TerminfoEntry(entry.bytes) != nil, "seed \(seed)")
        }
    }

    @Test("a name that leads elsewhere is not looked up", arguments: ["", "../../etc/passwd", ".", "a/b"])
    func names(term: String) {
        #expect(TerminfoEntry.find(term, environment: [:]) == nil)
    }
}
