import type { OpenAPIObject } from '@nestjs/swagger';

type Schemas = Record<string, Schema>;

/** As much of a schema as an example is made from. */
export interface Schema {
  $ref?: string;
  allOf?: Schema[];
  oneOf?: Schema[];
  type?: string;
  format?: string;
  enum?: unknown[];
  example?: unknown;
  default?: unknown;
  nullable?: boolean;
  minimum?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
}

const ID = '01941f29-7c00-7aaa-8aaa-aaaaaaaaaaaa';
const MOMENT = '2026-11-21T09:00:00.000Z';
/** Schemas may refer to each other in a circle. */
const DEEPEST = 6;

/** An example of everything that is sent and answered as JSON, from the examples that the contract gives its fields. */
export function addExamples(document: OpenAPIObject): void {
  const schemas = (document.components?.schemas ?? {}) as Schemas;
  for (const path of Object.values(document.paths)) {
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const operation = path[method];
      if (!operation) continue;
      const answers = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
      const bodies = [operation.requestBody, ...answers.map(([, answer]) => answer)];
      for (const body of bodies) addTo(body as Body | undefined, schemas);
    }
  }
}

interface Body {
  content?: Record<string, { schema?: Schema; example?: unknown; examples?: unknown }>;
}

function addTo(body: Body | undefined, schemas: Schemas): void {
  for (const [type, media] of Object.entries(body?.content ?? {})) {
    if (!media.schema || media.example !== undefined || media.examples || !type.includes('json')) continue;
    media.example = exampleOf(media.schema, schemas);
  }
}

/** The field's own example, or something of its kind that the service would take. */
export function exampleOf(schema: Schema, schemas: Schemas, name = '', depth = 0): unknown {
  if (schema.example !== undefined) return schema.example;
  if (depth > DEEPEST) return null;
  const named = schema.$ref && schemas[schema.$ref.split('/').at(-1) ?? ''];
  if (named) return exampleOf(named, schemas, name, depth + 1);
  const [part] = schema.allOf ?? schema.oneOf ?? [];
  if (part) return exampleOf(part, schemas, name, depth + 1);
  if (schema.enum) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  if (schema.properties) {
    const fields = Object.entries(schema.properties);
    return Object.fromEntries(fields.map(([field, inner]) => [field, exampleOf(inner, schemas, field, depth + 1)]));
  }
  if (schema.type === 'array') return schema.items ? [exampleOf(schema.items, schemas, name, depth + 1)] : [];
  return plain(schema, name);
}

function plain({ type, format, minimum }: Schema, name: string): unknown {
  if (type === 'boolean') return true;
  if (type === 'number' || type === 'integer') return Math.max(1, minimum ?? 1);
  if (type === 'object') return {};
  if (format === 'uuid' || /(^id|Ids?)$/.test(name)) return ID;
  if (format === 'date-time' || /(At|Since|^at|^now|^from|^to)$/.test(name)) return MOMENT;
  if (format === 'email' || name === 'email') return 'aylin@mail.example';
  if (name === 'phone') return '+4930901820';
  if (/password/i.test(name)) return 'a sentence nobody guesses';
  return name ? `${name.charAt(0).toUpperCase()}${name.slice(1)}` : 'text';
}
