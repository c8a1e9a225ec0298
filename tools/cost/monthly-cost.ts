import type { Tenant } from '../../lib/config/tenant';
import { billOf, type Bill, type Usage } from './bill';
import { standingCosts } from './standing';
import { resourcesOf, type Resources } from './templates';
import { callsIn, courseOfOrder, courseOfPort, metricCosts, tokenCosts, usageCosts } from './usage';

/** What a tenant costs in a month, by what would be deployed of it. @throws ConfigurationMistake where that could not be deployed */
export const monthlyCost = (
  tenant: Tenant,
  { orders, ports, clients, isTokenCached }: Usage,
  resources: Resources = resourcesOf(tenant),
): Bill => {
  const calls = orders * callsIn(courseOfOrder()) + ports * callsIn(courseOfPort());
  return billOf({
    'standing, whoever calls': standingCosts(tenant, resources),
    [`${orders} orders`]: orders === 0 ? [] : usageCosts(tenant, resources, courseOfOrder(), orders),
    [`${ports} port-ins`]: ports === 0 ? [] : usageCosts(tenant, resources, courseOfPort(), ports),
    metrics: metricCosts(tenant, calls),
    clients: tenant.tokenIssuer || clients === 0 ? [] : tokenCosts(clients, calls, isTokenCached),
  });
};
