import { runSimulation } from '@cloud-copilot/iam-simulate';
import { sessionTag } from '#platform/aws/sessions';
import { accountId, type Account } from './account';
import { solutionProvider, type AwsCall } from './calls';

/** Who asks, with what is known of them. */
export interface Principal {
  role: string;
  tags: Record<string, string>;
}

export const inWords = ({ action, resource, context }: AwsCall): string =>
  `${action} ${resource} ${JSON.stringify(context)}`;

/** What IAM decides in an account, by the policies of the templates. */
export const decisionsIn = (account: Account) => {
  /** What IAM decides, by a policy of a role and of the resource. @throws when a call is none AWS knows */
  const isAllowedTo = async ({ role, tags }: Principal, { action, resource, context }: AwsCall): Promise<boolean> => {
    const tagged = Object.entries(tags).map(([name, value]) => [`aws:PrincipalTag/${name}`, value]);
    const result = await runSimulation(
      {
        request: {
          principal: role,
          action,
          resource: { resource, accountId: resource.split(':')[4] || accountId },
          contextVariables: { ...context, ...Object.fromEntries(tagged) },
        },
        identityPolicies: [{ name: 'function', policy: account.roles.get(role) }],
        serviceControlPolicies: [],
        resourceControlPolicies: [],
        resourcePolicy: account.resourcePolicies.get(resource),
      },
      {},
    );
    if (result.resultType === 'error') throw new Error(`${action} ${resource}: ${JSON.stringify(result.errors)}`);
    return result.overallResult === 'Allowed';
  };

  /** Functions by their role: those that share one can make the same calls, and one of them speaks for all. */
  const byRole = [...Map.groupBy(account.functions, ({ role }) => role)];

  const itself = (role: string): Principal => ({ role, tags: account.tagsOf.get(role) ?? {} });
  const inSessionFor = (role: string, of: string | undefined): Principal => ({
    role,
    tags: of === undefined ? {} : { [sessionTag]: of },
  });

  /** Whom a function of a role asks as in a call for a Solution Provider: itself, and in a session for it. */
  const askingAs = (role: string, of = solutionProvider): Principal[] => {
    const session = account.functions.find((one) => one.role === role)?.session;
    return [itself(role), ...(session === undefined ? [] : [inSessionFor(session, of)])];
  };

  /** Whether a function of a role can do it, in a call for a Solution Provider. */
  const isAllowed = async (role: string, call: AwsCall): Promise<boolean> => {
    for (const principal of askingAs(role)) if (await isAllowedTo(principal, call)) return true;
    return false;
  };

  /** Those calls of a role's that IAM decides otherwise than expected. */
  const decidedOtherwise = async (role: string, calls: readonly AwsCall[], expected: boolean): Promise<string[]> => {
    const different = new Map(calls.map((call) => [inWords(call), call]));
    const found: string[] = [];
    for (const [words, call] of different) if ((await isAllowed(role, call)) !== expected) found.push(words);
    return found;
  };

  return { byRole, itself, inSessionFor, askingAs, isAllowedTo, isAllowed, decidedOtherwise };
};
