import type { AskAws } from '#platform/aws/ask-aws';

/** Has Lambda take an invocation that nobody waits for. @throws when nobody knows whether it has */
export type InvokeLater = (functionName: string, event: object) => Promise<void>;

export const createInvokeLater =
  (askAws: AskAws): InvokeLater =>
  async (functionName, event) => {
    await askAws(functionName, event);
  };
