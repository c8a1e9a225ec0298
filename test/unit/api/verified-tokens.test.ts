import { createVerifiedTokens } from '#api/verified-tokens';

let nowMs = 0;

const tokens = (expiresAtMs = Infinity) => {
  const asked: string[] = [];
  const verified = createVerifiedTokens(
    (token) => {
      asked.push(token);
      if (token === 'forged') return Promise.reject(new Error('signature verification failed'));
      return Promise.resolve({ clientId: `client of ${token}`, scopes: ['ordering:read'], expiresAtMs });
    },
    () => nowMs,
  );
  return { asked, verified };
};

beforeEach(() => void (nowMs = 1_000_000));

describe('a token', () => {
  it('is looked at once in 45 seconds, each for itself', async () => {
    const { asked, verified } = tokens();
    const first = await verified('a');
    nowMs += 44_999;
    expect(await verified('a')).toEqual(first);
    expect(await verified('b')).toEqual({ clientId: 'client of b', scopes: ['ordering:read'] });
    expect(asked).toEqual(['a', 'b']);
    nowMs += 1;
    await verified('a');
    expect(asked).toEqual(['a', 'b', 'a']);
  });

  it('that has ended is looked at again', async () => {
    const { asked, verified } = tokens(nowMs + 10_000);
    await verified('a');
    nowMs += 9_999;
    await verified('a');
    nowMs += 1;
    await verified('a');
    expect(asked).toEqual(['a', 'a']);
  });

  it('that is refused is looked at each time', async () => {
    const { asked, verified } = tokens();
    await expect(verified('forged')).rejects.toThrow('signature');
    await expect(verified('forged')).rejects.toThrow('signature');
    expect(asked).toEqual(['forged', 'forged']);
  });

  it('is forgotten where there are more than a thousand', async () => {
    const { asked, verified } = tokens();
    for (let number = 0; number <= 1_000; number += 1) await verified(`t${number}`);
    await verified('t1000');
    await verified('t0');
    expect(asked).toHaveLength(1_002);
  });
});
