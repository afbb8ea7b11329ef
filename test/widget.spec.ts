import { randomUUID } from 'node:crypto';
import { Agents } from '../src/chats/agents.service';
import { Chat } from '../src/chats/chat.entity';
import type { ErrorBody } from '../src/contract/errors';
import type { WidgetConfig } from '../src/contract/widget.dto';
import { TestApp } from './support/app';
import { eventually } from './support/client';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

describe('what a shop shows in its widget', () => {
  it('is its name, topics, teams and who is there, to anybody', async () => {
    const shop = await app.build.shop({ name: 'Downtown Branch', categories: ['Orders', 'Returns'] });
    const team = await app.build.team({ shopId: shop.id, name: 'Technical Support' });
    const [mira, away] = [
      await app.build.agent({ shopId: shop.id, firstName: 'Mira' }),
      await app.build.agent({ shopId: shop.id, firstName: 'Otto' }),
    ];
    await app.build.agent({ shopId: shop.id, firstName: 'Offline' });
    for (const { id } of [mira, away]) await app.get(Agents).connected(id);
    await app.as(away).put('/agents/me/presence', { presence: 'invisible' });

    const { status, body } = await app.as(null).get<WidgetConfig>(`/widget/${shop.publicKey}`);

    expect(status).toBe(200);
    expect(body).toEqual({
      shop: shop.publicKey,
      shopName: 'Downtown Branch',
      locale: shop.locale,
      branding: shop.branding,
      allowAnonymous: shop.settings.allowAnonymous,
      topics: ['Orders', 'Returns'],
      teams: [{ id: team.id, name: 'Technical Support' }],
      agentsOnline: [{ id: mira.id, name: 'Mira' }],
      typicalReplySeconds: null,
      isOpen: true,
      opensAt: null,
      closesAt: null,
      sendsMail: true,
    });
  });

  it('is the same by the short name and the id of the shop, as the portal asks', async () => {
    const shop = await app.build.shop();
    const { body } = await app.as(null).get<WidgetConfig>(`/widget/${shop.publicKey}`);
    for (const name of [shop.slug, shop.id]) {
      expect((await app.as(null).get<WidgetConfig>(`/widget/${name}`)).body).toEqual(body);
    }
  });

  it('tells how soon people usually get an answer', async () => {
    const shop = await app.build.shop();
    const agent = await app.build.agent({ shopId: shop.id });
    const chat = await app.build.chat(shop);
    await app.as(agent).post(`/chats/${chat.id}/take`);
    const typical = async () =>
      (await app.as(null).get<WidgetConfig>(`/widget/${shop.publicKey}`)).body.typicalReplySeconds;

    await app
      .as(agent)
      .post(`/conversations/${chat.conversationId}/messages`, { clientId: randomUUID(), body: 'Hello!' });
    expect(await eventually(typical, (seconds) => seconds !== null)).toBeLessThan(30);

    const { answeredAt } = await app.db.getRepository(Chat).findOneByOrFail({ id: chat.id });
    await app.db
      .getRepository(Chat)
      .update({ id: chat.id }, { answeredAt: new Date((answeredAt?.getTime() ?? 0) + 2 * 3_600_000) });
    expect(await typical()).toBeNull();
  });

  it('is not there for an unknown key or a shop that has closed down', async () => {
    const shop = await app.build.shop();
    await app.as(await app.build.admin()).post(`/shops/${shop.id}/deactivate`);

    const answers = await Promise.all([
      app.as(null).get<ErrorBody>('/widget/pk_unknown'),
      app.as(null).get<ErrorBody>(`/widget/${shop.publicKey}`),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  });

  it('lists the shops that can be tried', async () => {
    const shop = await app.build.shop();

    const { body } = await app.as(null).get<{ items: unknown[] }>('/widget');

    expect(body.items).toContainEqual({
      slug: shop.slug,
      shop: shop.publicKey,
      shopName: shop.name,
      location: shop.location,
    });
  });
});
