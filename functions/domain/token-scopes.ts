/** Claims of access tokens that issuers name scopes in. */
export const scopeClaims = ['scope', 'scp', 'roles', 'permissions'] as const;
export type ScopeClaim = (typeof scopeClaims)[number];
