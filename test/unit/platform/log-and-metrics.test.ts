import * as z from 'zod';
import { createLog, errorFacts, logMessages } from '#platform/log';
import { createMetrics, metricUnits } from '#platform/metrics';

/** What is written on standard output and standard error while `action` runs, line by line. */
const printedBy = (action: () => void): Record<string, unknown>[] => {
  const printed: string[] = [];
  const keep = (text: unknown): boolean => printed.push(String(text)) > 0;
  const spies = [
    jest.spyOn(console, 'log').mockImplementation((text: unknown) => void keep(text)),
    jest.spyOn(console, 'info').mockImplementation((text: unknown) => void keep(text)),
    jest.spyOn(console, 'warn').mockImplementation((text: unknown) => void keep(text)),
    jest.spyOn(console, 'error').mockImplementation((text: unknown) => void keep(text)),
    ...[process.stdout, process.stderr].map((stream) => jest.spyOn(stream, 'write').mockImplementation(keep)),
  ];
  try {
    action();
  } finally {
    spies.forEach((spy) => spy.mockRestore());
  }
  return printed.map((line) => JSON.parse(line) as Record<string, unknown>);
};

describe('the log', () => {
  test('is one JSON line per message, with its facts', () => {
    const lines = printedBy(() => {
      createLog('svc').info('operation-answered', { operation: 'read-thing', status: 200 });
      createLog('svc').warn('caller-refused', { failure: 'no grant' });
      createLog('svc').error('operation-failed', { errorName: 'TypeError' });
    });
    expect(lines).toEqual([
      expect.objectContaining({ level: 'INFO', message: 'operation-answered', operation: 'read-thing', status: 200 }),
      expect.objectContaining({ level: 'WARN', message: 'caller-refused', service: 'svc', failure: 'no grant' }),
      expect.objectContaining({ level: 'ERROR', message: 'operation-failed', errorName: 'TypeError' }),
    ]);
  });

  test('explains every message it can have', () => {
    expect(Object.values(logMessages).every((meaning) => /^[A-Z].*\.$/.test(meaning))).toBe(true);
  });

  test.each<[string, () => unknown]>([
    ['a message', () => new Error('canary-4711')],
    ['a message that looks like a stack', () => new Error('x\n    at canary-4711 (file.ts:1:1)')],
    ['a message with its own header', () => new Error('Error: x\n    at canary-4711')],
    ['a message changed later', () => Object.assign(new Error('x\n    at canary-4711'), { message: 'harmless' })],
    ['a cause', () => new Error('x', { cause: new Error('canary-4711') })],
    ['a parse error that quotes the text', () => parseErrorOf('{"secret":\n    at canary-4711')],
    ['an error with members', () => Object.assign(new Error('x'), { config: 'canary-4711', code: 4711 })],
    ['a string', () => 'canary-4711'],
    ['an object', () => ({ name: 'canary-4711' })],
  ])('says nothing of what an error quotes: %s', (_, errorOf) => {
    const [line] = printedBy(() => createLog('svc').error('operation-failed', errorFacts(errorOf())));
    expect(JSON.stringify(line)).not.toContain('4711');
  });

  test('says what kind of error it was and where it was thrown', () => {
    const facts = errorFacts(Object.assign(new TypeError('x'), { code: 'ECONNRESET' }));
    expect(facts).toMatchObject({ errorName: 'TypeError', errorCode: 'ECONNRESET' });
    expect(facts.frames?.[0]).toMatch(/log-and-metrics\.test/);
    expect(facts.frames?.length).toBeLessThanOrEqual(10);
  });
});

const parseErrorOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
};

