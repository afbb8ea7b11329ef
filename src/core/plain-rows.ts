import type { EntityMetadata, ObjectLiteral, SelectQueryBuilder } from 'typeorm';

type Read = (value: never) => unknown;

const AS_IT_IS: Read = (value) => value;
/** What both databases, or one of them, give in another form than the entity has it. */
const READ: Record<string, Read> = {
  datetime: (value: Date | string) => timeOf(value),
  boolean: Boolean,
  json: (value: unknown) => (typeof value === 'string' ? (JSON.parse(value) as unknown) : value),
};

/** What a query on one table finds, without the ORM's mapping, which costs more than reading the rows. */
export async function plainRows<T extends ObjectLiteral>(query: SelectQueryBuilder<T>): Promise<T[]> {
  const { alias } = query;
  const metadata = query.expressionMap.mainAlias?.metadata;
  if (!metadata) throw new Error('Not a query on an entity');
  const rows: Record<string, unknown>[] = await query.getRawMany();
  const fields = fieldsOf(metadata).map(({ name, read }) => ({ name, read, key: `${alias}_${name}` }));
  return rows.map((row) => {
    const entity = metadata.create() as Record<string, unknown>;
    for (const { name, read, key } of fields) {
      const value = row[key];
      entity[name] = value === null ? null : read(value as never);
    }
    return entity as T;
  });
}

function fieldsOf({ columns }: EntityMetadata): { name: string; read: Read }[] {
  return columns.map(({ propertyName, type }) => ({
    name: propertyName,
    read: READ[String(type)] ?? AS_IT_IS,
  }));
}

/** SQLite gives times as text, the others as dates. */
export function timeOf(value: Date | string): Date {
  return typeof value === 'string' ? new Date(`${value.replace(' ', 'T')}Z`) : value;
}

/** `?, ?, …` */
export function marks(count: number): string {
  return Array(count).fill('?').join(', ');
}
