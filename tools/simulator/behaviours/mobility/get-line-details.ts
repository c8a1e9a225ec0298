import type { OperationBehaviour } from '../../behaviour';
import { lineDetails } from './line-answers';
import { lines, type Line } from './lines';
import { refused } from './refusals';

/** Whether a line is meant, by the one key asked with. */
const keys: Readonly<Record<string, (number: string, line: Line, value: string) => boolean>> = {
  subscriberNumber: (number, _, value) => number === value,
  subscriberStatus: (_, { status }, value) => status.toLowerCase() === value.toLowerCase(),
  sim: (_, { device }, value) => device.sim === value,
  imei: (_, { device }, value) => device.imei === value,
};

export const getLineDetails: OperationBehaviour = {
  answer: ({ query }, world) => {
    const [asked, another] = Object.entries(query).filter(([name]) => Object.hasOwn(keys, name));
    const isMeant = asked && keys[asked[0]];
    if (!isMeant || another) return refused(400, 'KEY', `Exactly one of ${Object.keys(keys).join(', ')} is needed`);
    const found = world
      .of(lines)
      .all()
      .filter(([number, line]) => isMeant(number, line, asked[1]));
    return { status: 200, body: { lines: found.map(([number, line]) => lineDetails(number, line, world.now())) } };
  },
};
