import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { openPartner } from '../partner';
import type { Journey } from '../journey';
import { bodyOf } from '../gateway-calls';
import {
  createQuote,
  followedOn,
  orderingHeaders,
  partnersClient,
  porting,
  portingHeaders,
  prepared,
  stillThere,
  type Had,
} from './before-and-after';
import { belongingsOf, keptOf, type Belongings } from './belongings';
import { Carried, type Neighbours, type Resident } from './resident';
import { deployOver, importLeft, page, sayWhatIsLeft, tornDown, type Left } from './tear-down';

const before = new Carried<Had>('a partner has a quote');
const left = new Carried<Left & { others: Belongings }>('all four stacks are destroyed');
const isBack = new Carried<true>('it is brought back');

const prepare = async ({ one }: Neighbours): Promise<void> => {
  const client = await partnersClient(one);
  const partner = await openPartner(one, await portingHeaders(one, client), ['port-in.*']);
  before.set(await prepared(one, client, partner, '2125550134'));
};

/** Its poller went with the stack, which is found out ten minutes after its next poll was due; nobody has to wait for it. */
const followedOnRequest = async (one: Resident): Promise<void> => {
  isBack.get();
  const had = before.get();
  const operated = ['--provider', porting, '--actor', 'deploy-suite', '--reason', 'brought-back'];
  await followedOn(one, had, () => one.operator.gateway(['follow', had.portInId, ...operated]));
  had.partner.receiver.close();
};

const neighbourGoesOn = async ({ other }: Neighbours): Promise<void> => {
  isBack.get();
  assert.deepEqual(await belongingsOf(other.plan), left.get().others);
  const headers = await orderingHeaders(other, await partnersClient(other));
  await bodyOf(await createQuote(other, headers, `the-neighbour-goes-on-${randomUUID()}`), 200);
};

export const bringBackJourney: Journey<Neighbours> = {
  name: 'Destroyed and brought back',
  steps: [
    { title: 'a partner has a quote, and a port-in that AT&T works on', run: prepare },
    {
      title: 'all four stacks are destroyed, and leave table, secrets, key and user pool with all that is in them',
      run: async ({ one, other }) => {
        before.get();
        const others = await belongingsOf(other.plan);
        left.set({ ...(await tornDown(one)), others });
      },
    },
    {
      title: `it is brought back as ${page} says, with what was left`,
      run: async ({ one }) => {
        const mapping = await sayWhatIsLeft(one.plan);
        await importLeft(one, mapping);
        await deployOver(one, left.get());
        assert.deepEqual(await keptOf(one.plan), left.get().kept);
        isBack.set(true);
      },
    },
    {
      title: 'what was stored before is read, a repeat asks AT&T nothing, the audit’s chain is whole',
      run: async ({ one }) => {
        isBack.get();
        await stillThere(one, before.get());
        await one.operator.gateway(['audit', 'verify']);
      },
    },
    {
      title: 'the port-in is followed to its completion, and told in order, signed as before',
      run: ({ one }) => followedOnRequest(one),
    },
    { title: 'the neighbour was left alone, and goes on', run: neighbourGoesOn },
  ],
};
