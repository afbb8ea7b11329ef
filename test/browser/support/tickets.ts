import { randomUUID } from 'node:crypto';
import type { VisitorTokenView } from '../../../src/contract/auth.dto';
import type { CustomerTicketView } from '../../../src/contract/tickets.dto';

const JSON_BODY = { 'content-type': 'application/json' };

/** A customer who files tickets, without a browser. */
export class Filer {
  private constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  static async of(url: string, name: string, slug = 'downtown-branch'): Promise<Filer> {
    const { items } = (await (await fetch(`${url}/api/v1/widget`)).json()) as {
      items: { slug: string; shop: string }[];
    };
    const shop = items.find((one) => one.slug === slug)?.shop;
    const body = JSON.stringify({ shop, name, email: `${randomUUID()}@mail.example` });
    const began = await fetch(`${url}/api/v1/auth/visit`, { method: 'POST', headers: JSON_BODY, body });
    const { access_token } = (await began.json()) as VisitorTokenView;
    return new Filer(url, access_token);
  }

  file(title: string, more: object = {}): Promise<CustomerTicketView> {
    const description = `${title}. Could you please look into it?`;
    return this.post<CustomerTicketView>('/my/tickets', { clientId: randomUUID(), title, description, ...more });
  }

  async write(conversationId: string, body: string): Promise<void> {
    await this.post(`/conversations/${conversationId}/messages`, { clientId: randomUUID(), body });
  }

  private async post<T>(path: string, body: object): Promise<T> {
    const answer = await fetch(`${this.url}/api/v1${path}`, {
      method: 'POST',
      headers: { ...JSON_BODY, authorization: `Bearer ${this.token}` },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}
