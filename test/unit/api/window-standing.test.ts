import { allowing, answerBytes, bytesOf } from '#api/authorizer-answer';
import { standingIn, standingText, type WindowStanding } from '#api/window-standing';
import { clientLimitsSchema, windowsOf } from '#domain/client-limits';
import { scopes } from '#domain/define-operation';

describe('where a client stands', () => {
  const windows: WindowStanding[] = [
    { name: 'burst', quota: 250, seconds: 10, left: -1, resetSeconds: 7 },
    { name: 'daily', quota: 500_000, seconds: 86_400, left: 499_999, resetSeconds: 43_197 },
  ];

  it('survives the trip from the authorizer to the function, in a line', () => {
    expect(standingText(windows)).toBe('burst:250:10:-1:7 daily:500000:86400:499999:43197');
    expect(standingIn(standingText(windows))).toEqual(windows);
  });

  it.each(['', 'burst', 'burst:1:10:1', 'hourly:1:10:1:1', 'burst:1:10:x:1', 'burst:1:10:1:1,daily:1:10:1:1'])(
    'is nobody’s word when it is %j',
    (text) => {
      expect(standingIn(text)).toBeUndefined();
    },
  );

  it('has room in every answer of the authorizer’s that a grant is measured by', () => {
    const most = { perSecond: 400, perDay: 100_000_000 };
    const standing = windowsOf(most, 0).map(({ name, quota, seconds }) => ({
      ...{ name, quota, seconds, left: quota - 1, resetSeconds: seconds },
    }));
    const who = { solutionProviders: ['A'], scopes: [...scopes] };
    const caller = { ...who, clientId: 'x'.repeat(256), standing };
    expect(answerBytes(who)).toBeGreaterThanOrEqual(
      bytesOf(allowing('arn:aws:execute-api:us-east-1:123456789012:api1/prod/GET/v1/test', caller)),
    );
    expect(clientLimitsSchema().safeParse(most).success).toBe(true);
    for (const more of [
      { ...most, perSecond: 401 },
      { ...most, perDay: 100_000_001 },
    ])
      expect(clientLimitsSchema().safeParse(more).success).toBe(false);
  });
});
