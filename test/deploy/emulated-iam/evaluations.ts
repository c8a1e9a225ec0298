/** A statement, what it is asked about, and what IAM makes of it. What asks is the account, of whom AWS knows no tag. */
export interface Evaluation {
  about: string;
  /** What stands in the policy beside the effect and the action. */
  statement: object;
  version?: '2008-10-17';
  resource: string;
  isAllowed: boolean;
}

const bucket = (name: string): string => `arn:aws:s3:::${name}`;
const team = '${aws:PrincipalTag/team}';
const account = '${aws:PrincipalAccount}';

/** After IAM’s reference: policy elements, variables and tags. */
export const evaluationsIn = (number: string): readonly Evaluation[] => [
  { about: 'a variable', statement: { Resource: bucket(account) }, resource: bucket(number), isAllowed: true },
  { about: 'a variable', statement: { Resource: bucket(account) }, resource: bucket('1'), isAllowed: false },
  {
    about: 'a key in other letters',
    statement: { Resource: bucket('${AWS:principalaccount}-*') },
    resource: bucket(`${number}-x`),
    isAllowed: true,
  },
  {
    about: 'a policy of the older version',
    version: '2008-10-17',
    statement: { Resource: bucket(account) },
    resource: bucket(number),
    isAllowed: false,
  },
  {
    about: 'a policy of the older version',
    version: '2008-10-17',
    statement: { Resource: bucket(account) },
    resource: bucket(account),
    isAllowed: true,
  },
  { about: 'no value', statement: { Resource: bucket(`${team}*`) }, resource: bucket('x'), isAllowed: false },
  { about: 'no value', statement: { Resource: bucket(`x${team}`) }, resource: bucket('x'), isAllowed: false },
  {
    about: 'no value, beside another',
    statement: { Resource: [bucket(team), bucket('x')] },
    resource: bucket('x'),
    isAllowed: true,
  },
  { about: 'no value', statement: { NotResource: bucket(team) }, resource: bucket('x'), isAllowed: true },
  {
    about: 'a default',
    statement: { Resource: bucket("${aws:PrincipalTag/team, 'none'}") },
    resource: bucket('none'),
    isAllowed: true,
  },
  { about: 'a star', statement: { Resource: bucket('a${*}b') }, resource: bucket('a*b'), isAllowed: true },
  { about: 'a star', statement: { Resource: bucket('a${*}b') }, resource: bucket('axb'), isAllowed: false },
  { about: 'a question mark', statement: { Resource: bucket('a${?}b') }, resource: bucket('a?b'), isAllowed: true },
  { about: 'a question mark', statement: { Resource: bucket('a${?}b') }, resource: bucket('axb'), isAllowed: false },
  { about: 'a dollar', statement: { Resource: bucket('a${$}b') }, resource: bucket('a$b'), isAllowed: true },
  ...conditions(number),
];

const principal = 'aws:PrincipalAccount';
const conditioned = (about: string, Condition: object, isAllowed: boolean): Evaluation => ({
  about,
  statement: { Resource: '*', Condition },
  resource: bucket('x'),
  isAllowed,
});

const conditions = (number: string): readonly Evaluation[] => [
  conditioned('a condition', { StringEquals: { [principal]: account } }, true),
  conditioned('a condition', { StringNotEquals: { [principal]: account } }, false),
  conditioned('a condition', { StringLike: { [principal]: [`${account}-1`, '0*'] } }, true),
  conditioned('an ARN', { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${account}:ro?t` } }, true),
  conditioned('a star, compared as it stands', { StringEquals: { [principal]: '${*}' } }, false),
  conditioned('a star, beside a number', { StringLike: { [principal]: `${number}\${*}` } }, false),
  conditioned('a condition without value', { StringEquals: { [principal]: team } }, false),
  conditioned('a condition without value', { StringLike: { [principal]: `*${team}` } }, false),
  conditioned('its opposite without value', { StringNotEquals: { [principal]: team } }, true),
];
