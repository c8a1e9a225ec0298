import { overlapMs, type Endpoint } from '#webhooks/endpoint';
import { askedAgain, changed, disabled, endpointIdOf, newEndpoint, withNewSecret } from '#webhooks/endpoint-changes';
import { endpointWith } from './sender-world';

const later = '2026-11-03T12:00:00.000Z';
const [a, b, c] = ['https://a.example.com/', 'https://b.example.com/', 'https://c.example.com/'];
const both = { failoverUrl: b };
const sealed = (name: string) => ({ sealed: new Uint8Array(Buffer.from(name)), keyId: '1' });

describe('an endpoint that is made', () => {
  const made = (parts: object = {}) =>
    newEndpoint(
      { id: 'we_1', solutionProvider: 'SP-A', url: a, types: ['*'], description: undefined, ...parts },
      sealed('a'),
      later,
    );

  it('has every URL to be asked', () => {
    expect(made()).toMatchObject({ urlVerification: 'pending', enabled: true, createdAt: later, timeline: [] });
    expect(made()).not.toHaveProperty('failoverUrlVerification');
    expect(made(both)).toMatchObject({ urlVerification: 'pending', failoverUrlVerification: 'pending' });
  });

  it('has the same id under the same key of a Solution Provider, and no other', () => {
    const ids = [endpointIdOf('SP-A', 'k'), endpointIdOf('SP-A', 'l'), endpointIdOf('SP-B', 'k')];
    expect(endpointIdOf('SP-A', 'k')).toBe(ids[0]);
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^we_.{16}$/);
  });
});

describe('a URL of an endpoint that is changed', () => {
  const standing = (endpoint: Endpoint) => [endpoint.urlVerification, endpoint.failoverUrlVerification];

  it.each<[string, Partial<Endpoint>, object, (string | undefined)[]]>([
    ['is asked where it is another', both, { url: c }, ['pending', undefined]],
    ['is not asked where nothing else is', both, { description: 'x' }, [undefined, undefined]],
    ['is not asked where it was the other before', both, { url: b, failoverUrl: a }, [undefined, undefined]],
    ['is asked where the other was not verified', { ...both, failoverUrlVerification: 'failed' }, { url: b }, ['pending', 'failed']], // prettier-ignore
    ['is as it was where it is the same', { urlVerification: 'failed' }, { url: a }, ['failed', undefined]],
    ['is asked where there was none', {}, { failoverUrl: b }, [undefined, 'pending']],
    ['is forgotten where there is none any more', { ...both, failoverUrlVerification: 'pending' }, { failoverUrl: null }, [undefined, undefined]], // prettier-ignore
  ])('%s', (_, before, change, expected) => {
    expect(standing(changed(endpointWith(before), change, later))).toEqual(expected);
  });

  it('is the one that is wanted, or gone', () => {
    expect(changed(endpointWith(both), {}, later).failoverUrl).toBe(b);
    expect(changed(endpointWith(both), { failoverUrl: c }, later).failoverUrl).toBe(c);
    expect(changed(endpointWith(both), { failoverUrl: null }, later)).not.toHaveProperty('failoverUrl');
  });

  it('is asked again where it has not answered', () => {
    expect(standing(askedAgain(endpointWith({ ...both, urlVerification: 'failed' })))).toEqual(['pending', undefined]);
    const failed = { ...both, failoverUrlVerification: 'failed' as const };
    expect(standing(askedAgain(endpointWith(failed)))).toEqual([undefined, 'pending']);
  });
});

it('the secret before is used beside a new one for a day, and none before that', () => {
  const { secrets, updatedAt } = withNewSecret(withNewSecret(endpointWith(), sealed('b'), later), sealed('c'), later);
  expect(updatedAt).toBe(later);
  expect(secrets).toMatchObject([sealed('c'), sealed('b')]);
  expect(secrets[0]).not.toHaveProperty('validUntil');
  expect(Date.parse(secrets[1]!.validUntil!) - Date.parse(later)).toBe(overlapMs);
  expect(withNewSecret({ ...endpointWith(), secrets: [] }, sealed('b'), later).secrets).toHaveLength(1);
});

it('being switched off and on is told once each, and forgets why', () => {
  const off = disabled(endpointWith({ failingSince: later }), 'failing', later);
  expect(off).toMatchObject({ enabled: false, disabledReason: 'failing' });
  expect(off).not.toHaveProperty('failingSince');
  expect(disabled(off, 'gone', later)).toMatchObject({ disabledReason: 'failing', timeline: off.timeline });
  const on = changed(off, { enabled: true }, later);
  expect(on).not.toHaveProperty('disabledReason');
  expect(on.timeline).toEqual([
    { at: later, type: 'disabled', before: 'enabled', after: 'disabled', reason: 'failing' },
    { at: later, type: 'enabled', before: 'disabled', after: 'enabled' },
  ]);
});