describe('the metrics', () => {
  const emit = (...given: Parameters<ReturnType<typeof createMetrics>['emit']>) =>
    printedBy(() => createMetrics('svc').emit(...given));

  test('are those of the tenant, and of calls those of the API family, whatever else the line names', () => {
    const [line, ...more] = emit(
      { operation: 'read-thing', solutionProvider: 'SP-A', family: 'mobility' },
      { OperationCalls: 1, UpstreamRequests: 2 },
    );
    expect(more).toEqual([]);
    expect(line).toEqual({
      ...{ service: 'svc', operation: 'read-thing', solutionProvider: 'SP-A', family: 'mobility' },
      ...{ OperationCalls: 1, UpstreamRequests: 2 },
      _aws: {
        Timestamp: expect.any(Number) as number,
        CloudWatchMetrics: [
          {
            Namespace: 'AttPartnerGateway',
            Dimensions: [['service', 'family']],
            Metrics: [{ Name: 'OperationCalls', Unit: 'Count' }],
          },
          {
            Namespace: 'AttPartnerGateway',
            Dimensions: [['service']],
            Metrics: [{ Name: 'UpstreamRequests', Unit: 'Count' }],
          },
        ],
      },
    });
  });

  test('of the gateway’s own routes are a family as well', () => {
    expect(emit({ operation: 'list-events' }, { OperationCalls: 1 })).toMatchObject([{ family: 'gateway' }]);
  });

  test('are as many for a hundred Solution Providers and operations as for one', () => {
    const lines = printedBy(() => {
      const metrics = createMetrics('svc');
      for (let index = 0; index < 100; index += 1) {
        const about = { operation: `operation-${index}`, solutionProvider: `SP-${index}`, family: 'mobility' } as const;
        metrics.emit(about, Object.fromEntries(Object.keys(metricUnits).map((name) => [name, 1])));
      }
    });
    const made = lines.flatMap((line) =>
      embedded
        .parse(line)
        ._aws.CloudWatchMetrics.flatMap(({ Dimensions, Metrics }) =>
          Dimensions.flatMap((names) =>
            Metrics.map(({ Name }) => JSON.stringify([Name, ...names.map((name) => line[name])])),
          ),
        ),
    );
    expect(lines).toHaveLength(100);
    expect(new Set(made).size).toBe(Object.keys(metricUnits).length);
  });

  test('may come with a line of the log, which is the same line, and of no other', () => {
    const metrics = createMetrics('svc');
    const facts = { callId: 'c-1', upstream: [{ upstreamStatus: 200, durationMs: 7 }] };
    const traceId = '1-5759e988-bd862e3fe1be46a994272793';
    process.env['_X_AMZN_TRACE_ID'] = `Root=${traceId};Sampled=1`;
    const [first, second, ...more] = printedBy(() => {
      metrics.emit({ operation: 'read-thing' }, { OperationCalls: 1 }, { message: 'operation-answered', facts });
      metrics.emit({ operation: 'read-thing' }, { OperationCalls: 1 });
    });
    delete process.env['_X_AMZN_TRACE_ID'];
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      ...{ level: 'INFO', message: 'operation-answered', service: 'svc', operation: 'read-thing', ...facts },
      ...{ timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string, OperationCalls: 1 },
      xray_trace_id: traceId,
    });
    expect(second).not.toHaveProperty('message');
    expect(second).not.toHaveProperty('upstream');
  });

  test('and their line say when, to the millisecond', () => {
    jest.useFakeTimers({ now: Date.parse('2026-11-30T23:59:59.998Z'), doNotFake: ['nextTick'] });
    const lines = printedBy(() => {
      const metrics = createMetrics('svc');
      for (let index = 0; index < 4; index += 1) {
        metrics.emit({ operation: 'read-thing' }, { OperationCalls: 1 }, { message: 'operation-answered', facts: {} });
        jest.advanceTimersByTime(1);
      }
    });
    jest.useRealTimers();
    expect(lines.map(({ timestamp }) => timestamp)).toEqual([
      ...['2026-11-30T23:59:59.998Z', '2026-11-30T23:59:59.999Z'],
      ...['2026-12-01T00:00:00.000Z', '2026-12-01T00:00:00.001Z'],
    ]);
    expect(lines.map((line) => Date.parse(z.string().parse(line['timestamp'])))).toEqual(
      lines.map((line) => z.object({ Timestamp: z.number() }).parse(line['_aws']).Timestamp),
    );
  });

  test('name no Solution Provider when there is none', () => {
    expect(emit({ operation: 'read-thing' }, { NeedsAttention: 1 })[0]).not.toHaveProperty('solutionProvider');
  });
});

const embedded = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z.array(
      z.looseObject({
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.looseObject({ Name: z.string() })),
      }),
    ),
  }),
});
