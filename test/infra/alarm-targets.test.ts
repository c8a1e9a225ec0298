import { aTenant, resourcesOf, synthesize, writtenOut } from './synthesized';

describe('who is told of alarms', () => {
  const pager = 'arn:aws:sns:us-east-1:111122223333:pager';
  const { monitoring } = synthesize({
    operations: [],
    tenant: aTenant({
      alarms: { emails: ['operations@example.com'], urls: ['https://alerts.example.com/sns'], topics: [pager] },
    }),
  });

  it('are e-mail addresses and URLs, by subscriptions of the stack’s topic', () => {
    const told = resourcesOf(monitoring, 'AWS::SNS::Subscription').map(({ Properties }) => [
      Properties['Protocol'],
      Properties['Endpoint'],
    ]);
    expect(told).toEqual([
      ['email', 'operations@example.com'],
      ['https', 'https://alerts.example.com/sns'],
    ]);
  });

  it('are topics that were there before, by every alarm itself, when it goes on and off', () => {
    const alarms = resourcesOf(monitoring, 'AWS::CloudWatch::Alarm');
    expect(alarms.length).toBeGreaterThan(10);
    for (const { Properties } of alarms) {
      expect(writtenOut(Properties['AlarmActions'])).toEqual([expect.stringMatching(/^<Alarms\w+>$/), pager]);
      expect(Properties['OKActions']).toEqual(Properties['AlarmActions']);
    }
  });

  it.each<[object, string]>([
    [{ emails: ['nobody'] }, 'alarms.emails.0: Invalid email address'],
    [{ urls: ['http://alerts.example.com'] }, 'alarms.urls.0: must be an https URL'],
    [{ urls: ['https://me:secret@alerts.example.com'] }, 'alarms.urls.0: must not carry a user or a password'],
    [{ topics: ['pager'] }, 'alarms.topics.0: must be the ARN of a topic'],
    [{ topics: [`${pager}.fifo`] }, 'alarms.topics.0: must be the ARN of a topic'],
    [{ topics: Array.from({ length: 5 }, (_, index) => `${pager}${index}`) }, 'alarms.topics: must be at most 4'],
    [
      { topics: [pager.replace('us-east-1', 'us-west-2')] },
      'alarms.topics.0: is in us-west-2; alarms need one in us-east-1',
    ],
  ])('is refused where AWS would: %j', (alarms, mistake) => {
    expect(() => aTenant({ alarms })).toThrow(mistake);
  });
});
