import type { OpenAPIObject } from '@nestjs/swagger';
import { Server } from '../browser/support/server';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
/** What any operation may be answered with besides what it is for. */
const FAILURES = ['400', '401', '403', '404', '409', '413', '415', '422', '429', '500', '503'];

describe('the documentation of the API', () => {
  let server: Server;
  let operations: [string, Operation][];

  beforeAll(async () => {
    server = await Server.start();
    const document = (await (await fetch(`${server.url}/docs/openapi.json`)).json()) as OpenAPIObject;
    operations = Object.entries(document.paths).flatMap(([path, item]) =>
      METHODS.flatMap((method): [string, Operation][] => {
        const operation = item[method];
        return operation ? [[`${method.toUpperCase()} ${path}`, operation]] : [];
      }),
    );
  });

  afterAll(() => server.stop());

  const lacking = (isThere: (operation: Operation) => boolean) =>
    operations.filter(([, operation]) => !isThere(operation)).map(([name]) => name);
  const bodies = ({ requestBody, responses }: Operation) => {
    const answers = Object.entries(responses).filter(([status]) => /^2/.test(status) && status !== '204');
    return [requestBody, ...answers.map(([, answer]) => answer)].flatMap((body) =>
      body && 'content' in body && body.content ? Object.entries(body.content) : [],
    );
  };

  it('is served with a page that its own policy lets work', async () => {
    const page = await fetch(`${server.url}/docs`);
    const scripts = [...(await page.text()).matchAll(/<script src="([^"]+)"/g)].map(([, src]) => src);

    expect(page.status).toBe(200);
    expect(scripts.length).toBeGreaterThan(0);
    for (const src of scripts) expect((await fetch(new URL(`${src}`, `${server.url}/docs`))).status).toBe(200);
  });

  it('says of every operation what it is for, in which group, and whether one has to sign in', () => {
    expect(operations.length).toBeGreaterThan(70);
    expect(lacking(({ summary }) => Boolean(summary))).toEqual([]);
    expect(lacking(({ tags }) => tags?.length === 1)).toEqual([]);
    const open = lacking(({ security }) => security?.length === 1);
    expect(open).toEqual(expect.arrayContaining(['POST /api/v1/auth/token', 'GET /api/v1/widget/{shopKey}']));
    expect(open.filter((name) => !/\/(auth|widget|mail)(\/|$)/.test(name))).toEqual([]);
  });

  it('shows an example of everything that is sent and answered, and every error with its codes', () => {
    const isAnswered = ({ responses }: Operation) =>
      Object.entries(responses).some(
        ([status, answer]) => status === '204' || (/^2/.test(status) && answer && 'content' in answer),
      );
    expect(lacking(isAnswered)).toEqual([]);
    const hasExamples = (operation: Operation) =>
      bodies(operation).every(([type, { example }]) => !type.includes('json') || example !== undefined);
    expect(lacking(hasExamples)).toEqual([]);
    const hasErrors = ({ responses }: Operation) => FAILURES.every((status) => status in responses);
    expect(lacking(hasErrors)).toEqual([]);
  });
});
