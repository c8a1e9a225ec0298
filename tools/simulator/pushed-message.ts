/** A message that AT&T sends by itself. */
export interface PushedMessage {
  solutionProvider: string;
  body: string;
}
