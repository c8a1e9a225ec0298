import { availableParallelism, cpus } from 'node:os';
import { shareAt512Mb } from './cpu-share';
import { callsAtOnce } from './measure/warm';
import type { BenchOptions } from './options';

/** How it was measured and on what, for whoever reads the page. */
export const methodOf = (
  { warm, coldRounds, instructions, local }: BenchOptions,
  { hasShare, isPlaced }: { hasShare: boolean; isPlaced: boolean },
): string[] => [
  `Machine: ${availableParallelism()} CPUs (${cpus()[0]?.model.trim() ?? 'unknown'}), Linux ${process.arch}, Node.js ${process.versions.node}.`,
  'Every handler is bundled by esbuild as a deployment does and runs in a process of its own, loaded by a script that imports nothing. Beside it stands its own world in another process: AT&T, Secrets Manager and DynamoDB over TLS, on one machine. What it logs goes into a pipe that another process reads.',
  `Warm: all processes are alive at once${isPlaced ? ', the functions’ on one CPU, their worlds and readers of logs on another' : ''}. Each has answered ${warm.warmUps} calls before, all in turns, so that no connection was idle long enough to be closed; then each answers calls for ${warm.turnMs} ms in turn, ${warm.rounds} rounds long, and each round begins with another. Of bare handlers and of the reads that have a row of their own there are three processes with one world, of which the middle one of a round counts. A figure is the median of the ratios within a round, with the middle half beside it; CPU is that of the whole process, with its collector and compiler. After all of them each answers as many with ${callsAtOnce} at once, which no Lambda does: what a call costs there whose code the processor’s caches still have from the one before.`,
  `Cold: ${coldRounds} fresh processes each, in turn, with no others running, from their start to their first answer. ${
    hasShare
      ? `At 512 MB: boot and init at full speed, as Lambda does, the first call at ${shareAt512Mb.toFixed(2)} of a CPU by a quota of the control group.`
      : `At 512 MB: no quota of a control group could be set, so the first call counts as its CPU time ÷ ${shareAt512Mb.toFixed(2)}.`
  }`,
  `Instructions: by valgrind (callgrind), of calls ${instructions.after + 1} to ${instructions.after + instructions.calls}; counting begins between two calls of one process. Its kernel’s are not counted, nor what waits for memory.`,
  'Writes: every call has a key and an order, number or line of its own; the order has been tracked before. The other one does the same with middy 7, Powertools’ logger, metrics, tracer, parser, parameters and idempotency, and one item put for what came of it. X-Ray is not sampling the calls.',
  'The authorizer’s yardstick is one with jose and the SDK’s client for its one read, as this one was at first.',
  'Growth: requests to the table and bytes there and back, of every kind of call, where there are 10, 1,000 and 10,000 of everything, 3 and 100 Solution Providers, and of events sent with 1 and 20 endpoints; `npm run bench:growth` prints them.',
  `Local gateway: \`npm start\` with AT&T’s double on the same machine, autocannon at 1, 10, 50 and 200 connections for ${local.seconds} seconds each, and nothing else running; all reads ${local.rounds} times and then all writes, and the median counts.`,
];
