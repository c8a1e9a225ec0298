import * as z from 'zod';
import { refuse } from '../../admission';
import type { Behaviour, OperationBehaviour } from '../../behaviour';
import { quoteOf, quotes, type Quote } from './quotes';

const lookupSchema = z.looseObject({ quoteId: z.string() });
const assignmentSchema = z.looseObject({
  quoteId: z.string(),
  sites: z.array(z.looseObject({ siteId: z.string().optional() })),
});

const answerFor = ({ quoteId, sites }: Quote) => ({ status: 200, body: { quoteId, inputValues: sites } });

const lookUp: Behaviour = (request, world) => {
  const { quoteId } = lookupSchema.parse(request.body);
  const quote = quoteOf(request, world, quoteId);
  return quote ? answerFor(quote) : refuse(404, `Quote ${quoteId} not found`);
};

/** A site is named by its id, or by its place in the list where it has none: the members of an item are not public. */
const assign: Behaviour = (request, world) => {
  const { quoteId, sites } = assignmentSchema.parse(request.body);
  const quote = quoteOf(request, world, quoteId);
  if (!quote) return refuse(404, `Quote ${quoteId} not found`);
  const assigned = new Map(sites.map((site, index) => [site.siteId ?? quote.sites[index]?.siteId, site]));
  const strange = [...assigned.keys()].find((siteId) => !quote.sites.some((site) => site.siteId === siteId));
  if (assigned.has(undefined) || strange !== undefined) return refuse(400, `Site ${strange ?? ''} is not on the quote`);
  const changed = quote.sites.map((site) => ({ ...site, ...assigned.get(site.siteId), siteId: site.siteId }));
  return answerFor(world.of(quotes).put(quoteId, { ...quote, sites: changed }));
};

export const apexLookUpEndCustomer: OperationBehaviour = { answer: lookUp };

export const apexAssignEndCustomer: OperationBehaviour = {
  answer: assign,
  afterExample: (request, _answer, world) => void assign(request, world),
};
