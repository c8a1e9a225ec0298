import { ConfigurationMistake } from './configuration-mistake';

/** What Lambda takes of all variables of a function, which it measures as one JSON object. */
export const mostVariableBytes = 4_096;

/** A name, an ARN or a part of one that is only known once it is deployed is not longer. */
const referenceBytes = 100;

const sizeOf = (variables: Readonly<Record<string, string>>): number =>
  Buffer.byteLength(JSON.stringify(variables).replaceAll(/\$\{Token\[[^\]]*\]\}/g, 'x'.repeat(referenceBytes)));

const fewerSolutionProviders =
  'move some of `solutionProviders` to another tenant, with a file and a deployment of its own';

/** What to do about a variable that takes too much. */
const cures: Readonly<Record<string, string>> = {
  SOLUTION_PROVIDERS: fewerSolutionProviders,
  SIGHTABLE: fewerSolutionProviders,
  BINDINGS: 'state shorter base URLs or paths in `bindings`',
  LATE_ANSWERS: 'name fewer operations in `lateAnswers.operations`',
  CROSS_ORIGINS: 'list fewer origins in `crossOrigin.origins`',
  PUSH_SOURCES: 'state fewer, wider networks in `pushes.sources`',
  PORT_IN_SLA: 'state fewer or shorter profiles in `polling.portInSla`',
};

/** @throws ConfigurationMistake when Lambda would refuse a function for its variables, with what takes most and what to do */
export const checkVariables = (functionName: string, variables: Readonly<Record<string, string>>): void => {
  const bytes = sizeOf(variables);
  if (bytes <= mostVariableBytes) return;
  const [largest = ''] = Object.keys(variables).toSorted(
    (a, b) => Buffer.byteLength(variables[b] ?? '') - Buffer.byteLength(variables[a] ?? ''),
  );
  throw new ConfigurationMistake(
    `${functionName} would have ${bytes} bytes of variables, and Lambda takes ${mostVariableBytes}. ` +
      `${largest} takes most of it: ${cures[largest] ?? 'shorten it in the tenant’s file'}.`,
  );
};
