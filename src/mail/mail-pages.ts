export const HTML = 'text/html; charset=utf-8';

/** Pages that links in mails lead to, in both languages at once: nobody knows yet who is reading. */
const PAGES = {
  unsubscribe: {
    title: 'E-mails',
    text: ['Do you want no more mails of this kind?', 'Möchten Sie keine solchen E-Mails mehr?'],
    button: 'Unsubscribe · Abmelden',
  },
  unsubscribed: {
    title: 'E-mails',
    text: ['You will get no more mails of this kind.', 'Sie bekommen keine solchen E-Mails mehr.'],
    button: null,
  },
  confirm: {
    title: 'E-mails',
    text: ['May we write to your e-mail address?', 'Dürfen wir an Ihre E-Mail-Adresse schreiben?'],
    button: 'Yes · Ja',
  },
  confirmed: {
    title: 'E-mails',
    text: ['Thank you. Answers will come to your mailbox.', 'Danke. Antworten kommen nun in Ihr Postfach.'],
    button: null,
  },
} as const;

/** The form sends to the same path; the token goes along in the address, as a mail program would send it. */
export function plainPage(name: keyof typeof PAGES, token?: unknown): string {
  const { title, text, button } = PAGES[name];
  const action = `?token=${encodeURIComponent(typeof token === 'string' ? token : '')}`;
  const form = button ? `<form method="post" action="${action}"><button type="submit">${button}</button></form>` : '';
  return page(title, `${text.map((line) => `<p>${line}</p>`).join('')}${form}`);
}

/** `body` is markup of ours in which everything of others is escaped. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>${title}</title></head>
<body>${body}</body></html>
`;
}

export function escapedHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
