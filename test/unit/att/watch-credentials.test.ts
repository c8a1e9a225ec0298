import { isTimeToLook, watchCredentials } from '#att/watch-credentials';
import { recordingLog, recordingMetrics } from '../../support/fakes';

const dayMs = 86_400_000;
const now = Date.UTC(2026, 10, 2);

const watched = async (stored: Record<string, number | Error>) => {
  const [log, metrics] = [recordingLog(), recordingMetrics()];
  const asked: string[] = [];
  await watchCredentials({
    ...{ log, metrics, prefix: 'att/t', now: () => now },
    solutionProviders: ['10006', '10067'],
    families: ['mobility', 'ordering-alliance'],
    storedAt: (name) => {
      asked.push(name);
      const at = stored[name];
      return at instanceof Error ? Promise.reject(at) : Promise.resolve(at);
    },
  });
  return { log: log.lines, emitted: metrics.emitted, asked };
};

describe('how long credentials are unchanged', () => {
  it('is told of the pair that is oldest, of all that may be stored', async () => {
    const { emitted, asked } = await watched({
      'att/t/10006/mobility': now - 10 * dayMs,
      'att/t/10067/ordering-alliance': now - 400.5 * dayMs,
    });
    expect(emitted).toEqual([{ about: { operation: 'credential-watch' }, values: { OldestCredentialsDays: 400 } }]);
    expect(asked).toHaveLength(4);
  });

  it('is not told where nothing is stored', async () => {
    expect((await watched({})).emitted).toEqual([]);
  });

  it('of others is told where one cannot be read, which is logged', async () => {
    const denied = Object.assign(new Error('x'), { name: 'AccessDeniedException' });
    const { emitted, log } = await watched({ 'att/t/10006/mobility': denied, 'att/t/10067/mobility': now - dayMs });
    expect(emitted).toMatchObject([{ values: { OldestCredentialsDays: 1 } }]);
    expect(log).toMatchObject([{ message: 'credentials-unusable', facts: { solutionProvider: '10006' } }]);
  });

  it('is looked at by a run every day, whichever minute runs fall on', () => {
    for (const first of [0, 1]) {
      const runs = Array.from({ length: 720 }, (_, run) => now + (first + run * 2) * 60_000);
      expect(runs.filter(isTimeToLook)).toHaveLength(3);
    }
  });
});
