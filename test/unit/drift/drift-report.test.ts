import { solutionProvider } from '../../support/gateway-rig';
import { activations } from '../../../tools/simulator/behaviours/mobility/activations';
import { lines } from '../../../tools/simulator/behaviours/mobility/lines';
import { pdpBatches } from '../../../tools/simulator/behaviours/mobility/pdp-batches';
import { portIns } from '../../../tools/simulator/behaviours/mobility/port-ins';
import { orders, subOrders } from '../../../tools/simulator/behaviours/ordering/orders';
import { driftWorld } from './world';

it('is empty where AT&T shows what is known here, whatever it is of', async () => {
  const world = await driftWorld();
  await world.completedPortIn();
  await world.activated();
  await world.provisioned();
  await world.completedOrder();
  await world.seenLine('2125550101');
  world.advance('PT2H');
  const { report, run, differences } = await world.compared();
  expect(differences).toEqual([]);
  expect([report, run.things, run.missed, run.differences]).toEqual(['finished', 5, 0, 0]);
  const asked = world.att.calls.slice(-run.asked).map(({ operation }) => operation);
  expect(new Set(asked)).toEqual(
    new Set([
      'get-port-in',
      'list-port-ins',
      'get-service-activation',
      'get-pdp-provisioning',
      'alliance-get-credit-check',
      'alliance-get-contract',
      'alliance-get-order-status',
      'get-line-details',
    ]),
  );
});
