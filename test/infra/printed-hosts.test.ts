import { operations } from '#operations/registry';
import { requireOwnHosts } from '#att/hosts';
import { hostMistakes } from '../../lib/config/check-hosts';
import { boundBinding, testSettings } from '../support/operations';
import { aTenant } from './synthesized';

describe('the UAT host that AT&T prints for billing and that is named like one of production', () => {
  const baseUrl = 'https://uat-att-order-eapi.gw.cloud.att.com/api/v1';
  const host = new URL(baseUrl).hostname;
  const boundTo = (id: string, environment: 'uat' | 'production') =>
    hostMistakes(aTenant({ environment, bindings: { [id]: { baseUrl } } }));
  const started = (id: string, environment: 'uat' | 'production') => () =>
    requireOwnHosts(testSettings({ environment, bindings: { [id]: boundBinding({ baseUrl }) } }));

  it('is UAT for that operation', () => {
    expect(boundTo('alliance-enrich-billing', 'uat')).toEqual([]);
    expect(started('alliance-enrich-billing', 'uat')).not.toThrow();
  });

  it('is not production for that operation', () => {
    expect(boundTo('alliance-enrich-billing', 'production')).toEqual([
      `bindings.alliance-enrich-billing.baseUrl: ${host} is a uat host of AT&T, this tenant’s environment is production`,
    ]);
    expect(started('alliance-enrich-billing', 'production')).toThrow('bound to AT&T’s uat');
  });

  it('is what its name says for every other operation, and no statement of the tenant’s makes it UAT', () => {
    for (const { id } of operations.filter((one) => one.id !== 'alliance-enrich-billing')) {
      expect(boundTo(id, 'uat')).toEqual([expect.stringContaining(`${host} is a production host of AT&T`)]);
      expect(started(id, 'uat')).toThrow('bound to AT&T’s production');
    }
    expect(hostMistakes(aTenant({ environment: 'uat', hosts: { uat: [host] } }))).toHaveLength(1);
  });
});
