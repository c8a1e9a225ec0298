import type { DemoClient } from './demo-clients';
import type { SampleCall } from './sample-call';
import type { Runtime } from './start-runtime';
import { requestToken } from './token-issuer';

/** One line for programs. */
export const startLine = ({
  baseUrl,
  tokenUrl,
  referenceUrl,
  simulatorUrl,
  stateMachinesUrl,
  pushUrl,
  operator,
  clients,
}: Runtime): string =>
  JSON.stringify({
    baseUrl,
    tokenUrl,
    referenceUrl,
    simulatorUrl,
    stateMachinesUrl,
    pushUrl,
    operator,
    clients: clients.map(({ clientId, clientSecret, solutionProviders, scopes }) => ({
      clientId,
      clientSecret,
      solutionProviders,
      scopes,
    })),
  });

/** The page people get: where everything is, whom to be, and a call to paste. */
export const startPage = async (runtime: Runtime): Promise<string> => {
  const { baseUrl, tokenUrl, referenceUrl, simulatorUrl, stateMachinesUrl, pushUrl, clients, logFile, sample } =
    runtime;
  const addresses = [
    ['Gateway', `${baseUrl}/v1/...`],
    ['API reference', referenceUrl],
    ['Tokens', tokenUrl],
    ['AT&T, simulated', `${simulatorUrl}/__sim/requests`],
    ['Step Functions', stateMachinesUrl],
    ...(pushUrl === undefined ? [] : [['AT&T pushes to', `${pushUrl}/...`]]),
    ...(logFile === undefined ? [] : [['Log', logFile]]),
  ];
  return [
    '',
    '  AT&T partner gateway, running on this machine. AT&T is played by a simulator.',
    '',
    ...addresses.map(([name = '', address = '']) => `  ${name.padEnd(17)}${address}`),
    '',
    '  Demo clients (id, secret):',
    ...clients.flatMap(clientLines),
    '',
    ...(sample
      ? [`  Try ${sample.name}; the token is valid for an hour:`, '', ...(await curl(runtime, sample)), '']
      : []),
    '  The operator’s command line (npx gateway --help) finds this gateway by the first of these lines:',
    ...Object.entries(runtime.operator).map(([name, value]) => `    export ${name}=${value}`),
    `    npx gateway status --tenant ${runtime.tenant}`,
    '',
    '  Stop with Ctrl-C.',
    '',
    '',
  ].join('\n');
};

const clientLines = ({ clientId, clientSecret, purpose, solutionProviders }: DemoClient): string[] => {
  const actsFor = solutionProviders.length > 0 ? `: ${solutionProviders.join(', ')}` : '';
  return [`    ${clientId.padEnd(15)}${clientSecret}`, `    ${''.padEnd(15)}${purpose}${actsFor}`];
};

const curl = async (
  { baseUrl, tokenUrl, clients }: Runtime,
  { method, path, headers, body }: SampleCall,
): Promise<string[]> => {
  const [client] = clients;
  if (!client) return [];
  const token = await requestToken(tokenUrl, client);
  const sent = { authorization: `Bearer ${token}`, ...headers };
  return [
    `curl -sS -X ${method} ${quoted(baseUrl + path)} \\`,
    ...Object.entries(sent).map(([name, value]) => `  -H ${quoted(`${name}: ${value}`)} \\`),
    `  -d ${quoted(body)}`,
  ];
};

/** A word no shell reads anything into. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
