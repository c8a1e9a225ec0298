import * as z from 'zod';
import type { OperationId } from '#operations/registry';
import type { Actor } from './actor';
import { exampleCall } from './example-call';

const portIn = z.looseObject({ id: z.string() });

/** A port-in the partner knows AT&T’s id of. */
export interface KnownPortIn {
  solutionProvider: string;
  id: string;
  subscriberNumber: string;
}

/** The example’s parameters and body, the body with other members. */
const partsOf = (id: OperationId, members: object = {}) => {
  const { path, body } = exampleCall(id, '');
  return { ...(path && { path }), ...(body !== undefined && { body: { ...(body as object), ...members } }) };
};

const luhnDigit = (digits: string): string => {
  const sum = Array.from(digits, (digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return value > 9 ? value - 9 : value;
  }).reduce((total, value) => total + value, 0);
  return String((10 - (sum % 10)) % 10);
};

/** Writes on lines every Solution Provider has, to which another key may come to the same end. */
const onLines: readonly [OperationId, ...OperationId[]] = [
  'suspend-subscriber',
  'resume-subscriber',
  'cancel-subscriber',
  'restore-subscriber',
  'change-rate-plan',
  'change-features',
  'change-number',
  'update-device',
  'update-subscriber-information',
  'reset-voicemail',
  'resend-ota-profile',
  'transfer-billing-responsibility',
  'remove-static-ip',
  'update-billing-account',
  'provision-pdp',
];

/** A day of a mobility partner: new lines, numbers brought along, changes and questions. */
export const serveMobility = async (actor: Actor, number: number): Promise<KnownPortIn[]> => {
  const ending = String(1000 + number * 10).slice(-4);
  const known: KnownPortIn[] = [];
  const port = await bringNumber(actor, `312555${ending}`);
  if (port) known.push(port);
  await activate(actor, number);
  await actor.write(
    'create-billing-account',
    partsOf('create-billing-account', { name: { businessName: `Soak ${number}` } }),
  );
  for (let changes = 0; changes < 4; changes += 1) {
    const id = actor.random.pick(onLines);
    await actor.write(id, partsOf(id));
  }
  for (const id of ['list-subscribers', 'get-line-details', 'look-up-equipment'] as const) {
    if (actor.random.chance(0.4)) await actor.ask(id, exampleCall(id, ''));
  }
  return known;
};

const bringNumber = async (actor: Actor, subscriberNumber: string): Promise<KnownPortIn | undefined> => {
  const written = await actor.write('request-port-in', partsOf('request-port-in', { subscriberNumber }));
  const answer = portIn.safeParse(written?.body);
  if (!answer.success) return undefined;
  const { id } = answer.data;
  const path = { portInId: id };
  await actor.ask('get-port-in', { path });
  const next = actor.random.pick(['cancel', 'leave', 'update'] as const);
  if (next === 'cancel') await actor.write('cancel-port-in', { ...partsOf('cancel-port-in'), path });
  if (next === 'update') await actor.write('update-port-in', { ...partsOf('update-port-in'), path });
  await actor.ask('get-port-in', { path });
  return { solutionProvider: actor.solutionProvider, id, subscriberNumber };
};

const activate = async (actor: Actor, number: number): Promise<void> => {
  const imei = `35209900${String(100_000 + number)}`;
  const device = { imei: imei + luhnDigit(imei), sim: `8901410320000${String(1_000_000 + number * 10 + 1)}` };
  await actor.write('activate-service', partsOf('activate-service', { device }));
};
