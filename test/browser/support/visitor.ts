import { randomUUID } from 'node:crypto';
import type { VisitorTokenView } from '../../../src/contract/auth.dto';
import type { CustomerChatView } from '../../../src/contract/chats.dto';

/** A customer of the demo's first shop, without a browser. */
export class Visitor {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  static async come(url: string, name: string): Promise<Visitor> {
    const { items } = (await (await fetch(`${url}/api/v1/widget`)).json()) as {
      items: { slug: string; shop: string }[];
    };
    const shop = items.find(({ slug }) => slug === 'downtown-branch')?.shop;
    const visit = { shop, name, email: `${randomUUID()}@mail.example` };
    const { access_token } = await post<VisitorTokenView>(`${url}/api/v1/auth/visit`, visit);
    return new Visitor(url, access_token);
  }

  start(message: string, teamId?: string): Promise<CustomerChatView> {
    return this.ask('chats', { clientId: randomUUID(), message, teamId });
  }

  say({ conversationId }: CustomerChatView, body: string): Promise<object> {
    return this.ask(`conversations/${conversationId}/messages`, { clientId: randomUUID(), body });
  }

  end({ id }: CustomerChatView): Promise<CustomerChatView> {
    return this.ask(`chats/${id}/end`);
  }

  private ask<T>(path: string, input: object = {}): Promise<T> {
    return post<T>(`${this.url}/api/v1/${path}`, input, { authorization: `Bearer ${this.token}` });
  }
}

async function post<T>(address: string, input: object, headers: Record<string, string> = {}): Promise<T> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(input),
  });
  if (!answer.ok) throw new Error(`${address}: ${await answer.text()}`);
  return (await answer.json()) as T;
}
