import { measureLocalGateway } from './measure/local-gateway';

/** Measures the local gateway for as many seconds a load as it is told, and sends the result to whoever has forked it. */
process.send?.(await measureLocalGateway(Number(process.argv[2])));
process.disconnect();
