import type { OperationBehaviour } from '../../behaviour';
import type { Entities } from '../../world/sim-world';
import { lineDetails } from './line-answers';
import { lines, type Line } from './lines';
import { refused } from './refusals';

/** The lines that are meant, by the one key asked with. */
const keys: Readonly<Record<string, (all: Entities<Line>, value: string) => ReturnType<Entities<Line>['all']>>> = {
  subscriberNumber: (all, value) => {
    const line = all.get(value);
    return line ? [[value, line]] : [];
  },
  subscriberStatus: (all, value) => all.having('status', value.toLowerCase()),
  sim: (all, value) => all.having('sim', value),
  imei: (all, value) => all.having('imei', value),
};

export const getLineDetails: OperationBehaviour = {
  answer: ({ query }, world) => {
    const [asked, another] = Object.entries(query).filter(([name]) => Object.hasOwn(keys, name));
    const linesBy = asked && keys[asked[0]];
    if (!linesBy || another) return refused(400, 'KEY', `Exactly one of ${Object.keys(keys).join(', ')} is needed`);
    const found = linesBy(world.of(lines), asked[1]);
    return { status: 200, body: { lines: found.map(([number, line]) => lineDetails(number, line, world.now())) } };
  },
};
