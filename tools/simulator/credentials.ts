import * as z from 'zod';
import type { ApiFamily } from '#domain/define-operation';
import type { ChangeListener } from './world/changes';

const families = ['ordering-apex', 'ordering-alliance', 'mobility'] as const satisfies readonly ApiFamily[];

/** Body of `POST /__sim/credentials`: one pair AT&T shall from now on accept, or refuse. */
export const credentialRuleSchema = z.strictObject({
  solutionProvider: z.string().min(1),
  family: z.enum(families),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  accepted: z.boolean().default(true),
});
export type CredentialRule = z.infer<typeof credentialRuleSchema>;

/** The pair every Solution Provider has without being registered. */
export const demoCredentials = (
  family: ApiFamily,
  solutionProvider: string,
): { clientId: string; clientSecret: string } => ({
  clientId: `demo-${family}-${solutionProvider}`,
  clientSecret: `demo-secret-${family}-${solutionProvider}`,
});

/** Whose credentials they are, as far as the client id tells, and whether AT&T takes them. */
export interface Identity {
  solutionProvider?: string;
  secretMatches: boolean;
}

export interface CredentialRegister {
  identify(family: ApiFamily, clientId: string | undefined, clientSecret: string | undefined): Identity;
  set(rule: CredentialRule): void;
  all(): readonly CredentialRule[];
  load(rules: readonly CredentialRule[]): void;
}

/** Demo credentials by rule; a pair stated by `set` overrules it. */
export const createCredentialRegister = (listener?: ChangeListener<CredentialRule>): CredentialRegister => {
  let rules: CredentialRule[] = [];
  return {
    identify: (family, clientId, clientSecret) => {
      const stated = rules.filter((rule) => rule.family === family && rule.clientId === clientId);
      const pair = stated.find((rule) => rule.clientSecret === clientSecret);
      if (pair) return { solutionProvider: pair.solutionProvider, secretMatches: pair.accepted };
      const byRule = demoOwner(family, clientId);
      const solutionProvider = byRule ?? stated[0]?.solutionProvider;
      if (solutionProvider === undefined) return { secretMatches: false };
      const isDemo = byRule !== undefined && clientSecret === demoCredentials(family, byRule).clientSecret;
      return { solutionProvider, secretMatches: isDemo };
    },
    set: (rule) => {
      rules = [...rules.filter((known) => !isSamePair(known, rule)), rule];
      listener?.changed(rule);
    },
    all: () => rules,
    load: (loaded) => {
      rules = [...loaded];
      listener?.replaced();
    },
  };
};

const demoOwner = (family: ApiFamily, clientId: string | undefined): string | undefined => {
  const prefix = demoCredentials(family, '').clientId;
  return clientId?.startsWith(prefix) && clientId.length > prefix.length ? clientId.slice(prefix.length) : undefined;
};

const isSamePair = (a: CredentialRule, b: CredentialRule): boolean =>
  a.family === b.family && a.clientId === b.clientId && a.clientSecret === b.clientSecret;
