import { randomUUID } from 'node:crypto';
import type { Page } from '../src/contract/common.dto';
import type { CustomerView } from '../src/contract/customers.dto';
import type { ErrorBody } from '../src/contract/errors';
import type { ShopView } from '../src/contract/shops.dto';
import type { CustomerTicketView } from '../src/contract/tickets.dto';
import { CustomerAccounts, type Registration } from '../src/customers/customer-accounts.service';
import { UnitOfWork } from '../src/database/unit-of-work';
import { ShopsService } from '../src/shops/shops.service';
import { TestApp } from './support/app';

describe('customers', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const german = { settings: { allowAnonymous: true, requireVerification: false, country: 'DE' } };
  const register = async ({ id }: ShopView, registration: Partial<Registration> & { username: string }) => {
    const shop = await app.get(ShopsService).byId(id);
    const rest = {
      email: `${registration.username}@mail.example`,
      name: 'Aylin Tan',
      passwordHash: 'x',
      ...registration,
    };
    return app.get(UnitOfWork).run((tx) => app.get(CustomerAccounts).register(tx, shop, rest));
  };

  it('are added and changed by the staff of their shop', async () => {
    const shop = await app.build.shop(german);
    const manager = app.as(await app.build.manager({ shopId: shop.id }));

    const { status, body } = await manager.post<CustomerView>('/customers', {
      name: 'Aylin Tan',
      phone: '030 901820',
      isPriority: true,
    });
    const changed = await manager.patch<CustomerView>(`/customers/${body.id}`, {
      phone: null,
      email: 'aylin@mail.example',
      name: null,
      version: 1,
    });
    const stale = await manager.patch<ErrorBody>(`/customers/${body.id}`, { name: 'Late', version: 1 });

    expect(status).toBe(201);
    expect(body).toMatchObject({
      shopId: shop.id,
      phone: '+4930901820',
      isPriority: true,
      isVerified: false,
      isRegistered: false,
    });
    expect(changed.body).toMatchObject({
      name: 'Aylin Tan',
      phone: null,
      email: 'aylin@mail.example',
      isPriority: true,
      version: 2,
    });
    expect(stale.body.code).toBe('VERSION_CONFLICT');
    expect((await manager.post<ErrorBody>('/customers', { name: ' ', phone: null })).body).toMatchObject({
      errors: [{ field: 'name' }],
    });
    expect((await manager.post<ErrorBody>('/customers', { name: 'A', phone: '123' })).body).toMatchObject({
      errors: [{ field: 'phone' }],
    });
  });

  it('are read by agents of their shop and by nobody of another', async () => {
    const shop = await app.build.shop();
    const { id } = await app.build.visitor(shop, { name: 'Bo', email: 'bo@mail.example' });
    const agent = app.as(await app.build.agent({ shopId: shop.id }));
    const foreign = app.as(await app.build.manager());

    expect((await agent.get<CustomerView>(`/customers/${id}`)).body).toMatchObject({
      name: 'Bo',
      email: 'bo@mail.example',
    });
    expect((await agent.patch(`/customers/${id}`, { name: 'X', version: 1 })).status).toBe(403);
    expect((await foreign.get(`/customers/${id}`)).status).toBe(404);
    expect((await foreign.post(`/customers/${id}/deactivate`)).status).toBe(404);
    expect((await foreign.get<Page<CustomerView>>('/customers')).body.items).toEqual([]);
    expect((await foreign.post('/customers', { name: 'A', shopId: shop.id })).status).toBe(404);
  });

  it('ask for themselves only', async () => {
    const shop = await app.build.shop();
    const visitor = app.as(await app.build.visitor(shop));
    const other = await app.build.visitor(shop);

    const doors = [
      '/customers',
      `/customers/${other.id}`,
      '/employees',
      '/teams',
      '/roles',
      '/events',
      '/shops',
      '/saved-replies',
      '/permissions',
    ];

    for (const door of doors) expect([door, (await visitor.get(door)).status]).toEqual([door, 403]);
  });

  it('are found by words and by what they are, the newest first', async () => {
    const shop = await app.build.shop();
    const agent = app.as(await app.build.agent({ shopId: shop.id }));
    const admin = app.as(await app.build.admin());
    const old = await app.build.visitor(shop, { name: 'Old Tan', email: 'old@mail.example' });
    const young = await app.build.visitor(shop, { name: 'Young Tan', email: 'young@mail.example' });
    const account = await app.build.customer(shop);
    await admin.post(`/customers/${old.id}/deactivate`);
    const find = async (query: string) =>
      (await agent.get<Page<CustomerView>>(`/customers?${query}`)).body.items.map(({ id }) => id);

    expect(await find('search=TAN mail')).toEqual([account.id, young.id, old.id]);
    expect(await find('search=young@')).toEqual([young.id]);
    expect(await find('isActive=false')).toEqual([old.id]);
    expect(await find('isRegistered=true')).toEqual([account.id]);
  });

  it('who are deactivated are out at once', async () => {
    const shop = await app.build.shop();
    const manager = app.as(await app.build.manager({ shopId: shop.id }));
    const visitor = await app.build.visitor(shop);

    await manager.post(`/customers/${visitor.id}/deactivate`);

    expect((await app.as(visitor).get('/auth/me')).status).toBe(401);
    await manager.post(`/customers/${visitor.id}/reactivate`);
    expect((await app.as(visitor).get('/auth/me')).status).toBe(200);
  });

  it('have their username, e-mail and phone to themselves within a shop, but visitors may share an e-mail', async () => {
    const [shop, other] = [await app.build.shop(german), await app.build.shop(german)];
    await app.build.visitor(shop, { email: 'mo@mail.example' });
    const mo = await register(shop, { username: 'Mo', phone: '030 901820' });
    await register(other, { username: 'mo', phone: '+49 30 901820' });
    await app.build.visitor(shop, { email: 'mo@mail.example' });

    const taken = (given: Partial<Registration>) =>
      register(shop, { username: 'other', email: 'other@mail.example', ...given });
    await expect(taken({ username: 'MO' })).rejects.toMatchObject({
      code: 'NOT_UNIQUE',
      extra: { errors: [{ field: 'username' }] },
    });
    await expect(taken({ email: 'Mo@mail.example' })).rejects.toMatchObject({
      extra: { errors: [{ field: 'email' }] },
    });
    await expect(taken({ phone: '+4930901820' })).rejects.toMatchObject({ extra: { errors: [{ field: 'phone' }] } });

    const accounts = app.get(CustomerAccounts);
    for (const login of ['MO', 'mo@MAIL.example', '030/901820', '+49 30 901820']) {
      expect((await accounts.findForSignIn(login, shop.id))?.id).toBe(mo.id);
      expect(await accounts.findForSignIn(login, null)).toBeNull();
    }
  });

  it('have phones by one rule, whoever writes them down and wherever, and are found however they dial', async () => {
    const shop = await app.build.shop({ settings: { ...german.settings, country: 'IN' } });
    const manager = app.as(await app.build.manager({ shopId: shop.id }));
    const customer = await app.build.customer(shop);
    const own = app.as(customer);
    const byStaff = async (phone: string) => {
      const { version } = (await manager.get<CustomerView>(`/customers/${customer.id}`)).body;
      return manager.patch<CustomerView & ErrorBody>(`/customers/${customer.id}`, { version, phone });
    };
    const byThemselves = (phone: string) => own.patch<CustomerView & ErrorBody>('/me/profile', { phone });
    const onTicket = async (phone: string) => {
      const about = { title: 'Cannot pay', description: 'My card is refused.', phone };
      const filed = await own.post<CustomerTicketView>('/my/tickets', { clientId: randomUUID(), ...about });
      expect(filed).toMatchObject({ status: 201 });
      return filed.body.isPhoneValid;
    };

    for (const [phone, e164] of [
      ['98765 43210', '+919876543210'],
      ['6460794942', '+916460794942'],
      ['+49 30 901820', '+4930901820'],
    ] as const) {
      expect(await byStaff(phone)).toMatchObject({ status: 200, body: { phone: e164 } });
      expect(await byThemselves(phone)).toMatchObject({ status: 200, body: { phone: e164 } });
      expect(await onTicket(phone)).toBe(true);
    }
    for (const phone of ['5114031913', '0987654321', 'call me']) {
      const refused = { status: 422, body: { errors: [{ field: 'phone' }] } };
      expect(await byStaff(phone)).toMatchObject(refused);
      expect(await byThemselves(phone)).toMatchObject(refused);
      expect(await onTicket(phone)).toBe(false);
    }
    await byThemselves('9876543210');
    for (const login of ['9876543210', '09876543210', '+91 98765 43210', '0091 98765 43210'])
      expect((await app.get(CustomerAccounts).findForSignIn(login, shop.id))?.id).toBe(customer.id);
  });

  it('that a shop vouches for are one, in however many tabs at once, and keep what they began as visitors', async () => {
    const shop = await app.get(ShopsService).byId((await app.build.shop()).id);
    const [accounts, unitOfWork] = [app.get(CustomerAccounts), app.get(UnitOfWork)];
    const visitor = await unitOfWork.run((tx) => accounts.createVisitor(tx, shop, { name: 'Guest' }));
    const vouch = (externalId: string, visitorId: string | null) =>
      unitOfWork.run((tx) => accounts.vouchedFor(tx, shop, { externalId, name: 'Aylin' }, visitorId));

    const tabs = await Promise.all([vouch('u-1', null), vouch('u-1', null), vouch('u-1', null)]);
    const kept = await Promise.all([vouch('u-2', visitor.id), vouch('u-2', visitor.id)]);
    const known = await vouch('u-1', visitor.id);

    expect(new Set(tabs.map(({ id }) => id)).size).toBe(1);
    expect(kept.map(({ id, isVerified, name }) => [id, isVerified, name])).toEqual(
      Array(2).fill([visitor.id, true, 'Aylin']),
    );
    expect(known.id).toBe(tabs[0]?.id);
  });
});
