import { longRunningRequests } from '#platform/table/keys';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { eventExample } from '#events/event-example';
import { eventSchema } from '#events/event';
import { eventTypes, isNamedBy, namesSomething } from '#events/event-types';
import { eventsOf } from '#events/events-of';
import { trackedImageOf } from '#events/tracked-image';
import { orderWorkflow, type StepRule } from '#domain/order/order-workflow';
import { longRunningRules } from '#domain/mobility/long-running-kinds';
import { statesOf } from '#domain/mobility/long-running-kind';

const docs = join(__dirname, '..', '..', '..', 'docs');
const at = '2026-03-05T09:04:51.000Z';

const eventsFor = (sk: string, ...timeline: object[]) => {
  const key = { pk: 'SP#SP-A', sk };
  return eventsOf(trackedImageOf(key, { ...key, solutionProvider: 'SP-A', createdAt: at, timeline })!);
};

/** What the first event of an item with this one change is. */
const eventFor = (sk: string, entry: object) => eventsFor(sk, { at, ...entry })[0]!;

describe('the list of event types', () => {
  it('is documented, type for type', () => {
    const page = readFileSync(join(docs, 'events.md'), 'utf8');
    const documented = [...page.matchAll(/^\| `([a-z-]+\.[a-z.-]+)` +\| (.*?) +\|$/gm)].map(([, type, meaning]) => [
      type,
      meaning,
    ]);
    expect(Object.fromEntries(documented)).toEqual(eventTypes);
  });

  it('has a type of its own for every fact a step of an order records', () => {
    for (const rules of Object.values(orderWorkflow)) {
      for (const { records } of Object.values<StepRule>(rules)) {
        const { type } = eventFor('ORDER#q', { type: 'fact-recorded', fact: records.fact, after: records.value });
        expect(type).not.toBe('order.changed');
      }
    }
  });

  it('has one for every state of what is followed to its end', () => {
    for (const rules of Object.values(longRunningRules)) {
      for (const state of statesOf(rules).filter((one) => one !== 'unknown')) {
        const { type } = eventFor(longRunningRequests[rules.kind].key.sortOf({ id: '1' }), {
          type: 'state-changed',
          before: 'unknown',
          after: state,
        });
        expect(type).toBe(`${rules.kind}.${state}`);
      }
    }
  });

  it.each([
    ['ORDER#q', { type: 'order-quoted', fact: 'quote', after: 'created' }, 'order.quoted'],
    ['ORDER#q', { type: 'order-adopted', fact: 'quote', after: 'created' }, 'order.adopted'],
    ['ORDER#q', { type: 'fact-recorded', fact: 'status', after: 'IN_PROGRESS' }, 'order.status.changed'],
    ['ORDER#q', { type: 'fact-recorded', fact: 'handoff:802', after: 'done' }, 'order.handed-off'],
    ['ORDER#q', { type: 'overdue', fact: 'completion' }, 'order.overdue'],
    ['ORDER#q', { type: 'fact-recorded', fact: 'novelty', after: 'x' }, 'order.changed'],
    ['PORT-IN#1', { type: 'opened', after: 'submitted' }, 'port-in.opened'],
    ['PORT-IN#1', { type: 'overdue' }, 'port-in.overdue'],
    ['PORT-IN#1', { type: 'gave-up' }, 'port-in.gave-up'],
    ['PORT-IN#1', { type: 'change-done', change: 'cancel' }, 'port-in.change-done'],
    ['PDP#1', { type: 'a novelty' }, 'pdp-provisioning.changed'],
  ])('%s %j is %s', (sk, entry, type) => {
    expect(eventFor(sk, entry).type).toBe(type);
  });
});

describe('an event', () => {
  it('names the sub-order a fact is about', () => {
    const event = eventFor('ORDER#q', { type: 'fact-recorded', fact: 'billing:802x', after: 'enriched' });
    expect(event).toMatchObject({ type: 'order.billing.enriched', fact: 'billing', subOrderId: '802x', before: null });
  });

  it('says when AT&T’s answer has overruled an attestation', () => {
    const entry = { type: 'state-conflict', fact: 'credit', before: 'approved', after: 'declined' };
    expect(eventFor('ORDER#q', entry)).toMatchObject({ type: 'order.credit.declined', conflict: true });
  });

  it('does not repeat who asked for a change and why', () => {
    const entry = { type: 'change-done', change: 'cancel', actor: 'Jane Doe', purpose: 'customer called', by: 'crm' };
    expect(JSON.stringify(eventFor('PORT-IN#1', entry))).not.toMatch(/Jane|called|crm/);
  });

  it('fits the published JSON Schema, and what does not is refused by it', () => {
    const ajv = addFormats(new Ajv2020({ strict: false }));
    const schema: object = JSON.parse(readFileSync(join(docs, 'event.schema.json'), 'utf8'));
    const isValid = ajv.compile(schema);
    expect(isValid(eventExample)).toBe(true);
    expect(isValid(eventFor('ORDER#q', { type: 'order-quoted', after: 'created' }))).toBe(true);
    expect(isValid({ ...eventExample, type: 'order.made-up' })).toBe(false);
    expect(eventSchema.parse(eventExample)).toEqual(eventExample);
  });
});

describe('a filter', () => {
  it.each([
    ['*', 'order.quoted', true],
    ['order.*', 'order.credit.approved', true],
    ['order.credit.*', 'order.credit.approved', true],
    ['order.credit.approved', 'order.credit.approved', true],
    ['order.*', 'port-in.opened', false],
    ['order.cre*', 'order.credit.approved', false],
    ['order', 'order.quoted', false],
  ])('%s names %s: %s', (filter, type, named) => {
    expect(isNamedBy(filter, type)).toBe(named);
  });

  it('that names no type is known as such', () => {
    expect(['order.*', '*', 'port-in.completed'].every(namesSomething)).toBe(true);
    expect(['orders.*', 'order.crédit', '', '**'].some(namesSomething)).toBe(false);
  });
});
