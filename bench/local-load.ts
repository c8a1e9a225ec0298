import { measureLocalGateway, type LocalLoad } from './measure/local-gateway';

/** Measures the local gateway as whoever has forked it says, and sends the result there. */
const [rounds, seconds] = process.argv.slice(2).map(Number) as [LocalLoad['rounds'], LocalLoad['seconds']]; // as main.ts has it
process.send?.(await measureLocalGateway({ rounds, seconds }));
process.disconnect();
