/**
 * One function’s process, as plain as Lambda’s own: loads a bundle, then calls its handler as often as each line of standard
 * input asks. Answers on file descriptor 3; standard output is the handler’s own.
 *
 * Usage: node worker.cjs <bundle> <file with the event>. `{serial}` in the event is another number for each call.
 */
const booted = { wallMs: performance.now(), cpuMs: cpuMs() };
const { handler } = require(process.argv[2]);
const ready = { wallMs: performance.now(), cpuMs: cpuMs() };
const { readFileSync, readSync, writeSync } = process.getBuiltinModule('node:fs');

const event = readFileSync(process.argv[3], 'utf8');
const context = {
  awsRequestId: '11111111-2222-4333-8444-555555555555',
  functionName: 'bench',
  functionVersion: '$LATEST',
  memoryLimitInMB: '512',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:bench',
  logGroupName: '/aws/lambda/bench',
  logStreamName: 'bench',
  callbackWaitsForEmptyEventLoop: false,
  getRemainingTimeInMillis: () => 29_000,
};

function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const say = (said) => writeSync(3, `${JSON.stringify(said)}\n`);

const buffer = Buffer.alloc(256);
/** A line of standard input; undefined at its end. Nothing of the process runs meanwhile, as in a function that is frozen. */
const nextLine = () => {
  const length = readSync(0, buffer);
  return length === 0 ? undefined : JSON.parse(buffer.toString('utf8', 0, length));
};

const call = async (serial) => {
  const answer = await handler(JSON.parse(event.replaceAll('{serial}', String(serial))), context);
  if (answer.statusCode >= 300) throw new Error(`answered ${answer.statusCode}: ${answer.body}`);
};

/** A call that may fail: under an instrument a first call can take longer than its time limits. @returns whether it has succeeded */
const attempt = ({ from }) =>
  call(from).then(
    () => true,
    () => false,
  );

/** `atOnce` calls are begun together, and the next when all of them are done. `wallMs` is that of such a group. */
const run = async ({ from, calls, atOnce }) => {
  const walls = [];
  const before = cpuMs();
  for (let serial = from; serial < from + calls; serial += atOnce) {
    const startedAt = performance.now();
    await (atOnce === 1
      ? call(serial)
      : Promise.all(Array.from({ length: atOnce }, (_, index) => call(serial + index))));
    walls.push(performance.now() - startedAt);
  }
  const cpu = (cpuMs() - before) / calls;
  return { cpuMs: cpu, wallMs: walls.toSorted((a, b) => a - b)[Math.floor(walls.length / 2)] };
};

const main = async () => {
  say({
    boot: booted,
    init: { wallMs: ready.wallMs - booted.wallMs, cpuMs: ready.cpuMs - booted.cpuMs },
  });
  for (let asked = nextLine(); asked !== undefined; asked = nextLine())
    say(await (asked.mayFail ? attempt(asked) : run(asked)));
  process.exit(0);
};

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
