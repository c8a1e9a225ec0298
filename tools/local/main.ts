import { keepHeapLean } from './lean-heap';
import { StartError } from './ports';
import { optionsFrom, usage, UsageError, type Options } from './options';
import { startLine, startPage } from './start-page';
import { startRuntime } from './start-runtime';

/** `npm start`: runs the gateway on this machine until it is told to stop. */
const run = async (options: Options): Promise<void> => {
  const signal = nextSignal();
  const runtime = await Promise.race([startRuntime(options), signal.then(() => undefined)]);
  // Told to stop before there was anything to lose.
  if (!runtime) process.exit(0);
  process.stdout.write(options.json ? `${startLine(runtime)}\n` : await startPage(runtime));
  process.on('SIGUSR2', () => runtime.logMemory());
  const gatewayFailed = runtime.gatewayEnded.then(() => true);
  const isFailure = await Promise.race([gatewayFailed, signal.then(() => false)]);
  if (isFailure)
    console.error(`The gateway’s process ended unexpectedly.${runtime.logFile ? ` Its log: ${runtime.logFile}` : ''}`);
  // A connection cut while the table is being closed is no news.
  process.on('uncaughtException', () => undefined);
  await runtime.stop();
  process.exit(isFailure ? 1 : 0);
};

const nextSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => resolve());
  });

/** @throws StartError on a Node.js older than the functions are written for */
function requireNode(): void {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 24) throw new StartError(`Node.js ${process.versions.node} is too old; npm start brings its own.`);
}

/** The reader of the line or page may be gone; the gateway is there for others. */
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

keepHeapLean();
// What the runtime keeps holds secrets: files and folders are their owner’s alone.
process.umask(0o077);

try {
  const options = optionsFrom(process.argv.slice(2));
  requireNode();
  if (options.help) process.stdout.write(usage);
  else await run(options);
} catch (error) {
  if (error instanceof UsageError) console.error(`${error.message}. See npm start -- --help`);
  else console.error(error instanceof StartError ? error.message : error);
  process.exit(error instanceof UsageError ? 2 : 1);
}
