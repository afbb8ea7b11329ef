import type { MessageView, SendMessage } from '../../src/contract/conversations.dto';
import { ApiError, type FailureCode } from './api-error';
import { Pause } from './backoff';
import { NEW_CONVERSATION, Outbox } from './outbox';
import { memoryStorage } from './storage';

/** Never really waits. */
class NoPause extends Pause {
  override wait(): Promise<void> {
    return Promise.resolve();
  }
}

/** A server that answers each try with the next of `answers`, and with the message when there are none left. */
function server(answers: (FailureCode | null)[] = []) {
  const tries: string[] = [];
  const send = ({ clientId, conversationId, body }: SendMessage): Promise<MessageView> => {
    tries.push(body);
    const code = answers.shift();
    if (code) return Promise.reject(new ApiError({ code, message: code }));
    return Promise.resolve({
      ...{ id: 'id', conversationId, clientId, seq: tries.length, publicSeq: tries.length, createdAt: '' },
      ...{
        author: { kind: 'customer', id: 'me', name: '' },
        visibility: 'public',
        body,
        system: null,
        attachments: [],
      },
    });
  };
  return { tries, send };
}

function outboxOf(send: (message: SendMessage) => Promise<MessageView>, storage = memoryStorage(), account = 'me') {
  return new Outbox({ account, storage, send, pause: new NoPause() });
}

async function untilQuiet(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await Promise.resolve();
}

describe('the outbox', () => {
  it('sends in the order of typing, one after the other', async () => {
    const { tries, send } = server();
    const outbox = outboxOf(send);

    for (const body of ['one', 'two', 'three']) outbox.add({ conversationId: 'c', body });
    await untilQuiet();

    expect(tries).toEqual(['one', 'two', 'three']);
    expect(outbox.entries.get()).toEqual([]);
  });

  it('repeats a message until it is confirmed, and sends nothing before it', async () => {
    const { tries, send } = server(['NETWORK', 'TIMEOUT', 'UNAVAILABLE']);
    const outbox = outboxOf(send);

    outbox.add({ conversationId: 'c', body: 'one' });
    outbox.add({ conversationId: 'c', body: 'two' });
    await untilQuiet();

    expect(tries).toEqual(['one', 'one', 'one', 'one', 'two']);
  });

  it('keeps a refused message with the reason, and lets the next ones pass', async () => {
    const { tries, send } = server(['CHAT_CLOSED']);
    const outbox = outboxOf(send);

    const refused = outbox.add({ conversationId: 'c', body: 'one' });
    outbox.add({ conversationId: 'c', body: 'two' });
    await untilQuiet();

    expect(tries).toEqual(['one', 'two']);
    expect(outbox.entries.get()).toEqual([{ ...refused, failure: 'CHAT_CLOSED' }]);

    outbox.retry(refused.clientId);
    await untilQuiet();
    expect(outbox.entries.get()).toEqual([]);
  });

  it('sends after a reload what the page before could not', async () => {
    const storage = memoryStorage();
    const never = outboxOf(() => new Promise(() => undefined), storage);
    const { clientId } = never.add({ conversationId: 'c', body: 'one' });
    never.stop();

    const sent: string[] = [];
    const { send } = server();
    outboxOf((message) => {
      sent.push(message.clientId);
      return send(message);
    }, storage);
    await untilQuiet();

    expect(sent).toEqual([clientId]);
  });

  it('leaves the messages of another account alone', async () => {
    const storage = memoryStorage();
    outboxOf(() => new Promise(() => undefined), storage, 'ann').add({ conversationId: 'c', body: 'one' });

    const { tries, send } = server();
    outboxOf(send, storage, 'bob');
    await untilQuiet();

    expect(tries).toEqual([]);
  });

  it('waits with what was typed before the conversation existed', async () => {
    const { tries, send } = server();
    const outbox = outboxOf(send);

    outbox.add({ conversationId: NEW_CONVERSATION, body: 'one' });
    await untilQuiet();
    expect(tries).toEqual([]);

    outbox.readdress(NEW_CONVERSATION, 'c');
    await untilQuiet();
    expect(tries).toEqual(['one']);
  });

  it('forgets what the person deleted', async () => {
    const { send } = server(['CHAT_CLOSED']);
    const outbox = outboxOf(send);
    const { clientId } = outbox.add({ conversationId: 'c', body: 'one' });
    await untilQuiet();

    outbox.delete(clientId);

    expect(outbox.entries.get()).toEqual([]);
  });
});
