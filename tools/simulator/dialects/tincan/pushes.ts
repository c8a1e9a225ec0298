import type { PushedMessage } from '../../pushed-message';
import type { WorldChange } from '../../world/changes';
import { activationAnswer } from '../../behaviours/mobility/activation-answer';
import { activations } from '../../behaviours/mobility/activations';
import { portInAnswer } from '../../behaviours/mobility/port-in-answer';
import { portIns } from '../../behaviours/mobility/port-ins';
import { pdpBatches } from '../../behaviours/mobility/pdp-batches';
import { inTheirWords, under, type Fixed, type Row } from '../members';
import { portOrder } from './port-order-rows';
import { productOrder } from './product-orders';
import { batchNumber } from './words';

/**
 * What Tincan tells of a change of the world: how a port order or a product order stands now. Of others it tells nothing.
 * @param at since when it is so
 */
export const tincanPush = (change: WorldChange, at: string): PushedMessage | undefined => {
  if (change.change !== 'put') return undefined;
  const told = notificationOf(change, at);
  return told === undefined ? undefined : { solutionProvider: change.solutionProvider, body: JSON.stringify(told) };
};

type Put = Extract<WorldChange, { change: 'put' }>;

const notificationOf = ({ kind, entity, key }: Put, at: string): unknown => {
  if (kind === portIns.name)
    return about('PORT_ORDER', portOrder, portInAnswer(portIns.parse(entity)), { '/notification/since': at });
  if (kind === activations.name)
    return about('PRODUCT_ORDER', productOrder, activationAnswer(activations.parse(entity)));
  // Of a batch Tincan tells only that there is news.
  return kind === pdpBatches.name
    ? about('BATCH', [['/batchId', '/batchNo', batchNumber]], { batchId: key })
    : undefined;
};

const about = (what: string, rows: readonly Row[], answer: object, beside: Fixed = {}): unknown =>
  inTheirWords(under('', '/notification', rows), answer, { '/notification/about': what, ...beside });
