import * as z from 'zod';
import { refuse } from '../../admission';
import type { Behaviour, OperationBehaviour } from '../../behaviour';
import type { SimWorld } from '../../world/sim-world';
import { allianceEndCustomers } from './alliance-end-customers';
import { contracts } from './contracts';
import { creditChecks, creditCourses, toldByMail } from './credit-checks';
import { failed } from './refusals';
import { programOf, quotes } from './quotes';

const requestSchema = z.looseObject({
  opportunityName: z.string().optional(),
  subAccountId: z.string().optional(),
  sites: z.array(z.looseObject({})).default([]),
});

const isRestricted = (world: SimWorld, subAccountId: string): boolean =>
  world
    .of(allianceEndCustomers)
    .all()
    .some(([, customer]) => customer.subAccountId === subAccountId && customer.allianceStatus === 'ATT ONLY');

/** Every site named gets an id; a quote without any gets one, since AT&T publishes no way to add one later. */
const answer: Behaviour = (request, world) => {
  const { opportunityName, subAccountId, sites } = requestSchema.parse(request.body);
  if (sites.length > 100) return refuse(400, 'A quote takes at most 100 sites');
  if (subAccountId !== undefined && isRestricted(world, subAccountId)) {
    return failed('Only AT&T may do business with this end customer');
  }
  const named = sites.length > 0 ? sites : [{}];
  const quoteId = world.ids.salesforce('0Q0');
  const quote = world.of(quotes).put(quoteId, {
    quoteId,
    program: programOf(request),
    opportunityId: world.ids.salesforce('006'),
    ...(opportunityName === undefined ? {} : { opportunityName }),
    sites: named.map((site) => ({ ...site, siteId: world.ids.salesforce('a7l') })),
    configurations: [],
  });
  return {
    status: 200,
    body: {
      status: 'Success',
      statusMessage: 'Success',
      opportunityId: quote.opportunityId,
      quoteId,
      sites: quote.sites,
    },
  };
};

const createdSchema = z.object({
  quoteId: z.string(),
  opportunityId: z.string(),
  sites: z.array(z.looseObject({ siteId: z.string() })),
});

const makes: NonNullable<OperationBehaviour['makes']> = ({ body }) => ({
  kind: quotes,
  key: createdSchema.parse(body).quoteId,
});

const afterExample: OperationBehaviour['afterExample'] = (request, { body }, world) => {
  const { quoteId, opportunityId, sites } = createdSchema.parse(body);
  world.of(quotes).put(quoteId, { quoteId, program: programOf(request), opportunityId, sites, configurations: [] });
  world.of(creditChecks).delete(quoteId);
  world.of(contracts).delete(quoteId);
};

export const apexCreateQuote: OperationBehaviour = {
  answer,
  afterExample,
  makes,
  magicValues: Object.entries({ ...creditCourses, ...toldByMail }).map(([value, { outcome }]) => ({
    where: '/opportunityName',
    value,
    outcome,
  })),
};

export const allianceCreateQuote: OperationBehaviour = { answer, afterExample, makes };
