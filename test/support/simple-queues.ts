import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';

interface Message {
  id: string;
  body: string;
  receives: number;
  /** With a worker. */
  isAway: boolean;
  attributes: Record<string, string>;
}

/** SQS as far as operators use it; time does not pass. */
export interface SimpleQueues {
  /** Bodies by URL. */
  in: (url: string) => string[];
  put: (url: string, body: string, attributes?: Record<string, string>) => void;
  /** Those with a worker come back. */
  comeBack: () => void;
  answer: (command: object) => object;
}

export const simpleQueues = (): SimpleQueues => {
  const queues = new Map<string, Message[]>();
  const queue = (url = ''): Message[] => {
    const messages = queues.get(url) ?? [];
    queues.set(url, messages);
    return messages;
  };
  let made = 0;
  const put: SimpleQueues['put'] = (url, body, attributes = {}) => {
    made += 1;
    queue(url).push({ id: `m${made}`, body, receives: 0, isAway: false, attributes });
  };
  const receive = ({ QueueUrl, MaxNumberOfMessages = 1 }: ReceiveMessageCommand['input']): object => {
    const had = queue(QueueUrl)
      .filter(({ isAway }) => !isAway)
      .slice(0, MaxNumberOfMessages);
    for (const message of had) Object.assign(message, { isAway: true, receives: message.receives + 1 });
    return {
      Messages: had.map(({ id, body, receives, attributes }) => ({
        MessageId: id,
        ReceiptHandle: id,
        Body: body,
        Attributes: { SentTimestamp: '1762354800000', ApproximateReceiveCount: String(receives) },
        MessageAttributes: Object.fromEntries(
          Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
        ),
      })),
    };
  };
  return {
    put,
    in: (url) => queue(url).map(({ body }) => body),
    comeBack: () => {
      for (const messages of queues.values()) for (const message of messages) message.isAway = false;
    },
    answer: (command) => {
      if (command instanceof ReceiveMessageCommand) return receive(command.input);
      if (command instanceof SendMessageCommand) {
        put(command.input.QueueUrl ?? '', command.input.MessageBody ?? '');
        return {};
      }
      if (command instanceof DeleteMessageCommand) {
        const { QueueUrl = '', ReceiptHandle } = command.input;
        queues.set(
          QueueUrl,
          queue(QueueUrl).filter(({ id }) => id !== ReceiptHandle),
        );
        return {};
      }
      if (!(command instanceof GetQueueAttributesCommand)) throw new Error('nobody expected it');
      const messages = queue(command.input.QueueUrl);
      const away = messages.filter(({ isAway }) => isAway).length;
      return {
        Attributes: {
          ApproximateNumberOfMessages: String(messages.length - away),
          ApproximateNumberOfMessagesNotVisible: String(away),
          ApproximateNumberOfMessagesDelayed: '0',
        },
      };
    },
  };
};
