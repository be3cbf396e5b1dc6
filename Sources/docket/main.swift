import DocketCommands
import Glibc

exit(await CommandLineRun.run(Array(CommandLine.arguments.dropFirst())))
