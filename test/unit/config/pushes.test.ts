import { checkedBindings } from '../../../lib/config/check-bindings';
import { contractOf } from '../../../lib/config/contract';
import { parseTenant } from '../../../lib/config/tenant';
import example from '../../../tenants/example';

const tenantWith = (pushes: unknown, bindings: Record<string, object> = {}) =>
  parseTenant({ ...example, pushes, bindings }, 'a tenant');
const pushes = { secretHeader: 'X-Push-Secret' };
const push = { id: '/port', members: { '/state': '/word' } };

describe('what a tenant says of pushes', () => {
  it.each([
    ['nobody by whom they are known', {}, /pushes: must have `secretHeader` or `sources`/],
    ['a network that is none', { sources: ['192.0.2.0/99'] }, /pushes\.sources\.0: must be an IP address or a network/],
    ['a header of every request', { secretHeader: 'Host' }, /pushes\.secretHeader: is a header of every request/],
    ['a setting there is not', { ...pushes, mtls: true }, /pushes: Unrecognized key: "mtls"/],
  ])('%s is refused', (_, wrong, mistake) => {
    expect(() => tenantWith(wrong)).toThrow(mistake);
  });

  it('is a statement that nobody receives', () => {
    expect(() => tenantWith(undefined, { 'get-port-in': { push } })).toThrow(
      /bindings\.get-port-in\.push: nobody receives it; state `pushes` as well/,
    );
  });

  it.each([
    [
      'of what follows nothing',
      'request-port-in',
      push,
      /request-port-in\.push: nothing is followed by this operation/,
    ],
    [
      'of a read that shows no state',
      'apex-get-enrichment-status',
      push,
      /apex-get-enrichment-status\.push\.members: no member of this read is a state; leave them out/,
    ],
    [
      'that does not say where the state is',
      'get-port-in',
      { id: '/port', members: { '/subscriberNumber': '/ctn' } },
      /get-port-in\.push\.members\['\/state'\]: must say where the state is/,
    ],
    [
      'with a member that the reference has not',
      'get-port-in',
      { id: '/port', members: { '/state': '/word', '/stat': '/x' } },
      /get-port-in\.push\.members\['\/stat'\]: the operation’s reference has no such member; did you mean `\/state`\?/,
    ],
  ])('%s stops the synth', (_, operation, wrong, mistake) => {
    const tenant = tenantWith(pushes, { [operation]: { push: wrong } });
    expect(() => checkedBindings(tenant)).toThrow(mistake);
  });

  it('counts for a read that reaches AT&T, and for one that does not', () => {
    const tenant = tenantWith(pushes, { 'get-port-in': { push } });
    expect(contractOf(tenant, checkedBindings(tenant))).toEqual({ 'get-port-in': { push } });
  });
});
