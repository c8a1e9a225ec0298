import { Problem } from '#domain/problems/problems';

/** How a Solution Provider is kept from AT&T. `read-only`: nothing is changed there for it. `disabled`: AT&T is not asked for it at all. */
export const restrictionLevels = ['read-only', 'disabled'] as const;
export type RestrictionLevel = (typeof restrictionLevels)[number];

/** Solution Providers that are restricted now. Whoever is not named is served. */
export type Restrictions = Readonly<Record<string, RestrictionLevel>>;

/** Whether a Solution Provider with such a restriction may have AT&T asked. @param changes whether the call changes something there */
export const isKeptFromAtt = (level: RestrictionLevel | undefined, changes: boolean): boolean =>
  level === 'disabled' || (level === 'read-only' && changes);

/** What a call is refused with. @param contact whom the tenant states that partners ask */
export const restricted = (solutionProvider: string, level: RestrictionLevel, contact?: string): Problem => {
  const what = level === 'disabled' ? 'has disabled' : 'lets nothing be changed for';
  const whom = contact === undefined ? 'Ask them' : `Ask ${contact}`;
  return new Problem(`solution-provider-${level}`, {
    detail: `Whoever runs this gateway ${what} the Solution Provider ${solutionProvider} for now. ${whom}. Nothing was sent to AT&T.`,
  });
};
