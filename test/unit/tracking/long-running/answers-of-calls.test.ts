import { profilesOf } from '#domain/business-time/port-in-sla';
import type { OperationId } from '#operations/registry';
import { anyKind } from '#tracking/long-running/any-kind';
import { lockedBy, observationIn, originOf, updateFrom } from '#tracking/long-running/observed-in-call';
import { at, calling, opening, reading } from './effects-world';

const ruleOf = ({ operation }: ReturnType<typeof calling>) => operation.longRunning!;

const observed = (context: ReturnType<typeof calling>, answer: unknown) =>
  observationIn(anyKind, context, ruleOf(context), answer, at);
const updated = (context: ReturnType<typeof calling>, answer: unknown) =>
  updateFrom(anyKind, context, ruleOf(context), answer, { at, portInProfiles: profilesOf() });

const changing = (id: OperationId) => calling(id, { path: { portInId: 'P-1' }, body: {} });

describe('what an answer shows', () => {
  it('is AT&T’s word, our state for it, the reason and details', () => {
    const answer = { state: ' rejected ', stateReason: { code: '8A', text: 'no' }, subscriberNumber: '2125550120' };
    expect(observed(reading('P-1'), answer)).toEqual({
      ...{ at, status: 'rejected', state: 'action-required', reason: { code: '8A', text: 'no' } },
      details: { subscriberNumber: '2125550120' },
    });
  });

  it('is no state where nobody knows the word, and no word where there is none', () => {
    expect(observed(reading('P-1'), { state: 'ZZ' })).toEqual({ at, status: 'ZZ', details: {} });
    expect(observed(reading('P-1'), { state: '  ' })).toEqual({ at, details: {} });
    expect(observed(reading('P-1'), {})).toEqual({ at, details: {} });
  });

  it('is by the date the old carrier has named, where work goes on', () => {
    const shown = { state: 'in progress', confirmedDate: '2026-11-09' };
    expect(observed(reading('P-1'), shown).state).toBe('confirmed');
    expect(observed(reading('P-1'), { ...shown, state: 'pending' }).state).toBe('pending');
  });

  it('has what is kept of the request, if that says it', () => {
    const batch = (body: object) => observed(calling('provision-pdp', { body }), { batchId: 'B-1' }).details;
    expect(batch({ apn: 'iot' })).toMatchObject({ apn: 'iot' });
    expect(batch({})).not.toHaveProperty('apn');
  });
});

describe('where a write has led', () => {
  it('is the state of what AT&T has taken, where it gives no word for it', () => {
    const { kind, id, observation } = updated(opening('2125550120'), { id: 'P-1' })!;
    expect([kind, id, observation.state, observation.status]).toEqual(['port-in', 'P-1', 'submitted', undefined]);
    expect(updated(opening('2125550120'), { id: 'P-1', state: 'confirmed' })?.observation.state).toBe('confirmed');
    expect(updated(opening('2125550120'), { id: 'P-1', state: 'ZZ' })?.observation).not.toHaveProperty('state');
  });

  it('is due by what was asked for, and a change is not', () => {
    const asked = calling('request-port-in', { body: { subscriberNumber: '2125550120' } });
    expect(updated(asked, { id: 'P-1' })?.observation.details).toHaveProperty('dueAt');
    expect(updated(changing('update-port-in'), { state: 'pending' })?.observation.details).not.toHaveProperty('dueAt');
  });

  it('is what AT&T’s id says, or the request’s, or nothing', () => {
    expect(updated(changing('update-port-in'), { id: 'P-2', state: 'pending' })?.id).toBe('P-2');
    expect(updated(changing('update-port-in'), { state: 'pending' })?.id).toBe('P-1');
    expect(updated(opening('2125550120'), { state: 'pending' })).toBeUndefined();
  });

  it('is nothing new after a change AT&T has no word for', () => {
    expect(updated(changing('update-port-in'), { id: 'P-1' })).toBeUndefined();
  });

  it.each([
    ['cancelled', 'cancelled'],
    ['pending', 'cancelling'],
    ['ZZ', 'cancelling'],
    [undefined, 'cancelling'],
  ])('is, of a cancellation AT&T answers with %j: %s', (word, state) => {
    expect(updated(changing('cancel-port-in'), { state: word })).toMatchObject({
      ...{ kind: 'port-in', id: 'P-1', observation: { at, state, details: {} } },
    });
  });
});

it('what a request wants for itself is named by what it is', () => {
  const device = calling('activate-service', { body: { device: { imei: '1', sim: '2' } } });
  expect(lockedBy(device, ruleOf(device))).toEqual({
    ...{ kind: 'service-activation', solutionProvider: 'SP-A', names: ['imei:1', 'sim:2'] },
  });
  const batch = calling('provision-pdp', { body: {} });
  expect(lockedBy(batch, ruleOf(batch)).names).toEqual([]);
});

it('an observation comes from who called, for whom, and why', () => {
  const audit = { actor: 'Kim Example', reason: 'lost' };
  expect(originOf({ ...reading('P-1'), audit }, 'req_1')).toEqual({
    ...{ by: 'client-a', requestId: 'req_1', actor: 'Kim Example', purpose: 'lost' },
  });
  expect(originOf(reading('P-1'))).toEqual({ by: 'client-a' });
});
