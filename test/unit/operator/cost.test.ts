import { operated } from '../../support/operated';

const cost = async (line: string) => (await operated()).gateway(line);

describe('gateway cost', () => {
  it('says what a month costs, part by part, and by whose prices', async () => {
    const { out, exitCode } = await cost('cost --tenant tincan --orders 1000 --clients 2');
    expect(exitCode).toBe(0);
    expect(out).toBe(
      [
        'standing: $2.00',
        '     $2.00  secrets (5)',
        'usage: $0.07',
        '     $0.07  calls (20,000)',
        'clients: $0.00',
        '     $0.00  tokens (2)',
        'A month: $2.07, by list prices of us-east-1 as of 2026-06, without free tiers.\n',
      ].join('\n'),
    );
  });

  it('says the same to programs', async () => {
    const { out } = await cost('cost --tenant tincan --orders 10 --token-per-call --json');
    expect(JSON.parse(out)).toMatchObject({
      tenant: 'tincan',
      usd: expect.closeTo(2 + 200 * (0.0000035 + 0.00225), 6) as number,
    });
  });

  it.each(['-1', 'many', '1.5'])('takes no number of orders such as %s', async (orders) => {
    const { err, exitCode } = await cost(`cost --tenant tincan --orders=${orders}`);
    expect([err, exitCode]).toEqual([expect.stringContaining('whole number'), 2]);
  });
});
