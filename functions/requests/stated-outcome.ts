const states = ' states: ';

/** How evidence says that a client knows what became of a write. */
export const statementOf = (clientId: string, evidence: string): string => `${clientId}${states}${evidence}`;

/** The client that stated a piece of evidence; undefined for a sentence of the gateway’s own. */
export const whoStated = (evidence: string): string | undefined => {
  const [clientId = '', ...stated] = evidence.split(states);
  return stated.length > 0 && !/\s/.test(clientId) ? clientId : undefined;
};
