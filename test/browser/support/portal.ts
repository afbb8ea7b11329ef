import { type BrowserContext, type Locator, type Page } from 'playwright-core';
import { words } from './people';

/** A customer at the portal of a shop. */
export class PortalCustomer {
  constructor(
    readonly page: Page,
    private readonly locale = 'en',
  ) {}

  static async visit(context: BrowserContext, address: string, locale = 'en'): Promise<PortalCustomer> {
    const customer = new PortalCustomer(await context.newPage(), locale);
    await customer.page.goto(address);
    return customer;
  }

  /** Makes an account, starting at the sign-in. */
  async register(username: string): Promise<void> {
    await this.page.getByRole('link', { name: this.says('signIn.register') }).click();
    await this.fillRegistration(username);
    await this.button('register.submit').click();
    await this.page.getByRole('heading', { name: this.says('tickets.title') }).waitFor();
  }

  async fillRegistration(username: string): Promise<void> {
    await this.field('register.name').fill('Aylin Tan');
    await this.field('register.email').fill(`${username}@mail.example`);
    await this.field('register.username').fill(username);
    await this.page.locator('input[name=password]').fill('sommerabend');
  }

  async signIn(username: string, password: string, submit = 'signIn.submit'): Promise<void> {
    await this.field('signIn.username').fill(username);
    await this.page.locator('input[name=password]').fill(password);
    await this.button(submit).click();
  }

  /** Files a ticket; its page is what is seen then. */
  async file(title: string): Promise<void> {
    await this.page
      .getByRole('link', { name: this.says('nav.new') })
      .first()
      .click();
    await this.field('new.subject').fill(title);
    await this.field('new.description').fill('My order has not come since Monday.');
    await this.button('new.submit').click();
    await this.page.getByText(/Your ticket is number \d+/).waitFor();
  }

  field(key: string): Locator {
    return this.page.getByRole('textbox', { name: this.says(key), exact: true });
  }

  button(key: string): Locator {
    return this.page.getByRole('button', { name: this.says(key), exact: true });
  }

  /** A place of the portal, in the header or, on a phone, below. */
  async go(key: string): Promise<void> {
    await this.page
      .getByRole('link', { name: this.says(key), exact: true })
      .and(this.page.locator(':visible'))
      .first()
      .click();
  }

  async write(text: string): Promise<void> {
    const field = this.field('composer.label');
    await field.fill(text);
    await field.press('Enter');
  }

  get log(): Locator {
    return this.page.getByRole('log');
  }

  sees(text: string): Promise<void> {
    return this.log.getByText(text, { exact: true }).first().waitFor();
  }

  says(key: string): string {
    return words('portal', key, this.locale);
  }
}

/** As if a screenshot came from the clipboard. */
export async function paste(page: Page, target: Locator, picture: Buffer, name: string): Promise<void> {
  const bytes = [...picture];
  const handle = await target.elementHandle();
  await page.evaluate(
    ([element, content, fileName]) => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([new Uint8Array(content)], fileName, { type: 'image/png' }));
      element?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    [handle, bytes, name] as const,
  );
}
