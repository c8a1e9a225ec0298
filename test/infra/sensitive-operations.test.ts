import * as z from 'zod';
import { defaultLineChangeLimit } from '#domain/mobility/line-change-limit';
import type { Operation } from '#domain/define-operation';
import { operations as registered } from '#operations/registry';
import { functionName } from '../../lib/names';
import { aTenant, resourcesOf, synthesize, type Template } from './synthesized';

const operations: readonly Operation[] = registered;
const variables = z.object({ Variables: z.record(z.string(), z.unknown()) });

const toldTo = (api: Template, id: string) => {
  const { Properties } = resourcesOf(api, 'AWS::Lambda::Function').find(
    (one) => one.Properties['FunctionName'] === functionName('example', id),
  )!;
  const { Variables } = variables.parse(Properties['Environment']);
  return [Variables['REQUIRE_ACTOR_AND_REASON'], Variables['LINE_CHANGE_LIMIT']];
};

const strict = aTenant({
  sensitiveOperations: { requireActorAndReason: true, changesPerNumber: { changes: 5, hours: 48 }, alarmFrom: 12 },
});
const strictly = synthesize({ tenant: strict });

describe('sensitive operations', () => {
  it('do as AT&T’s production needs it where the tenant states nothing: functions are told nothing else', () => {
    const { api } = synthesize();
    for (const { id } of operations) expect([id, ...toldTo(api, id)]).toEqual([id, undefined, undefined]);
    expect([
      defaultLineChangeLimit('production'),
      defaultLineChangeLimit('uat'),
      defaultLineChangeLimit('simulator'),
    ]).toEqual([{ changes: 3, hours: 24 }, 'off', 'off']);
  });

  it('do as the tenant states it, looser too; no others hear of it', () => {
    const loose = aTenant({ sensitiveOperations: { requireActorAndReason: false, changesPerNumber: 'off' } });
    const { api: loosely } = synthesize({ tenant: loose });
    for (const { id, sensitive } of operations) {
      expect([id, ...toldTo(loosely, id)]).toEqual([id, ...(sensitive ? ['false', '"off"'] : [undefined, undefined])]);
      expect([id, ...toldTo(strictly.api, id)]).toEqual([
        id,
        ...(sensitive ? ['true', '{"changes":5,"hours":48}'] : [undefined, undefined]),
      ]);
    }
  });

  it.each([
    { changes: 0, hours: 24 },
    { changes: 21, hours: 24 },
    { changes: 3, hours: 0 },
    { changes: 3, hours: 169 },
    'none',
  ])('take no limit of %j', (changesPerNumber) => {
    expect(() => aTenant({ sensitiveOperations: { changesPerNumber: changesPerNumber as never } })).toThrow(
      'sensitiveOperations.changesPerNumber',
    );
  });

  it('tells people of bursts of sensitive changes, of one Solution Provider, whichever it is, and by no number', () => {
    const { monitoring } = strictly;
    const alarms = resourcesOf(monitoring, 'AWS::CloudWatch::Alarm')
      .map(({ Properties }) => Properties)
      .filter(({ AlarmName }) => String(AlarmName).includes('sensitive-changes'));
    expect(alarms.map(({ AlarmName, Threshold }) => [AlarmName, Threshold])).toEqual([
      ['att-partner-gateway-example-sensitive-changes', 12],
    ]);
    expect(alarms[0]!['AlarmDescription']).toMatch(/Runbook: docs\/runbooks\/sensitive-changes\.md$/);
  });
});
