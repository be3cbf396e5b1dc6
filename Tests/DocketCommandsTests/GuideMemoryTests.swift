import DocketModel
import DocketTestSupport
import Testing

@testable import DocketCommands

@Suite("What is remembered of the guide")
struct GuideMemoryTests {
    @Test("A start is the first one until the offer was on somebody's screen, for each person")
    func remembered() throws {
        let folder = try TemporaryFolder()
        let state = folder.path + "/state/docket"
        #expect(GuideMemory.isFirstStart(of: "mei", in: state))
        #expect(GuideMemory.isFirstStart(of: "mei", in: state))
        GuideMemory.remember("mei", in: state)
        GuideMemory.remember("mei", in: state)
        #expect(!GuideMemory.isFirstStart(of: "mei", in: state))
        #expect(GuideMemory.isFirstStart(of: "ana", in: state))
    }

    @Test("Where nothing can be remembered nobody is asked")
    func nowhere() throws {
        let folder = try TemporaryFolder()
        #expect(!GuideMemory.isFirstStart(of: "mei", in: nil))
        #expect(!GuideMemory.isFirstStart(of: "mei", in: folder.path + "/" + String(repeating: "x", count: 300)))
    }
}
