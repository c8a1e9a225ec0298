import '../../../support/function-environment';
import { operation as requestPortIn } from '#operations/request-port-in/operation';
import { portInSlaSchema, profilesOf } from '#domain/business-time/port-in-sla';
import { slaProfiles } from '#domain/business-time/profiles';
import { pollJobSchema } from '#polling/poll-job';
import { callersStores } from '#entry/callers-stores';
import { portInEffects, trackingPorts } from '#entry/compose-effects';
import { readEnvironment } from '#platform/environment';
import { recordingMetrics } from '../../../support/fakes';
import { subjectOf } from '../../polling/world';

describe('how long port-ins may take', () => {
  it('is as the rule has it where nothing is said', () => {
    expect(profilesOf()).toEqual([slaProfiles.simple, slaProfiles['non-simple']]);
  });

  it('is as a function is told: by name, or by a profile of the tenant’s own', () => {
    const own = { counts: 'hours', hours: 4, opens: '09:00', closes: '17:30' };
    expect(profilesOf(['wireless', portInSlaSchema().parse([own])[0]!])).toEqual([slaProfiles.wireless, own]);
  });

  it.each([
    [[]],
    [['fast']],
    [['simple', 'simple', 'simple', 'simple']],
    [[{ counts: 'hours', hours: 0 }]],
    [[{ counts: 'hours', hours: 2, opens: '17:00', closes: '09:00' }]],
    [[{ counts: 'hours', hours: 2, opens: '09:00', closes: '09:00' }]],
    [[{ counts: 'hours', hours: 2, cutOff: '13:00' }]],
    [[{ counts: 'business-days', cutOff: '25:00', days: 1 }]],
    [[{ counts: 'business-days', cutOff: '13:00', days: 0.5 }]],
  ])('cannot be %j', (sla) => {
    expect(portInSlaSchema().safeParse(sla).success).toBe(false);
    expect(() => readEnvironment({ PORT_IN_SLA: JSON.stringify(sla) }, 'portInSla')).toThrow('PORT_IN_SLA');
  });

  it('reaches what a write leaves to be polled by the function’s environment', () => {
    const PORT_IN_SLA = JSON.stringify([{ counts: 'hours', hours: 5 }]);
    Object.assign(process.env, { PORT_IN_SLA, BINDINGS: '{}', ENVIRONMENT: 'simulator', SECRET_PREFIX: 'test' });
    const before = Date.now();
    const effects = portInEffects({ ...trackingPorts(callersStores()), metrics: recordingMetrics() });
    const { items } = effects.effectsOf(subjectOf(requestPortIn, {}), { id: 'P1' }, 'req_1');
    const [due] = items.flatMap((item) => pollJobSchema.safeParse(item).data?.dueAt ?? []);
    const hours = (Date.parse(due!) - before) / 3_600_000;
    expect(Math.round(hours)).toBe(5);
  });
});
