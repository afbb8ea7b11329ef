import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { ERROR_STATUS } from './contract/errors';
import { PUBLIC_MARK } from './core/current-actor';
import type { Env } from './core/env';
import { addExamples } from './openapi-examples';

/** Errors that any operation can answer with; the codes come from the closed list of the contract. */
const COMMON = [400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503] as const;

const MEANING: Record<(typeof COMMON)[number], string> = {
  400: 'The input is not valid; `errors` names the fields.',
  401: 'Who is asking is not known: no token, or one that has ended.',
  403: 'The person asking may not do this.',
  404: 'There is no such thing for the person asking.',
  409: 'Somebody was faster, or the present state forbids it.',
  413: 'The body or file is too large.',
  415: 'That kind of content is not accepted.',
  422: 'Well formed, but it cannot be carried out; `errors` names the fields.',
  429: 'Too many requests; `Retry-After` says when to try again.',
  500: 'Something unexpected happened on the server.',
  503: 'A dependency is away for the moment; trying again is safe.',
};

/** Serves the interactive documentation at /docs and the document at /docs/openapi.json. */
export function addOpenApi(app: NestFastifyApplication, env: Env): void {
  // The documentation's page brings inline styles; no other page is allowed any.
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', async (request, reply) => {
      if (!request.url.startsWith('/docs')) return;
      const policy = String(reply.getHeader('Content-Security-Policy') ?? '');
      void reply.header(
        'Content-Security-Policy',
        policy.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
      );
    });
  const config = new DocumentBuilder()
    .setTitle('Shopbell')
    .setDescription(
      'Live chat for shops: people and places, conversations, chats. Times are RFC 3339 in UTC, ids are UUIDs.',
    )
    .setVersion('1')
    .addServer(env.PUBLIC_URL)
    .addBearerAuth()
    .build();
  SwaggerModule.setup('docs', app, () => completed(SwaggerModule.createDocument(app, config)), {
    jsonDocumentUrl: 'docs/openapi.json',
  });
}

/** What addresses of files answer with, by their endings. */
const FILES: Record<string, string> = { csv: 'text/csv', txt: 'text/plain', html: 'text/html' };

/** What holds for every operation is said here once: its group, who may ask, its errors, an example of each body. */
function completed(document: OpenAPIObject): OpenAPIObject {
  document.components = { ...document.components };
  document.components.schemas = { ...document.components.schemas, Problem: PROBLEM };
  for (const [address, path] of Object.entries(document.paths)) {
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const operation = path[method];
      if (!operation) continue;
      operation.tags = [address.split('/')[3] ?? 'other'];
      operation.security = PUBLIC_MARK in operation ? [] : [{ bearer: [] }];
      if (PUBLIC_MARK in operation) delete operation[PUBLIC_MARK];
      const file = FILES[/\w+$/.exec(address)?.[0] ?? ''];
      const answer = operation.responses['200'];
      if (file && answer) Object.assign(answer, { content: { [file]: { schema: { type: 'string' } } } });
      for (const status of COMMON) operation.responses[String(status)] ??= problemResponse(status);
    }
  }
  addExamples(document);
  return document;
}

function problemResponse(status: (typeof COMMON)[number]) {
  const codes = Object.entries(ERROR_STATUS)
    .filter(([, of]) => of === status)
    .map(([code]) => code);
  return {
    description: `${MEANING[status]} Codes: ${codes.map((code) => `\`${code}\``).join(', ')}.`,
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        example: {
          type: 'about:blank',
          status,
          code: codes[0],
          detail: MEANING[status],
          requestId: '01941f29-7c00-7aaa-aaaa-aaaaaaaaaaaa',
        },
      },
    },
  };
}

const PROBLEM = {
  type: 'object',
  required: ['type', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What happened and what to do, in a sentence.' },
    code: { type: 'string', enum: Object.keys(ERROR_STATUS), description: 'Stable, for programs.' },
    requestId: { type: 'string', description: 'Names this request in the logs.' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { field: { type: 'string' }, message: { type: 'string' } } },
    },
    details: { type: 'object', additionalProperties: true },
  },
};
